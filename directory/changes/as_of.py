"""What a project's page showed at some time, made of rows of history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from directory.models import CapabilityValue, Link, Project, ProjectTag, Relation
from directory.services import history


class AsOf(NamedTuple):
    """`relations` are phrases with the other project."""

    project: Project
    tags: list[Any]
    links: list[Link]
    capabilities: list[CapabilityValue]
    relations: list[tuple[str, Project]]


def as_of(project: Project, state: history.State, unrecorded: Iterable[Any]) -> AsOf:
    """`unrecorded` are parts that are now as they always were, as far as anybody knows."""
    names = history.names_in(state.values())
    instances = [history.named(record, names) for record in state.values()]
    instances += unrecorded
    cells = [each for each in instances if isinstance(each, CapabilityValue)]
    prefetch_related_objects(cells, "capability__group")
    links = [each for each in instances if isinstance(each, Link)]
    tags = [each.tag for each in instances if isinstance(each, ProjectTag)]
    relations = [each for each in instances if isinstance(each, Relation)]
    return AsOf(
        project=next((each for each in instances if isinstance(each, Project)), project),
        tags=sorted(tags, key=str),
        links=sorted(links, key=lambda link: (link.former, link.position, link.pk)),
        capabilities=sorted(cells, key=_place),
        relations=[each for each in map(_seen_from(project), relations) if _has_a_page(each[1])],
    )


def _place(cell: CapabilityValue) -> tuple[int, str, int, str]:
    capability = cell.capability
    return capability.group.position, capability.group.slug, capability.position, capability.slug


def _seen_from(project: Project) -> Any:
    def seen(relation: Relation) -> tuple[str, Project]:
        if relation.source_id == project.pk:
            return relation.phrase, relation.target
        return relation.inverse_phrase, relation.source

    return seen


def _has_a_page(project: Project) -> bool:
    return not project._state.adding and project.state != Project.State.DRAFT
