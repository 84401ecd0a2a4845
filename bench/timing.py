"""How long things take: medians of many runs, in turns, so that a busy moment hits all alike."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Times(NamedTuple):
    """Milliseconds."""

    median: float
    p95: float


def clock(run: Callable[[], object]) -> float:
    """Milliseconds that one run takes."""
    started = perf_counter()
    run()
    return (perf_counter() - started) * 1_000


def summary(times: list[float]) -> Times:
    return Times(median(times), sorted(times)[int(len(times) * 0.95)])


def in_turns(
    runs: Mapping[str, Callable[[], object]],
    rounds: int,
    before: Callable[[], object] = lambda: None,
) -> dict[str, Times]:
    """Times of each run; `before` comes before every one of them and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        before()
        run()
    gc.collect()
    for _ in range(rounds):
        for name, run in runs.items():
            before()
            taken[name].append(clock(run))
    return {name: summary(times) for name, times in taken.items()}
