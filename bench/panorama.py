"""The panorama against the list, in turns, uncached, through Django's handler."""

import zlib
from collections.abc import Iterator

from bench.report import LIST, Figure
from bench.requests import asking
from bench.timing import in_turns
from directory import catalogue

ROUNDS = 20
WIRE_KB = 250
MAP = "map, tiles kept"
MAP_ANEW = "map, tiles rendered anew"


def measure(size: int) -> Iterator[Figure]:
    one = f"/map/?category={catalogue.current().taxonomy.roots[0].slug}"
    pages = {
        LIST: "/",
        MAP: "/map/",
        "map, others than one category faded": one,
        "map, others than one category left out": f"{one}&show=only",
    }
    kept = in_turns({name: asking(address) for name, address in pages.items()}, rounds=ROUNDS)
    anew = in_turns(
        {MAP_ANEW: asking("/map/")},
        rounds=ROUNDS // 4,
        before=lambda: catalogue.current().tiles.clear(),
    )
    for name, times in {**kept, **anew}.items():
        yield Figure.of(name, times)
    yield Figure("map / list", kept[MAP].median / kept[LIST].median, "times", at_most=2)
    compressed = len(zlib.compress(asking("/map/")(), 6)) / 1_000
    yield Figure("map, compressed by gzip", compressed, "KB", at_most=WIRE_KB)
