"""Addresses and parameters that other sites and programs may use, so that none disappears unseen.

`samples/addresses.txt` has them all. Whoever adds one writes it down there; what is written down
stays.
"""

from collections.abc import Iterator
from pathlib import Path

from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from directory.comparison import question
from directory.feeds import FollowFilter
from directory.filters import (
    ChangesFilter,
    HistoryForm,
    PanoramaFilter,
    ProjectFilter,
    RelationsFilter,
)

SAMPLE = Path(__file__).parent / "samples/addresses.txt"
THE_LIST = set(ProjectFilter.base_filters)


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """As the URLconf has them, in Chinese; the English ones are the same below /en/."""
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address
        elif not address.startswith("/admin/"):
            yield from addresses(entry, address)


def parameters() -> Iterator[str]:
    """Beside those of the list, which the other pages take too."""
    names = {
        "/": THE_LIST,
        "/map/": PanoramaFilter.base_filters.keys() - THE_LIST,
        "/relations/": RelationsFilter.base_filters.keys() - THE_LIST,
        "/changes/": ChangesFilter.base_filters.keys() - THE_LIST,
        "/feeds/": FollowFilter.base_filters.keys() - THE_LIST,
        "/compare/": question.LABELS.keys(),
        "/projects/<slug:slug>/history/": HistoryForm(QueryDict()).fields.keys(),
    }
    for address, taken in names.items():
        yield from (f"{address}?{name}=" for name in taken)


def test_no_public_address_and_no_parameter_disappears_or_appears_unseen():
    written = set(SAMPLE.read_text().splitlines())
    with translation.override("zh-hans"):
        there = {*addresses(get_resolver()), *parameters()}

    assert sorted(written - there) == [], "these are promised and no longer there"
    assert sorted(there - written) == [], f"write these down in {SAMPLE.name}"
