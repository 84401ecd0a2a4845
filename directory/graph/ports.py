"""Where on the sides of boxes lines begin and end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .layers import Layers, Slot

BETWEEN_PORTS = 12


class Port(NamedTuple):
    edge: int
    slot: Slot
    on_the_right: bool


class Ports:
    """How far below the middle of its slot each is: in the order of the other ends, so that the
    lines of one side do not cross."""

    def __init__(
        self, layers: Layers, columns: Sequence[Sequence[Slot]], least: Mapping[int, int]
    ) -> None:
        ends = _ends(layers, columns)
        lines = Counter((port.slot, port.on_the_right) for port in ends)
        self.heights: Mapping[Slot, int] = {
            node: max(height, BETWEEN_PORTS * max(lines[node, True], lines[node, False]))
            for node, height in least.items()
        }
        sides: dict[tuple[Slot, bool], list[Port]] = defaultdict(list)
        for port in sorted(ends, key=ends.__getitem__):
            sides[port.slot, port.on_the_right].append(port)
        self._below = {
            port: round((place + 0.5) * self.heights[slot] / len(side)) - self.heights[slot] // 2
            for (slot, _on_the_right), side in sides.items()
            for place, port in enumerate(side)
        }

    def below(self, edge: int, slot: Slot, on_the_right: bool) -> int:
        return self._below.get(Port(edge, slot, on_the_right), 0)


def _ends(layers: Layers, columns: Sequence[Sequence[Slot]]) -> dict[Port, tuple[int, int, int]]:
    """The ports of boxes with what sorts them: bows upward first, bows downward last, the
    farthest outermost."""
    places = {slot: place for column in columns for place, slot in enumerate(column)}
    ends: dict[Port, tuple[int, int, int]] = {}
    for edge, route in enumerate(layers.routes):
        start, end = route[0], route[-1]
        if edge in layers.bows:
            upper, lower = sorted(route, key=places.__getitem__)
            ends[Port(edge, upper, True)] = (1, -places[lower], edge)
            ends[Port(edge, lower, True)] = (-1, -places[upper], edge)
        else:
            ends[Port(edge, start, True)] = (0, places[route[1]], edge)
            ends[Port(edge, end, False)] = (0, places[route[-2]], edge)
    return ends
