"""What the catalogue does not know of projects, and the statistics count."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pyroaring import BitMap

from directory.catalogue import Catalogue, once_per_catalogue
from directory.models import CapabilityValue, Project

Sets = dict[str, BitMap]


class Row(NamedTuple):
    """In the order of `ProjectQuerySet.for_census`."""

    id: int
    status: str
    started: str
    status_since: str
    last_activity: str
    created: Any
    has_summary_zh: bool
    has_summary_en: bool
    has_sources: bool
    has_homepage: bool
    has_repository: bool
    unverified: str


@dataclass(frozen=True)
class Census:
    """Ids of projects by year or month, by what is known of them, and by fact not verified;
    `cells` are the projects whose comparison was verified in a month, once for each cell."""

    started: Sets
    ended: Sets
    last_activity: Sets
    added: Sets
    known: Sets
    unverified: Sets
    cells: dict[str, list[int]]

    @classmethod
    def read(cls) -> Census:
        members: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in map(Row._make, Project.objects.for_census()):
            for part, key in _memberships(row):
                members[part][key].append(row.id)
        cells: dict[str, list[int]] = defaultdict(list)
        for project_id, verified in CapabilityValue.objects.verified():
            cells[f"{verified:%Y-%m}"].append(project_id)
        return cls(cells=cells, **{part: _sets(members[part]) for part in PARTS})


@once_per_catalogue
def census(catalogue: Catalogue) -> Census:
    return Census.read()


PARTS = ("started", "ended", "last_activity", "added", "known", "unverified")


def _sets(by_key: dict[str, list[int]]) -> Sets:
    return {key: BitMap(ids) for key, ids in by_key.items()}


def _memberships(row: Row) -> Iterator[tuple[str, str]]:
    """(part of the census, key) pairs."""
    if row.started:
        yield "started", row.started[:4]
    if row.status in Project.ENDED and row.status_since:
        yield "ended", row.status_since[:4]
    if row.last_activity:
        yield "last_activity", row.last_activity[:4]
    yield "added", f"{row.created:%Y-%m}"
    for name in ("summary_zh", "summary_en", "sources", "homepage", "repository"):
        if getattr(row, f"has_{name}"):
            yield "known", name
    for fact in _facts(row.unverified):
        yield "unverified", fact


@cache
def _facts(unverified: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, json.loads(unverified))))
