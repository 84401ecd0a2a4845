"""Projects that are no longer published: that they are gone, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from directory.models import Merge, Project, Relation

from .addresses import Origin
from .values import known


def withdrawn(project: Project, origin: Origin) -> dict[str, Any]:
    """What is said of a project that was taken out."""
    successor = Relation.objects.slugs_of_successors([project.pk]).get(project.pk)
    return {**_said(project, successor), **origin.pages("project", project.slug)}


def why_withdrawn(project: Project) -> str:
    """In the language on display."""
    says = _("“{project}” was taken out of the directory.").format(project=project)
    return f"{says} {project.withdrawn_reason}" if project.withdrawn_reason else says


def gone(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Of these ids, what is withdrawn or removed, in four queries; drafts that nobody ever saw are
    not told of."""
    there = {project.pk: project for project in Project.objects.among(ids)}
    hidden = {project.pk for project in Project.objects.never_public().among(ids)}
    successors = Relation.objects.slugs_of_successors(ids)
    merged = Merge.objects.places_of(ids)
    return [
        _said(there[pk], successors.get(pk))
        if _is_withdrawn(there.get(pk))
        else _removed(pk, merged)
        for pk in ids
        if pk not in hidden and not _is_published(there.get(pk))
    ]


def _is_withdrawn(project: Project | None) -> bool:
    return project is not None and project.state == Project.State.WITHDRAWN


def _is_published(project: Project | None) -> bool:
    return project is not None and project.state == Project.State.PUBLISHED


def _said(project: Project, successor: str | None) -> dict[str, Any]:
    return {
        "id": project.pk,
        "slug": project.slug,
        "state": project.state,
        "withdrawn_reason_zh": known(project.withdrawn_reason_zh),
        "withdrawn_reason_en": known(project.withdrawn_reason_en),
        "successor": successor,
    }


def _removed(pk: int, merged: Mapping[int, str]) -> dict[str, Any]:
    """Of what was deleted, or is a draft again, nothing is said but what it went into."""
    return {
        "id": pk,
        "slug": None,
        "state": "removed",
        "withdrawn_reason_zh": None,
        "withdrawn_reason_en": None,
        "successor": merged.get(pk),
    }
