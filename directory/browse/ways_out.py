"""Ways out of an empty result: what to leave out, how else to spell it, and how many projects there
would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.catalogue import ALL_OF, BESIDE_FACETS, FILTERS
from directory.services import spelling

if TYPE_CHECKING:
    from .page import Browse

OFFERED_AT_MOST = 8
# Each word costs a query, and pairs grow with the square.
WORDS_AT_MOST = 8
PAIRED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Drop:
    label: str
    url: str
    count: int


class Criterion(NamedTuple):
    """One thing that was asked for: words of the search or values of a facet."""

    name: str
    values: tuple[str, ...]
    label: str
    ids: BitMap


def drops(browse: Browse) -> list[Drop]:
    """Without one of the criteria; if that finds nothing, without two; then with one alone."""
    criteria = list(_criteria(browse))
    for choices in _ever_more(criteria):
        found = [_drop(browse, criteria, left_out) for left_out in choices]
        if offered := [drop for drop in found if drop.count]:
            return offered[:OFFERED_AT_MOST]
    return []


def near_spelling(browse: Browse) -> Drop | None:
    """The search with misspelt words replaced by the nearest known ones, if that finds any."""
    nearest = spelling.nearest(browse.q) if browse.q else None
    if not nearest:
        return None
    ids = browse.find(nearest)
    count = len(browse.catalogue.select({}, ids).ids)
    url = browse.url(q=nearest, **dict.fromkeys(FILTERS))
    return Drop(nearest, url, count) if count else None


def _criteria(browse: Browse) -> Iterator[Criterion]:
    """What was asked, word by word and tag by tag; values of which any will do are one."""
    words = [phrase.written for phrase in browse.phrases]
    if 1 < len(words) <= WORDS_AT_MOST:
        for word in words:
            yield Criterion("q", (word,), _("“%s”") % word, browse.find(word) or BitMap())
    elif browse.q:
        yield Criterion("q", (browse.q,), browse.in_words("q"), browse.matches or BitMap())
    for facet, values in browse.wanted.items():
        if facet in ALL_OF:
            for value in values:
                ids = browse.catalogue.having(facet, value)
                yield Criterion(facet, (value,), _in_words(browse, facet, [value]), ids)
        else:
            ids = browse.selection.sets[facet]
            yield Criterion(facet, tuple(values), _in_words(browse, facet), ids)


def _ever_more(criteria: Sequence[Criterion]) -> Iterator[Sequence[Sequence[Criterion]]]:
    """Choices of what to leave out, those that leave out least first."""
    if len(criteria) < 2:
        return
    groups = [list(group) for _name, group in groupby(criteria, key=lambda c: c.name)]
    whole = [group for group in groups if 1 < len(group) < len(criteria)]
    yield [[criterion] for criterion in criteria] + whole
    if 3 < len(criteria) <= PAIRED_AT_MOST:
        yield list(combinations(criteria, 2))
    if len(criteria) > 2:
        yield [[other for other in criteria if other != alone] for alone in criteria]


def _drop(browse: Browse, criteria: Sequence[Criterion], left_out: Sequence[Criterion]) -> Drop:
    kept = [criterion for criterion in criteria if criterion not in left_out]
    ids = reduce(BitMap.__and__, (c.ids for c in kept), browse.catalogue.published)
    return Drop(_label(browse, kept, left_out), browse.url(**_asking_for(kept)), len(ids))


def _label(browse: Browse, kept: Sequence[Criterion], left_out: Sequence[Criterion]) -> str:
    names = {criterion.name for criterion in left_out}
    if len(left_out) > 1 and len(names) == 1 and names.isdisjoint(c.name for c in kept):
        return _("without %(criterion)s") % {"criterion": _in_words(browse, *names)}
    if len(left_out) > 1 and len(kept) == 1:
        return _("only %(criterion)s") % {"criterion": kept[0].label}
    labels = _(" and ").join(criterion.label for criterion in left_out)
    return _("without %(criterion)s") % {"criterion": labels}


def _in_words(browse: Browse, name: str, values: Sequence[str] = ()) -> str:
    """One criterion as part of a sentence."""
    said = browse.in_words(name, values)
    return _("“%s”") % said if name in BESIDE_FACETS else said


def _asking_for(criteria: Iterable[Criterion]) -> dict[str, Any]:
    """The parameters of an address for these criteria and no others."""
    asked: dict[str, Any] = dict.fromkeys(("q", *FILTERS))
    for criterion in criteria:
        asked[criterion.name] = [*(asked[criterion.name] or []), *criterion.values]
    return asked | {"q": " ".join(asked["q"] or []) or None}
