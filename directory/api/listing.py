"""The list as its query string asks for it, a page after another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.browse import Browse
from directory.catalogue import FILTERS, Catalogue

from . import cursors
from .cursors import Cursor
from .parameters import USUAL, Depth, ListFilter
from .schemas import Project


class Listing(Browse):
    """What the list's query string finds. A page begins behind the last project of the one before,
    by what the list is sorted by; so an edit elsewhere shows nothing twice and skips nothing.

    By relevance there is no such key, as every text that changes weighs on all others: the next
    page begins behind the project itself.
    """

    filters = ListFilter
    parameters = ("q", *FILTERS, "sort", "depth", "fields", "facets", "limit", "cursor")

    def __init__(self, query: QueryDict, catalogue: Catalogue, path: str):
        super().__init__(query, catalogue, path)
        self.page_size = self.asked.get("limit") or USUAL
        self.cursor: Cursor | None = None
        if self.is_valid and not self._take(self.asked.get("cursor", "")):
            says = _("A page begins where `next` of the one before says. Begin anew without it.")
            self.problems = [(self.filter.form.fields["cursor"].label, "cursor", says)]
            self.is_valid = False

    def _take(self, written: str) -> bool:
        """Whether the page that is asked for is one of this list."""
        if not written:
            return True
        try:
            self.cursor = cursors.read(written)
        except ValueError:
            return False
        is_text = isinstance(self.cursor.key, str)
        return self.cursor.of == self._question and is_text == (self._keyed_by == "name")

    @property
    def _question(self) -> str:
        paging = ("depth", "fields", "facets", "limit", "cursor")
        return cursors.question(self.query(**dict.fromkeys(paging)))

    @property
    def _keyed_by(self) -> str:
        return "relevance" if self._ranked is not None else self._order

    @property
    def fields(self) -> Sequence[str]:
        return self.asked.get("fields", ())

    @property
    def is_full(self) -> bool:
        """Whether more is asked for than a brief project says."""
        fields = set(self.fields)
        if fields:
            return bool(fields - Project.model_fields.keys())
        return bool(self.asked.get("depth") == Depth.FULL)

    @cached_property
    def _found(self) -> list[int]:
        """The page, and one more if there is one."""
        size = self.page_size + 1
        if self._ranked is not None:
            start = self._start
            return self._ranked[start : start + size]
        order = self.catalogue.orders[self._order]
        if self.cursor is None:
            return order.page(self.ids, 0, size)
        return order.after(self.ids, (self.cursor.key, self.cursor.id), size)

    @property
    def _start(self) -> int:
        """Where the page begins in the ranking."""
        assert self._ranked is not None
        if self.cursor is None:
            return 0
        try:
            return self._ranked.index(self.cursor.id) + 1
        except ValueError:
            return max(0, int(self.cursor.key))

    @property
    def page_ids(self) -> list[int]:
        return self._found[: self.page_size]

    @property
    def next_url(self) -> str | None:
        if len(self._found) <= self.page_size:
            return None
        last = self.page_ids[-1]
        if self._ranked is not None:
            key: Any = self._start + self.page_size
        else:
            key = self.catalogue.orders[self._order].keys[last]
        return self.url(cursor=str(Cursor(self._question, key, last)))

    def counted(self, name: str) -> dict[str, Any]:
        """The choices of a filter that are shown, with their counts, and how many others there
        are."""
        facet = self.facet(name)
        values = [{"value": choice.value, "count": choice.count} for choice in facet.choices]
        return {"values": values, "more": facet.hidden}

    def query(self, **changes: Any) -> str:
        commas = {n: ",".join(self.asked[n]) for n in ("fields", "facets") if n in self.asked}
        return super().query(**(commas | changes))
