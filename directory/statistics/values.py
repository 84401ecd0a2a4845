"""How many projects have each value of the list's facets."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.catalogue import MISSING, NONE, ORIGIN

from .asked import StatisticsBrowse
from .bars import Bar, Bars, Counter, counter

# The longest bars of facets that may have thousands of values.
SHOWN = 12
FEW = {"category", "status", "maturity"}


def by_value(browse: StatisticsBrowse, at_most: int | None = SHOWN) -> Iterator[Bars]:
    """The facets of the list and the origin, each as a chart of its `at_most` longest bars, unless
    it is of a few values that stand in an order of their own."""
    count = counter(browse.catalogue, browse.ids)
    titles = {
        "category": _("By category"),
        "status": _("By status"),
        "foundation": _("By foundation"),
        "maturity": _("By maturity"),
        "license": _("By license"),
        "language": _("By programming language"),
        "organization": _("By organization"),
        "tag": _("By tag"),
    }
    for facet, title in titles.items():
        values = _values(browse, facet)
        shown = values if facet in FEW else values[:at_most]
        bars = [_bar(browse, facet, value, count) for value in shown]
        yield Bars(facet, title, bars, len(values) - len(bars), _note(facet))
    yield Bars("origin", _("By origin"), list(_origin(browse, count)))


def _note(facet: str) -> str:
    if facet in {"license", "language", "tag"}:
        return _("A project counts under each that it has.")
    return ""


def _values(browse: StatisticsBrowse, facet: str) -> list[str]:
    """Those that there are: as the taxonomy has them, or the most frequent first and those without
    a value last. Thousands of organizations: nothing here asks for their labels."""
    numbers = {
        value: number
        for value, ids in browse.catalogue.choices[facet].items()
        if (number := ids.intersection_cardinality(browse.ids))
    }
    if facet in {"category", "status"}:
        return list(numbers)
    values = sorted(numbers, key=numbers.__getitem__, reverse=True)
    return sorted(values, key=NONE.__eq__)


def _bar(browse: StatisticsBrowse, facet: str, value: str, count: Counter) -> Bar:
    category = browse.catalogue.taxonomy.category_by_slug[value] if facet == "category" else None
    counts = count(browse.catalogue.choices[facet][value])
    url = browse.list_url_of(facet, value)
    return Bar(value, browse.label(facet, value), *counts, url, category)


def _origin(browse: StatisticsBrowse, count: Counter) -> Iterator[Bar]:
    """What the tags say, and the projects of which none says anything."""
    said = {v: ids for v, ids in browse.catalogue.choices["tag"].items() if v.endswith(ORIGIN)}
    if not said or not browse.ids:
        return
    rest = browse.ids.copy()
    for value, ids in said.items():
        yield _bar(browse, "tag", value, count)
        rest -= ids
    label, counts = pgettext("origin", "Others, or not stated"), count(rest)
    yield Bar(NONE, label, *counts, browse.list_url_of(MISSING, "origin") if rest else None)
