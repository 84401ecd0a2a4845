"""In which column each node of a connected graph stands.

Simulated annealing: neighbours want to stand in columns beside one another, columns want to be
equally high. The same graph is divided the same each time.
"""

from collections.abc import Mapping
from math import exp
from random import Random

from .choice import Neighbours

_ROUNDS = 200
_STARTS = 6
_HOT, _COLD = 4.0, 0.05
# What it costs that neighbours stand in one column, and each column between them.
_SAME, _BETWEEN = 2.0, 2.5
_UNEVEN = 3.0


def divided(neighbours: Neighbours, heights: Mapping[int, float], number: int) -> dict[int, int]:
    """The best of some divisions into at most so many columns, none of them empty."""
    best = min(
        (_Division(neighbours, heights, number, seed) for seed in range(_STARTS)),
        key=lambda division: division.cost,
    )
    used = {column: place for place, column in enumerate(sorted(set(best.column.values())))}
    return {node: used[column] for node, column in best.column.items()}


class _Division:
    def __init__(
        self, neighbours: Neighbours, heights: Mapping[int, float], number: int, seed: int
    ) -> None:
        self.neighbours = neighbours
        self.number = number
        self.random = Random(seed)
        average = sum(heights.values()) / number
        self.heights = {node: height / average for node, height in heights.items()}
        self.column = {node: self.random.randrange(number) for node in heights}
        self.filled = [0.0] * number
        for node, column in self.column.items():
            self.filled[column] += self.heights[node]
        for place in range(_ROUNDS):
            self._once(_HOT * (_COLD / _HOT) ** (place / (_ROUNDS - 1)))

    @property
    def cost(self) -> float:
        apart = sum(self._apart(node, column) for node, column in self.column.items()) / 2
        return apart + _UNEVEN * sum(height * height for height in self.filled)

    def _once(self, warmth: float) -> None:
        for node, here in self.column.items():
            there = self.random.randrange(self.number)
            if there == here:
                continue
            worse = self._worse(node, here, there)
            if worse <= 0 or self.random.random() < exp(-worse / warmth):
                self.column[node] = there
                self.filled[here] -= self.heights[node]
                self.filled[there] += self.heights[node]

    def _worse(self, node: int, here: int, there: int) -> float:
        height = self.heights[node]
        uneven = 2 * height * (self.filled[there] - self.filled[here] + height)
        return self._apart(node, there) - self._apart(node, here) + _UNEVEN * uneven

    def _apart(self, node: int, column: int) -> float:
        cost = 0.0
        for other in self.neighbours[node]:
            steps = abs(column - self.column[other])
            cost += _BETWEEN * (steps - 1) if steps else _SAME
        return cost
