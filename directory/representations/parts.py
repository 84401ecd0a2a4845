"""What belongs to projects and stands in other tables, for many projects at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from directory.models import CapabilityValue, Link, OldSlug, Relation, Stewardship
from directory.querysets.programs import parts_of

from .addresses import Origin
from .people import stewardship
from .values import named

Parts = dict[int, list[Any]]

_LINK = ("kind", "url", "text", "former")
RELATION = ("kind", "since", "note_zh", "note_en", "evidence_zh", "evidence_en", "evidence_url")
_ENDS = ("source_id", "source__slug", "target_id", "target__slug")
_CAPABILITY = (
    "value",
    "text_zh",
    "text_en",
    "note_zh",
    "note_en",
    "source_url",
    "verified",
)


def parts(projects: Mapping[int, Mapping[str, Any]], origin: Origin) -> dict[int, dict[str, Any]]:
    """By id, what full representations have beyond the brief ones; four queries."""
    relations, inverse = _relations(projects.keys())
    each = {
        "links": _links(projects.keys()),
        "relations": relations,
        "inverse_relations": inverse,
        "capabilities": _capabilities(projects.keys()),
        "old_slugs": _old_slugs(projects.keys()),
    }
    return {
        pk: {
            **{name: found.get(pk, []) for name, found in each.items()},
            "history_url": origin.page("project_history", project["slug"]),
        }
        for pk, project in projects.items()
    }


def _links(ids: Collection[int]) -> Parts:
    return _gathered(
        (pk, named(_LINK, said)) for pk, *said in parts_of(Link, "project", ids, _LINK)
    )


def _relations(ids: Collection[int]) -> tuple[Parts, Parts]:
    """Those that go out from each project, and those that come in: `project` is the other end."""
    out: list[tuple[int, Any]] = []
    back: list[tuple[int, Any]] = []
    rows = Relation.objects.between_published(ids).values_list(*_ENDS, *RELATION)
    for source, source_slug, target, target_slug, *said in rows:
        kind, *rest = named(RELATION, said).items()
        for end, found, other in (
            (source, out, {"project": target_slug, "project_id": target}),
            (target, back, {"project": source_slug, "project_id": source}),
        ):
            found.append((end, dict([kind]) | other | dict(rest)))
    return _gathered(out), _gathered(back)


def _capabilities(ids: Collection[int]) -> Parts:
    columns = ("capability__slug", *_CAPABILITY)
    return _gathered(
        (pk, {"capability": slug, **named(_CAPABILITY, said)})
        for pk, slug, *said in parts_of(CapabilityValue, "project", ids, columns)
    )


def _old_slugs(ids: Collection[int]) -> Parts:
    return _gathered(parts_of(OldSlug, "project", ids, ("slug",)))


def stewards(project: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who looks after a project: its own stewards, those of its category and of the one above it,
    and those of the whole list."""
    categories = {project[key] for key in _CATEGORIES} - {None}
    over: dict[tuple[str | None, str | None], list[Any]] = defaultdict(list)
    for said in map(stewardship, Stewardship.objects.over_any([project["id"]], categories)):
        over[said["category"], said["project"]].append(said)
    return [said for scope in _scopes(project) for said in over[scope]]


_CATEGORIES = ("category", "parent_category")


def _scopes(project: Mapping[str, Any]) -> Iterable[tuple[str | None, str | None]]:
    """The (category, project) that a stewardship of it is over, nearest first."""
    categories = [(project[key], None) for key in _CATEGORIES if project[key]]
    return [(None, project["slug"]), *categories, (None, None)]


def _gathered(pairs: Iterable[tuple[int, Any]]) -> Parts:
    found: Parts = defaultdict(list)
    for pk, said in pairs:
        found[pk].append(said)
    return found
