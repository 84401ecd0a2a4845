"""What the query string of the statistics asks: the list's filters and search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from directory.browse import Browse
from directory.catalogue import ALL_OF, FACETS


class StatisticsBrowse(Browse):
    """Counts over the projects that the list would show."""

    parameters = ("q", *FACETS)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        for name in self.parameters:
            said = self.asked.get(name, [])
            for value in [said] if isinstance(said, str) else said:
                yield name, value

    def list_url(self, **changes: Any) -> str:
        query = self.query(**changes)
        return reverse("directory:project_list") + (f"?{query}" if query else "")

    def list_url_of(self, facet: str, value: str) -> str | None:
        """The list of the projects that were counted with one value of a facet; None where no
        query string asks for them, since other values of the facet were chosen."""
        chosen = self.wanted.get(facet, [])
        if facet in ALL_OF:
            return self.list_url(**{facet: list(dict.fromkeys([*chosen, value]))})
        if not chosen or value in chosen or self._parent(facet, value) in chosen:
            return self.list_url(**{facet: [value]})
        return None

    def _parent(self, facet: str, value: str) -> str | None:
        if facet != "category":
            return None
        category = self.catalogue.taxonomy.category_by_slug[value]
        return category.parent.slug if category.parent else None
