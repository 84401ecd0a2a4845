"""What programs ask for, uncached, against the list that people see, in the same run."""

from collections.abc import Iterator

from bench.report import LIST, LIST_ANEW, Figure
from bench.requests import asking
from bench.timing import in_turns
from directory import catalogue

ROUNDS = 40
BRIEF = "50 projects as JSON"
ADDRESSES = {
    BRIEF: "/api/v1/projects?limit=50",
    "50 projects as JSON, everything public": "/api/v1/projects?limit=50&depth=full",
    "50 projects as JSON of the active ones, by name": (
        "/api/v1/projects?limit=50&status=active&sort=name"
    ),
    "50 changes": "/api/v1/changes?limit=50",
}


def measure(size: int) -> Iterator[Figure]:
    asked = {name: asking(address) for name, address in ADDRESSES.items()}
    times = in_turns({LIST: asking("/"), **asked}, rounds=ROUNDS)
    anew = in_turns(
        {LIST_ANEW: asking("/")},
        rounds=ROUNDS,
        before=lambda: catalogue.current().cards.clear(),
    )
    yield Figure.of(f"{LIST}, in the same run", times[LIST])
    for name in asked:
        yield Figure.of(name, times[name])
    kept = times[BRIEF].median / times[LIST].median
    yield Figure(f"{BRIEF} / {LIST}", kept, "times", at_most=0.7)
    rendered = times[BRIEF].median / anew[LIST_ANEW].median
    yield Figure(f"{BRIEF} / {LIST_ANEW}", rendered, "times", at_most=0.7)
