"""Projects: brief as in a list, or full, with everything that is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from directory.catalogue import Catalogue
from directory.models import Project
from directory.querysets.programs import columns_of

from .addresses import Origin
from .parts import parts, stewards
from .values import known

Representation = dict[str, Any]

_BRIEF = (
    "name",
    "name_zh",
    "summary_zh",
    "summary_en",
    "status",
    "status_since",
    "last_activity",
    "started",
    "license",
    "languages",
    "organization",
    "organization_zh",
    "foundation",
    "foundation_via",
    "maturity",
    "position",
    "featured",
    "created",
    "modified",
)
_LONG = (
    "description_zh",
    "description_en",
    "status_note_zh",
    "status_note_en",
    "last_activity_note_zh",
    "last_activity_note_en",
    "started_note_zh",
    "started_note_en",
    "first_release",
    "first_release_date",
    "organization_note_zh",
    "organization_note_en",
    "foundation_dates",
    "sources",
    "unverified",
)


def briefs(catalogue: Catalogue, ids: Sequence[int], origin: Origin) -> list[Representation]:
    """The published projects of these ids, in their order; one query."""
    found = _read(catalogue, ids, origin, ())
    return [found[i] for i in ids if i in found]


def fulls(catalogue: Catalogue, ids: Sequence[int], origin: Origin) -> list[Representation]:
    """The same with everything public; six queries."""
    found = _read(catalogue, ids, origin, _LONG)
    belonging = parts(found, origin)
    return [found[i] | belonging[i] for i in ids if i in found]


def page(catalogue: Catalogue, project_id: int, origin: Origin) -> Representation | None:
    """One project with its stewards, too, who may change without it; six queries. None if it is
    not published."""
    found = fulls(catalogue, [project_id], origin)
    return found[0] | {"stewards": stewards(found[0])} if found else None


def _read(
    catalogue: Catalogue, ids: Sequence[int], origin: Origin, also: Sequence[str]
) -> dict[int, Representation]:
    columns = (*_BRIEF, *also)
    rows = columns_of(Project.objects.published().among(ids), columns)
    tags = catalogue.tags_of(ids)
    return {
        row["pk"]: {
            "id": row["pk"],
            "slug": row["slug"],
            **origin.pages("project", row["slug"]),
            "api_url": origin.in_api(row["slug"]),
            "category": row["category__slug"],
            "parent_category": row["category__parent__slug"],
            "tags": sorted(tag.slug for tag in tags[row["pk"]]),
            "homepage": row["homepage"],
            "repository": row["repository"],
            "logo_url": _logo(row, origin),
            **{name: known(row[name]) for name in columns},
        }
        for row in rows
    }


def _logo(row: Mapping[str, Any], origin: Origin) -> str | None:
    digest = row["logo__digest"]
    return origin.logo(row["slug"], digest, row["logo__media_type"]) if digest else None
