"""What is answered of categories, tags, people and the list itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from directory.models.capability import CapabilityKind
from directory.models.maintainer import Role

from .schemas import Exact, Id, Url, UrlEn


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
