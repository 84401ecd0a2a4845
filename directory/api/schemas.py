"""What answers look like, for those who read the description of the API.

Answers are written from directory/representations as they are; tests prove that they are of these
shapes. Descriptions are shown in both languages, so they are marked for translation.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field

from directory.filters import ChangeKind
from directory.models import Link, Relation
from directory.models.capability import CapabilityKind
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


class Group(Exact):
    slug: str
    label_zh: str
    label_en: str
    position: int
    capabilities: list[CapabilityOut]


class CapabilityOut(Exact):
    slug: str
    kind: Literal[tuple(CapabilityKind.values)]  # type: ignore[valid-type]
    terms: list[dict[str, str]]
    label_zh: str
    label_en: str
    explanation_zh: str | None
    explanation_en: str | None
    position: int


class Category(Exact):
    id: Id
    slug: str
    url: Url
    url_en: UrlEn
    parent: Annotated[str | None, Field(description=_("Slug; null on the first level."))]
    name_zh: str | None
    name_en: str | None
    description_zh: Annotated[str | None, Field(description=_("Markdown."))]
    description_en: Annotated[str | None, Field(description=_("Markdown."))]
    position: int
    hue: Annotated[int, Field(description=_("Colour of the palette, 1 to 8."))]
    projects: Annotated[int, Field(description=_("How many there are in it and below it."))]
    capability_groups: Annotated[
        list[Group], Field(description=_("By what its projects can be compared."))
    ]
    old_slugs: list[str]


class Categories(Exact):
    version: int
    categories: list[Category]


class Tag(Exact):
    id: Id
    slug: str
    url: Url
    url_en: UrlEn
    name: Annotated[str, Field(description=_("In English."))]
    label_zh: str | None
    synonyms: list[str]
    description_zh: str | None
    description_en: str | None
    projects: Annotated[int, Field(description=_("How many carry it."))]
    old_slugs: list[str]


class Tags(Exact):
    version: int
    tags: list[Tag]


class ScopeOut(Exact):
    role: Literal[tuple(Role.values)]  # type: ignore[valid-type]
    category: str | None
    project: str | None


class Maintainer(Exact):
    id: Id
    handle: str
    url: Url
    url_en: UrlEn
    name: str | None
    profile_url: str | None
    stewardships: Annotated[
        list[ScopeOut], Field(description=_("Without category and project: everything."))
    ]
    old_handles: list[str]


class Maintainers(Exact):
    version: int
    maintainers: list[Maintainer]


class LandscapeOut(Exact):
    url: Url
    url_en: UrlEn
    title_zh: str | None
    title_en: str | None
    introduction_zh: str | None
    introduction_en: str | None
    about_zh: str | None
    about_en: str | None
    community_zh: str | None
    community_en: str | None
    community_url: str | None
    attribution_zh: str | None
    attribution_en: str | None
    source_url: str | None
    license: Annotated[str | None, Field(description=_("Of the data: an SPDX expression."))]
    facts_as_of: str | None
    groups: Annotated[list[dict[str, Any]], Field(description=_("Parts of the panorama."))]
    version: Annotated[int, Field(description=_("Of the directory; each change raises it."))]
    projects: Annotated[int, Field(description=_("How many there are in all."))]


class StatisticsValue(Exact):
    value: str
    count: int
    active: int
    maintenance: int


class StatisticsValues(Exact):
    values: list[StatisticsValue]
    more: Annotated[int, Field(description=_("How many values there are beside these."))]


class Statistics(Exact):
    version: int
    count: int
    total: int
    by_value: Annotated[
        dict[str, StatisticsValues], Field(description=_("How many projects have each value."))
    ]
    known: Annotated[
        list[StatisticsValue], Field(description=_("Of how many projects something is known."))
    ]
    unverified: Annotated[
        list[StatisticsValue], Field(description=_("How many are in doubt, by fact."))
    ]
    periods: Annotated[
        dict[str, list[Count]],
        Field(description=_("How many by year or month; with two points, all until then.")),
    ]


class PieceOut(Exact):
    kind: Literal["kept", "removed", "added"]
    text: str


class ToldOut(Exact):
    kind: Literal[tuple(ChangeKind.values)]  # type: ignore[valid-type]
    what: Annotated[str, Field(description=_("What changed, in the language asked for."))]
    lang: Annotated[str | None, Field(description=_("Language of the text that changed."))]
    pieces: list[PieceOut]


class By(Exact):
    maintainer: Annotated[str | None, Field(description=_("Handle."))]
    contributor: Annotated[
        str | None, Field(description=_("Who suggested it, as they wish to be named."))
    ]
    is_import: bool


class HistoryEntry(Exact):
    time: Moment
    by: By
    reason: str | None
    changes: list[ToldOut]


class History(Exact):
    entries: Annotated[list[HistoryEntry], Field(description=_("Newest first."))]
    next: Annotated[str | None, Field(description=_("Address of older ones, null on the last."))]


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
