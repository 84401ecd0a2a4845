"""What the catalogue reads of a project, its facet values and its sort keys."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from directory import text
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
# Kept as facets are, and offered to nobody as one: a (name, Chinese name) of an organization,
# whether editors want a project to be large on the panorama, and whether its step in a foundation
# is that of a project which it is part of.
ORGANIZATION_ZH = "organization_zh"
FEATURED = "featured"
PART = "part"
ORDERS = ("name", "position", "modified", "created", "started")
NONE = "none"

_LATEST = 2**62


class Row(NamedTuple):
    """In the order of `ProjectQuerySet.for_catalogue`."""

    id: int
    category_id: int
    status: str
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

    def values(self) -> Iterator[tuple[str, Any]]:
        """(facet, key) pairs; tags are read apart."""
        yield "category", self.category_id
        yield "status", self.status
        for key in _licenses(self.license):
            yield "license", key
        for language in _languages(self.languages):
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

    def keys(self) -> tuple[Any, ...]:
        """Sort keys in the order of ORDERS; smaller comes first."""
        started = -int(self.started.replace("-", "").ljust(8, "0")) if self.started else _LATEST
        return (text.fold(self.name), self.position, -self.modified, -self.created, started)


@cache
def _licenses(expression: str) -> tuple[str, ...]:
    return license_keys(expression) if expression else (NONE,)


@cache
def _languages(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, json.loads(value)))) or (NONE,)
