"""What the query string of the statistics asks: the list's filters and search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from directory.browse import Browse
from directory.catalogue import ALL_OF, FILTERS, PERIODS, Period


class StatisticsBrowse(Browse):
    """Counts over the projects that the list would show."""

    parameters = ("q", *FILTERS)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        return self.pairs(*self.parameters)

    def list_url(self, **changes: Any) -> str:
        query = self.query(**changes)
        return reverse("directory:project_list") + (f"?{query}" if query else "")

    def list_url_of(self, name: str, value: str) -> str | None:
        """The list of the projects that were counted with one value of a filter; None where no
        query string asks for them: of several licenses any will do."""
        chosen = self.wanted.get(name, [])
        if name in ALL_OF:
            return self.list_url(**{name: list(dict.fromkeys([*chosen, value]))})
        if not chosen or any(self._holds(name, other, value) for other in chosen):
            return self.list_url(**{name: [value]})
        within = [other for other in chosen if self._holds(name, value, other)]
        return self.list_url(**{name: within}) if within else None

    def _holds(self, name: str, value: str, other: str) -> bool:
        """Whether all projects with the other value have this one: those of a subcategory are in
        its parent, those of a month in its year."""
        if name in PERIODS:
            return Period(value).covers(Period(other))
        if name != "category" or value == other:
            return value == other
        parent = self.catalogue.taxonomy.category_by_slug[other].parent
        return parent is not None and parent.slug == value
