"""Whole pages, uncached, through Django's handler with all its middleware."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench.ready_made import list_page
from bench.report import LIST, LIST_ANEW, Figure
from bench.requests import asking
from bench.timing import in_turns
from directory import catalogue
from directory.browse import PAGE_SIZE
from directory.catalogue import Catalogue
from directory.models import Project

ROUNDS = 40


def measure(size: int) -> Iterator[Figure]:
    pages = _addresses(catalogue.current())
    asked = {name: asking(address) for name, address in pages.items()}
    kept = in_turns(
        {LIST: asking("/"), "floor": list_page("", cards_too=False), **asked}, rounds=ROUNDS
    )
    anew = in_turns(
        {LIST_ANEW: asking("/"), "floor": list_page("", cards_too=True), **asked},
        rounds=ROUNDS,
        before=lambda: catalogue.current().cards.clear(),
    )
    yield Figure.of(LIST, kept[LIST])
    yield Figure.of(LIST_ANEW, anew[LIST_ANEW])
    for name in asked:
        yield Figure.of(f"{name}, cards kept", kept[name])
        yield Figure.of(f"{name}, cards rendered anew", anew[name])
    yield Figure.of("floor: the list's template from dictionaries, cards ready", kept["floor"])
    yield Figure.of("floor: the same, cards from dictionaries too", anew["floor"])
    for name, times in ((LIST, kept), (LIST_ANEW, anew)):
        ratio = times[name].median / times["floor"].median
        yield Figure(f"{name} / its floor", ratio, "times", at_most=2)


def _addresses(known: Catalogue) -> dict[str, str]:
    def commonest(facet: str) -> str:
        choices = known.choices[facet]
        return max(choices, key=lambda value: len(choices[value]))

    narrowed = {facet: commonest(facet) for facet in ("category", "tag", "status")}
    deep = len(known.choices["status"]["active"]) // PAGE_SIZE * 3 // 4
    middle = Project.objects.get(pk=known.orders["position"].ids[len(known.published) // 2])
    return {
        "list, category + tag + status": f"/?{urlencode(narrowed)}",
        "search 网关 with facets": f"/?{urlencode({'q': '网关'})}",
        "search of an English prefix": "/?q=envo",
        "deep page of the active ones": f"/?status=active&page={deep}",
        "one project": middle.get_absolute_url(),
    }
