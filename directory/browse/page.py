"""One page of the directory: what was asked, what was found, and every way on from there.

Filters are evaluated here and nowhere else; the list, a project's previous and next, the panorama,
feeds, files and the API all ask a `Browse`. `offered` is what it gives to choose and to take back,
`ways_out` what to ask instead where nothing was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory import search, text
from directory.catalogue import (
    ALL_OF,
    BESIDE_FACETS,
    FACETS,
    FILTERS,
    Catalogue,
    Selection,
)
from directory.filters import ProjectFilter, Sort, View
from directory.services import indexing

from . import offered, ways_out
from .labels import filter_label
from .offered import Chip, Facet, Option
from .paging import Paged
from .ways_out import Drop

PAGE_SIZE = 24


class Browse(Paged):
    """What a query string asks of a catalogue.

    `is_valid` says whether it can be answered; if not, `problems` says what is wrong, parameter
    by parameter, and everything else is as for a query string that asks for nothing.
    """

    filters = ProjectFilter
    page_size = PAGE_SIZE
    parameters: tuple[str, ...] = ("q", *FILTERS, "sort", "view", "page")

    def __init__(self, query: QueryDict, catalogue: Catalogue, path: str):
        self.catalogue = catalogue
        self.path = path
        self.filter = self.filters(query, catalogue)
        self.is_valid = self.filter.is_valid()
        self.problems = [] if self.is_valid else self.filter.problems
        self.asked: dict[str, Any] = self.filter.cleaned if self.is_valid else {}
        self.q: str = self.asked.get("q", "")
        self.phrases = text.phrases(self.q)
        self.wanted = {f: self.asked[f] for f in FILTERS if f in self.asked}
        self.view = View(self.asked.get("view", View.CARDS))
        default = self.usual_sort(self.q)
        sort = Sort(self.asked.get("sort", default))
        self.sort = sort if self.q or sort != Sort.RELEVANCE else default
        self.number: int = self.asked.get("page", 1)

    # ---- what was found

    @cached_property
    def matches(self) -> BitMap | None:
        """Ids that the search finds, or None without a search."""
        return self.find(self.q)

    def find(self, q: str) -> BitMap | None:
        """Ids that a search finds, or None without one."""
        if not q:
            return None
        phrases = text.phrases(q)
        if not phrases:
            return BitMap()
        return indexing.find(phrases, self.catalogue.version)

    @cached_property
    def selection(self) -> Selection:
        return self.catalogue.select(self.wanted, self.matches)

    @property
    def ids(self) -> BitMap:
        return self.selection.ids

    @cached_property
    def count(self) -> int:
        return len(self.ids)

    @property
    def total(self) -> int:
        return len(self.catalogue.published)

    @cached_property
    def _ranked(self) -> list[int] | None:
        """The result by relevance; None where another order applies or too much was found."""
        if self.sort != Sort.RELEVANCE or not self.matches:
            return None
        if len(self.matches) > search.RANKED_AT_MOST:
            return None
        return [i for i in search.rank(self.phrases, text.key(self.q)) if i in self.ids]

    @property
    def _order(self) -> str:
        return "position" if self.sort == Sort.RELEVANCE else self.sort.value

    @cached_property
    def page_ids(self) -> list[int]:
        offset = self.first - 1
        if self._ranked is not None:
            return self._ranked[offset : offset + self.page_size]
        return self.catalogue.page(self.ids, self._order, offset, self.page_size)

    @property
    def all_ids(self) -> list[int]:
        """Everything that was found, in order."""
        if self._ranked is not None:
            return self._ranked
        return self.catalogue.page(self.ids, self._order, 0, self.count)

    def neighbours(self, project_id: int) -> tuple[int | None, int | None]:
        """The projects before and after one in this result; none if it is not in it."""
        if project_id not in self.ids:
            return None, None
        if self._ranked is None:
            return self.catalogue.orders[self._order].neighbours(self.ids, project_id)
        place = self._ranked.index(project_id)
        around = [None, *self._ranked, None]
        return around[place], around[place + 2]

    # ---- addresses

    def usual_sort(self, q: str | None) -> Sort:
        """How a search, or all without one, is sorted where nothing else is asked for."""
        return Sort.RELEVANCE if q else Sort.POSITION

    def query(self, **changes: Any) -> str:
        """The query string of this state with changes; None or [] leaves a parameter out."""
        state = {**self.asked, "page": None, **changes}
        if state.get("sort") == self.usual_sort(state.get("q")):
            state["sort"] = None
        if state.get("view") == View.CARDS:
            state["view"] = None
        pairs = [(name, state[name]) for name in self.parameters if state.get(name)]
        return urlencode(pairs, doseq=True)

    def url(self, **changes: Any) -> str:
        query = self.query(**changes)
        return f"{self.path}?{query}" if query else self.path

    @property
    def corrected_url(self) -> str:
        """What was asked without the parameters that cannot be answered."""
        valid = getattr(self.filter.form, "cleaned_data", {})
        return self.url(**{name: value for name, value in valid.items() if name != "page"})

    @property
    def cleared_url(self) -> str:
        return self.url(q=None, **dict.fromkeys(FILTERS))

    @cached_property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.wanted)

    def page_url(self, number: int) -> str:
        return self.url(page=number if number > 1 else None)

    # ---- choices

    @property
    def facets(self) -> Iterator[Facet]:
        return map(self.facet, FACETS)

    def facet(self, name: str) -> Facet:
        return offered.facet(self, name)

    def label(self, facet: str, value: str) -> str:
        """A value in words, in the language on display."""
        return filter_label(self.catalogue, facet, value)

    @property
    def chips(self) -> Iterator[Chip]:
        return offered.chips(self)

    @property
    def sorts(self) -> list[Option]:
        return offered.sorts(self)

    @property
    def views(self) -> list[Option]:
        return offered.views(self)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What the form of facets sends along: all that was asked and has no place in it."""
        return self.pairs(*BESIDE_FACETS, "sort", "view")

    def pairs(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, value) of what was asked for some parameters, as a form sends them."""
        for name in names:
            said = self.asked.get(name, [])
            for value in [said] if isinstance(said, str) else said:
                yield name, value

    # ---- nothing found

    @property
    def asked_in_words(self) -> list[str]:
        searched = [_("name, tags or text contain “%s”") % self.q] if self.q else []
        return searched + [self.in_words(name) for name in self.wanted]

    @cached_property
    def drops(self) -> list[Drop]:
        """What would be found if less were asked for."""
        return ways_out.drops(self)

    def in_words(self, name: str, values: Sequence[str] = ()) -> str:
        """One criterion in words: the search, or a facet with its values or some of them."""
        if name == "q":
            return _("the search “%s”") % self.q
        joiner = _(" and ") if name in ALL_OF else _(" or ")
        said = joiner.join(self.label(name, value) for value in values or self.wanted[name])
        if name not in FACETS:
            return said
        return _("%(facet)s: %(values)s") % {
            "facet": self.filter.form.fields[name].label,
            "values": said,
        }

    @cached_property
    def near_spelling(self) -> Drop | None:
        return ways_out.near_spelling(self)
