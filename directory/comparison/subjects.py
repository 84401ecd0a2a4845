"""Projects with all that their facts are read from, and what is known of where those are from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from directory.browse import Entry, facet_label
from directory.catalogue import Catalogue
from directory.models import Link, Project
from directory.models.translated import Localized, column_language

from .rows import UNKNOWN, Cell, Source

# What is marked as not verified together with another fact.
MARKED_WITH = {"maturity": Project.Fact.FOUNDATION.value}
# The fact whose note says of which day it is.
DATED = "last_activity"


class Subject(NamedTuple):
    """A project with all that its facts are read from."""

    entry: Entry
    catalogue: Catalogue
    addresses: Sequence[Link] = ()

    @property
    def project(self) -> Project:
        return self.entry.project

    def of_facet(self, facet: str, value: str) -> Cell:
        """A value that the list can be filtered by, in the words that the filter has for it."""
        if not value:
            return UNKNOWN
        return Cell(value, facet_label(self.catalogue, facet, value))

    @property
    def as_of(self) -> datetime.date | None:
        return self.catalogue.taxonomy.landscape.facts_as_of

    @property
    def sources(self) -> list[Source]:
        shown = column_language()
        other = "en" if shown == "zh" else "zh"
        return [
            Source(
                source.get("url") or "",
                Localized(source[shown], shown, borrowed=False)
                if source.get(shown)
                else Localized(source.get(other) or "", other, borrowed=True),
            )
            for source in self.project.sources
        ]

    def read(self, slug: str, cell: Cell) -> Cell:
        """A fact with the sources of its project, in one of which it was read; the name by which
        editors mark it as not verified is its slug."""
        if MARKED_WITH.get(slug, slug) in self.project.unverified:
            return replace(cell, is_unverified=True)
        sources = self.sources
        is_dated = not sources or (slug == DATED and cell.note)
        return replace(cell, sources=sources, as_of=None if is_dated else self.as_of)


def with_addresses(catalogue: Catalogue, entries: Sequence[Entry]) -> list[Subject]:
    addresses: dict[int, list[Link]] = {entry.project.pk: [] for entry in entries}
    for address in Link.objects.of_projects(list(addresses)):
        addresses[address.project_id].append(address)
    return [Subject(entry, catalogue, addresses[entry.project.pk]) for entry in entries]
