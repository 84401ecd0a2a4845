"""Projects that may be one and the same, as far as all of them can be compared at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any, NamedTuple

from directory.models import Link, Project, Relation
from directory.querysets import chores

from .desk import Desk

# With more projects an address or a name tells nothing: an organization's page, a common word.
MOST = 5


class Suspicion(NamedTuple):
    """Two projects with an address or a name in common, the one that was there first before the
    other."""

    first: Project
    second: Project

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    @property
    def pk(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"

    @property
    def created(self) -> datetime:
        """Since when there are two."""
        return self.second.created


class Suspicions(Sequence[Suspicion]):
    """Pairs of ids, whose projects are read where they are looked at."""

    def __init__(self, pairs: list[tuple[int, int]]):
        self.pairs = pairs

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, part: Any) -> Any:
        pairs = self.pairs[part] if isinstance(part, slice) else [self.pairs[part]]
        rows = Project.objects.for_page().prefetch_related("links")
        projects = rows.in_bulk({pk for pair in pairs for pk in pair})
        found = [Suspicion(projects[first], projects[second]) for first, second in pairs]
        return found if isinstance(part, slice) else found[0]


def suspected(desk: Desk) -> Suspicions:
    """Of which at least one is on the desk, oldest first."""
    pairs = set(_pairs())
    ids = {pk for pair in pairs for pk in pair}
    pairs -= chores.related(Relation.objects, ids)
    projects = chores.kept(Project.objects.among(ids))
    since = {pk: (created, pk) for pk, created in projects.values_list("pk", "created")}
    mine = set(desk.of(projects).values_list("pk", flat=True))
    found = [sorted(pair, key=since.__getitem__) for pair in pairs if pair <= since.keys()]
    wanted = [(first, second) for first, second in found if first in mine or second in mine]
    return Suspicions(sorted(wanted, key=lambda pair: (since[pair[1]], since[pair[0]])))


def _pairs() -> Iterator[frozenset[int]]:
    shared = [*chores.sharing_a_place(Link.objects.all())]
    shared += chores.sharing_a_name(Project.objects.all())
    for ids in map(set, shared):
        if len(ids) <= MOST:
            yield from map(frozenset, combinations(ids, 2))
