"""What answers look like, for those who read the description of the API.

Answers are written from directory/representations as they are; tests prove that they are of these
shapes. Descriptions are shown in both languages, so they are marked for translation.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field

from directory.models import Link, Relation
from directory.models.choices import Maturity, Status
from directory.models.maintainer import Role

PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

Url = Annotated[str, Field(description=_("Address of the page in Chinese."))]
UrlEn = Annotated[str, Field(description=_("Address of the page in English."))]
Id = Annotated[int, Field(description=_("Stays the same whatever it is called."))]
PartialDate = Annotated[
    str,
    Field(pattern=PARTIAL_DATE, description=_("A year, a month or a day, as far as it is known.")),
]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Exact(BaseModel):
    """All fields are always there."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=lambda schema: _tidy(schema))


def _tidy(schema: dict[str, Any]) -> None:
    """Without a title for each field, which only repeats its name."""
    for field in schema.get("properties", {}).values():
        field.pop("title", None)


class LinkOut(Exact):
    kind: Literal[tuple(Link.Kind.values)]  # type: ignore[valid-type]
    url: str
    text: str | None
    former: Annotated[bool, Field(description=_("Whether the project is no longer there."))]


class RelationOut(Exact):
    kind: Literal[tuple(Relation.Kind.values)]  # type: ignore[valid-type]
    project: Annotated[str, Field(description=_("Slug of the other project."))]
    project_id: int
    since: PartialDate | None
    note_zh: str | None
    note_en: str | None
    evidence_zh: str | None
    evidence_en: str | None
    evidence_url: str | None


class CapabilityValueOut(Exact):
    capability: Annotated[str, Field(description=_("Slug; its category explains it."))]
    value: Annotated[list[str], Field(description=_("Slugs of terms; empty if it is a text."))]
    text_zh: str | None
    text_en: str | None
    note_zh: str | None
    note_en: str | None
    source_url: str
    verified: Annotated[str, Field(description=_("Date of the source that was read."))]


class SourceOut(BaseModel):
    zh: str | None = None
    en: str | None = None
    url: str | None = None


class Project(Exact):
    id: Id
    slug: str
    url: Url
    url_en: UrlEn
    api_url: Annotated[str, Field(description=_("Address of everything about it, here."))]
    category: Annotated[str, Field(description=_("Slug of its category or subcategory."))]
    parent_category: Annotated[
        str | None, Field(description=_("Slug of the category above, if there is one."))
    ]
    tags: Annotated[list[str], Field(description=_("Slugs."))]
    homepage: str | None
    repository: str | None
    logo_url: str | None
    name: str
    name_zh: str | None
    summary_zh: Annotated[str | None, Field(description=_("Markdown."))]
    summary_en: Annotated[str | None, Field(description=_("Markdown."))]
    status: Literal[tuple(Status.values)]  # type: ignore[valid-type]
    status_since: PartialDate | None
    last_activity: PartialDate | None
    started: PartialDate | None
    license: Annotated[str | None, Field(description=_("An SPDX expression."))]
    languages: Annotated[list[str], Field(description=_("Programming languages."))]
    organization: str | None
    organization_zh: str | None
    foundation: str | None
    foundation_via: Annotated[
        str | None, Field(description=_("The project of the foundation that it is part of."))
    ]
    maturity: Literal[tuple(Maturity.values)] | None  # type: ignore[valid-type]
    position: Annotated[int, Field(description=_("Its place in the list."))]
    featured: bool
    created: Moment
    modified: Moment


class FullProject(Project):
    description_zh: Annotated[str | None, Field(description=_("Markdown."))]
    description_en: Annotated[str | None, Field(description=_("Markdown."))]
    status_note_zh: str | None
    status_note_en: str | None
    last_activity_note_zh: str | None
    last_activity_note_en: str | None
    started_note_zh: str | None
    started_note_en: str | None
    first_release: str | None
    first_release_date: PartialDate | None
    organization_note_zh: str | None
    organization_note_en: str | None
    foundation_dates: Annotated[
        dict[str, str], Field(description=_("Dates by step in the foundation."))
    ]
    sources: list[SourceOut]
    unverified: Annotated[list[str], Field(description=_("Facts without a reliable source."))]
    links: list[LinkOut]
    relations: Annotated[list[RelationOut], Field(description=_("What it is to other projects."))]
    inverse_relations: Annotated[
        list[RelationOut], Field(description=_("What other projects are to it."))
    ]
    capabilities: list[CapabilityValueOut]
    old_slugs: Annotated[
        list[str], Field(description=_("What it was called before; they lead here."))
    ]
    history_url: Annotated[str, Field(description=_("Address of what was changed, when and why."))]


class StewardshipOut(Exact):
    maintainer: str
    role: Literal[tuple(Role.values)]  # type: ignore[valid-type]
    category: str | None
    project: str | None


class ProjectPage(FullProject):
    stewards: Annotated[
        list[StewardshipOut],
        Field(description=_("Who looks after it; without category and project, after everything.")),
    ]


class Count(Exact):
    value: str
    count: int


class FacetOut(Exact):
    values: list[Count]
    more: Annotated[int, Field(description=_("How many values there are beside these."))]


class Projects(Exact):
    version: Annotated[int, Field(description=_("Of the directory; each change raises it."))]
    count: Annotated[int, Field(description=_("How many were found."))]
    total: Annotated[int, Field(description=_("How many there are in all."))]
    facets: dict[str, FacetOut]
    projects: list[dict[str, Any] | FullProject | Project]
    next: Annotated[str | None, Field(description=_("Address of the next page, null on the last."))]


class Gone(Exact):
    id: Id
    slug: Annotated[str | None, Field(description=_("Null if it was removed."))]
    state: Annotated[
        Literal["withdrawn", "removed"],
        Field(description=_("Withdrawn with a reason, or there no longer.")),
    ]
    withdrawn_reason_zh: str | None
    withdrawn_reason_en: str | None
    successor: Annotated[str | None, Field(description=_("Slug of what stands in its place."))]


class Changes(Exact):
    version: int
    changed: Annotated[
        list[FullProject | Project], Field(description=_("As they are now, oldest change first."))
    ]
    gone: list[Gone]
    more: Annotated[bool, Field(description=_("Whether there is more to ask for at once."))]
    next: Annotated[str, Field(description=_("Where to ask from next time, now or another day."))]


class Problem(BaseModel):
    """RFC 9457, as application/problem+json."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description=_("What is wrong, in the language asked for."))]
    errors: list[Error]


class Error(Exact):
    parameter: str
    detail: Annotated[str, Field(description=_("What would be right."))]


FIELDS = tuple(FullProject.model_fields)
