"""What the catalogue reads of a project, its facet values and its sort keys."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from directory import text
from directory.models import Project
from directory.models.rules import license_keys

FACETS = (
    "category",
    "status",
    "tag",
    "foundation",
    "maturity",
    "license",
    "language",
    "organization",
)
# What a query string can ask for beside facets: when, what is missing, what is not verified.
PERIODS = ("started", "ended", "last_activity", "evidence", "added")
MISSING = "without"
UNVERIFIED = "unverified"
BESIDE_FACETS = (*PERIODS, MISSING, UNVERIFIED)
FILTERS = (*FACETS, *BESIDE_FACETS)
# Kept as facets are, and asked for by nobody: a (name, Chinese name) of an organization, whether
# editors want a project to be large on the panorama, whether its step in a foundation is that of
# a project which it is part of, and kinds of its present links.
ORGANIZATION_ZH = "organization_zh"
FEATURED = "featured"
PART = "part"
LINK = "link"
KEPT = (*FILTERS, ORGANIZATION_ZH, FEATURED, PART, LINK)
ORDERS = ("name", "position", "modified", "created", "started")
NONE = "none"

_LATEST = 2**62
_DAY = 24 * 60 * 60


class Row(NamedTuple):
    """In the order of `ProjectQuerySet.for_catalogue`."""

    id: int
    category_id: int
    status: str
    status_since: str
    license: str
    languages: str
    organization: str
    organization_zh: str
    foundation: str
    foundation_via: str
    maturity: str
    featured: bool
    name: str
    name_zh: str
    position: int
    modified: int
    created: int
    started: str
    last_activity: str
    has_summary_zh: bool
    has_summary_en: bool
    has_sources: bool
    unverified: str

    def values(self) -> Iterator[tuple[str, Any]]:
        """(facet, key) pairs; tags, links and the evidence of a comparison are read apart."""
        yield "category", self.category_id
        yield "status", self.status
        for key in _licenses(self.license):
            yield "license", key
        for language in _texts(self.languages) or (NONE,):
            yield "language", language
        yield "organization", self.organization or NONE
        if self.organization_zh:
            yield ORGANIZATION_ZH, (self.organization, self.organization_zh)
        yield "foundation", self.foundation or NONE
        yield "maturity", self.maturity or NONE
        if self.featured:
            yield FEATURED, True
        if self.foundation_via:
            yield PART, True
        yield from self._periods()
        yield from self._doubts()

    def _periods(self) -> Iterator[tuple[str, str]]:
        yield "added", _month(self.created // _DAY)
        if self.started:
            yield "started", self.started[:4]
        if self.last_activity:
            yield "last_activity", self.last_activity[:4]
        if self.status_since and self.status in Project.ENDED:
            yield "ended", self.status_since[:4]

    def _doubts(self) -> Iterator[tuple[str, str]]:
        if not self.has_summary_zh:
            yield MISSING, "summary_zh"
        if not self.has_summary_en:
            yield MISSING, "summary_en"
        if not self.has_sources:
            yield MISSING, "sources"
        for fact in _texts(self.unverified):
            yield UNVERIFIED, fact

    def keys(self) -> tuple[Any, ...]:
        """Sort keys in the order of ORDERS; smaller comes first."""
        started = -int(self.started.replace("-", "").ljust(8, "0")) if self.started else _LATEST
        return (text.fold(self.name), self.position, -self.modified, -self.created, started)


@cache
def _licenses(expression: str) -> tuple[str, ...]:
    return license_keys(expression) if expression else (NONE,)


@cache
def _texts(value: str) -> tuple[str, ...]:
    """Those of a JSON list, each once."""
    return tuple(dict.fromkeys(map(str, json.loads(value))))


@cache
def _month(day: int) -> str:
    """Of a day since 1970."""
    return f"{date(1970, 1, 1) + timedelta(day):%Y-%m}"
