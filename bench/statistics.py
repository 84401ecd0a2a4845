"""Statistics and relations against the list, in turns, uncached, through Django's handler."""

from collections.abc import Iterator

from bench.report import LIST, Figure
from bench.requests import asking
from bench.timing import in_turns
from directory import catalogue, graph

ROUNDS = 20
STATISTICS = "statistics"
RELATIONS = "relations, kept"


def measure(size: int) -> Iterator[Figure]:
    known = catalogue.current()
    pages = {
        LIST: "/",
        STATISTICS: "/stats/",
        "statistics of one category": f"/stats/?category={known.taxonomy.roots[0].slug}",
        "statistics as CSV": "/stats.csv",
        RELATIONS: "/relations/",
        "relations of one kind": "/relations/?kind=built-on",
    }
    kept = in_turns({name: asking(address) for name, address in pages.items()}, rounds=ROUNDS)
    for name, times in kept.items():
        yield Figure.of(name, times)
    laid = in_turns(
        {"relations, laid out and rendered anew": asking("/relations/")},
        rounds=ROUNDS // 4,
        before=_forget,
    )
    for name, times in laid.items():
        yield Figure.of(name, times)
    for name, at_most in ((STATISTICS, 4), (RELATIONS, 2)):
        ratio = kept[name].median / kept[LIST].median
        yield Figure(f"{name} / list", ratio, "times", at_most=at_most)


def _forget() -> None:
    """Layouts, and what is kept with the catalogue, which itself is read again at once."""
    graph.lay_out.cache_clear()
    catalogue.forget()
    catalogue.current()
