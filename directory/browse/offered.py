"""What a page offers to choose and to take back, ready for templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from directory.catalogue import ALL_OF, NONE
from directory.filters import Sort, View
from directory.models import Category

if TYPE_CHECKING:
    from .page import Browse

# A facet with thousands of values, such as organizations, shows its commonest.
CHOICES_SHOWN = 150
# Facets that are open before anything is chosen in them.
OPEN = {"category", "tag", "status"}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    selected: bool
    category: Category | None = None

    @property
    def unit(self) -> str:
        """What stands after the number, for those who cannot see that it is one of projects."""
        return npgettext("after a number", "project", "projects", self.count)


class Facet(NamedTuple):
    name: str
    label: str
    all_of: bool
    choices: list[Choice]
    hidden: int
    open: bool


class Chip(NamedTuple):
    """A chosen value. `joiner` is how it is joined to the one before: `and`, `or` or nothing."""

    label: str
    joiner: str
    url: str


class Option(NamedTuple):
    label: str
    url: str
    current: bool


def facet(browse: Browse, name: str) -> Facet:
    """What can be chosen, and how many projects there would be; the rarest are hidden."""
    chosen = browse.wanted.get(name, [])
    counts = browse.selection.counts(name)
    values = _values(browse, name, counts)
    shown = values[:CHOICES_SHOWN] + [v for v in values[CHOICES_SHOWN:] if v in chosen]
    categories = browse.catalogue.taxonomy.category_by_slug if name == "category" else {}
    return Facet(
        name=name,
        label=str(browse.filter.form.fields[name].label),
        all_of=name in ALL_OF,
        choices=[
            Choice(
                value,
                browse.label(name, value),
                counts.get(value, 0),
                value in chosen,
                categories.get(value),
            )
            for value in shown
        ],
        hidden=len(values) - len(shown),
        open=bool(chosen) or name in OPEN,
    )


def _values(browse: Browse, name: str, counts: dict[str, int]) -> list[str]:
    """What can be chosen: as the taxonomy has it, or the commonest first and "none" last."""
    empty = [value for value in browse.wanted.get(name, []) if value not in counts]
    if name in {"category", "status"}:
        return [*counts, *empty]
    # Thousands of organizations: nothing here calls Python for each of them.
    values = sorted(counts, key=counts.__getitem__, reverse=True) + empty
    return sorted(values, key=NONE.__eq__)


def chips(browse: Browse) -> Iterator[Chip]:
    """What was asked, each with the address of the same without it."""
    joiner = ""
    if browse.q:
        sort = None if browse.sort == Sort.RELEVANCE else browse.sort
        yield Chip(_("“%s”") % browse.q, joiner, browse.url(q=None, sort=sort))
        joiner = "and"
    for name, values in browse.wanted.items():
        for value in values:
            rest = [other for other in values if other != value]
            yield Chip(browse.label(name, value), joiner, browse.url(**{name: rest}))
            joiner = "and" if name in ALL_OF else "or"
        joiner = "and"


def sorts(browse: Browse) -> list[Option]:
    some = [sort for sort in Sort if sort == browse.sort or _sorts_by(browse, sort)]
    return [Option(str(s.label), browse.url(sort=s.value), s == browse.sort) for s in some]


def _sorts_by(browse: Browse, sort: Sort) -> bool:
    """Whether a sort makes a difference: in a new directory all were added at once."""
    if sort == Sort.RELEVANCE:
        return bool(browse.q)
    if sort in {Sort.MODIFIED, Sort.CREATED}:
        return browse.catalogue.orders[sort.value].tells_apart()
    return True


def views(browse: Browse) -> list[Option]:
    return [Option(str(v.label), browse.url(view=v.value), v == browse.view) for v in View]
