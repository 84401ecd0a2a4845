"""How high each slot stands, so that lines are as level as the order of the columns allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from .layers import Layers, Slot
from .ports import Ports

_ROUNDS = 60
_GAP = 10
# A line rather runs straight through columns than ends straight.
_THROUGH, _END = 8, 1


class Pull(NamedTuple):
    """A slot is wanted so far below another one."""

    other: Slot
    below: float
    weight: float


def levels(layers: Layers, columns: Sequence[Sequence[Slot]], ports: Ports) -> dict[Slot, int]:
    """The middle of each slot."""
    pulls = _pulls(layers, ports)
    stacks = [(column, _gaps(column, ports.heights)) for column in columns]
    found: dict[Slot, float] = {}
    for column, gaps in stacks:
        found |= zip(column, accumulate(gaps), strict=True)
    for number in range(_ROUNDS):
        for column, gaps in stacks[:: -1 if number % 2 else 1]:
            wanted = [_wanted(slot, pulls[slot], found) for slot in column]
            found |= zip(column, _spread(wanted, gaps), strict=True)
    return {slot: round(level) for slot, level in found.items()}


def _pulls(layers: Layers, ports: Ports) -> Mapping[Slot, Sequence[Pull]]:
    pulls: dict[Slot, list[Pull]] = defaultdict(list)
    for edge, route in enumerate(layers.routes):
        if edge in layers.bows:
            continue
        for place, (one, other) in enumerate(pairwise(route)):
            below = ports.below(edge, one, True) - ports.below(edge, other, False)
            weight = _THROUGH if 0 < place < len(route) - 2 else _END
            pulls[other].append(Pull(one, below, weight))
            pulls[one].append(Pull(other, -below, weight))
    return pulls


def _gaps(column: Sequence[Slot], heights: Mapping[Slot, int]) -> list[float]:
    """How far below the slot before it each slot stands at least."""
    halves = [heights.get(slot, 0) / 2 for slot in column]
    return [0.0, *(one + _GAP + other for one, other in pairwise(halves))]


def _wanted(slot: Slot, pulls: Sequence[Pull], found: Mapping[Slot, float]) -> tuple[float, float]:
    """Where it is pulled to, and how much."""
    weight = sum(pull.weight for pull in pulls)
    if not weight:
        return found[slot], 1
    return sum((found[p.other] + p.below) * p.weight for p in pulls) / weight, weight


def _spread(wanted: Sequence[tuple[float, float]], gaps: Sequence[float]) -> list[float]:
    """Places in this order, so far apart, with the least sum of weighted squares of how far they
    are from those wanted: pool adjacent violators."""
    pools: list[tuple[float, float, int]] = []
    starts = list(accumulate(gaps))
    for (place, weight), start in zip(wanted, starts, strict=True):
        mean, total, size = place - start, weight, 1
        while pools and pools[-1][0] > mean:
            before, weighs, count = pools.pop()
            mean = (mean * total + before * weighs) / (total + weighs)
            total, size = total + weighs, size + count
        pools.append((mean, total, size))
    means = [mean for mean, _total, size in pools for _slot in range(size)]
    return [mean + start for mean, start in zip(means, starts, strict=True)]
