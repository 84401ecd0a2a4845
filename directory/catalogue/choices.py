"""What a query string can ask each filter for, and the projects that it then gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyroaring import BitMap

from directory.models import Project

from .periods import Period
from .row import FACETS, LINK, MISSING, NONE, PERIODS, UNVERIFIED
from .taxonomy import Taxonomy

Sets = dict[str, BitMap]
# A tag that says where projects come from ends with this.
ORIGIN = "-origin"


def choices(
    values: Mapping[str, Mapping[Any, BitMap]], taxonomy: Taxonomy, published: BitMap
) -> dict[str, Sets]:
    """filter -> value -> ids, in the order in which choices are listed. Of periods there are the
    years or months in which something was."""
    plain = (*FACETS, *(name for name in PERIODS if name != "evidence"))
    found: dict[str, Sets] = {name: dict(sorted(values[name].items())) for name in plain}
    found["category"] = _categories(values["category"], taxonomy)
    found["tag"] = {tag.slug: _of(values["tag"], pk) for pk, tag in taxonomy.tags.items()}
    found["status"] = {value: _of(values["status"], value) for value in Project.Status.values}
    found["evidence"] = _evidence(values["evidence"])
    found[MISSING] = _missing(values, found, published)
    found[UNVERIFIED] = {fact: BitMap() for fact in Project.Fact.values} | dict(values[UNVERIFIED])
    return found


def having(choices: Mapping[str, Sets], name: str, value: str) -> BitMap:
    """The projects that one value of a filter asks for."""
    if name in PERIODS:
        asked = Period(value)
        return _any(ids for period, ids in choices[name].items() if asked.covers(Period(period)))
    return choices[name][value]


def _of(values: Mapping[Any, BitMap], key: Any) -> BitMap:
    return values.get(key, BitMap())


def _any(sets: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *sets)


def _categories(values: Mapping[int, BitMap], taxonomy: Taxonomy) -> Sets:
    found: Sets = {}
    for root in taxonomy.roots:
        below = {c.slug: _of(values, c.pk) for c in taxonomy.subcategories[root.pk]}
        found |= {root.slug: _any([_of(values, root.pk), *below.values()]), **below}
    return found


def _evidence(values: Mapping[tuple[str, int], BitMap]) -> Sets:
    """Of any capability."""
    found: Sets = {}
    for (year, _capability), ids in sorted(values.items()):
        found[year] = found.get(year, BitMap()) | ids
    return found


def _missing(
    values: Mapping[str, Mapping[Any, BitMap]], found: Mapping[str, Sets], published: BitMap
) -> Sets:
    tags, links = found["tag"], values[LINK]
    return {
        "summary_zh": _of(values[MISSING], "summary_zh"),
        "summary_en": _of(values[MISSING], "summary_en"),
        **{name: _of(values[name], NONE) for name in ("license", "language", "organization")},
        **{k: published - _of(links, k) for k in ("homepage", "repository", "documentation")},
        "started": published - _any(found["started"].values()),
        "last_activity": published - _any(found["last_activity"].values()),
        "tags": published - _any(tags.values()),
        "origin": published - _any(ids for slug, ids in tags.items() if slug.endswith(ORIGIN)),
        "sources": _of(values[MISSING], "sources"),
    }
