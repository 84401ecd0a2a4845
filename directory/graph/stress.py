"""Points as far from one another as their nodes are in the graph, as nearly as a plane allows.

After Zheng, Pawar and Goodman, “Graph Drawing by Stochastic Gradient Descent”, IEEE Transactions
on Visualization and Computer Graphics 25(9), 2019. The same graph is drawn the same each time.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import cos, exp, log, pi, sin
from random import Random

Neighbours = Mapping[int, Sequence[int]]
_ROUNDS = 30
# How much of what is wrong about a pair may remain in the last round.
_REST = 0.1


def distances(start: int, neighbours: Neighbours) -> dict[int, int]:
    """Steps from a node to every node that can be reached from it."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in neighbours[node]:
            if other not in found:
                found[other] = found[node] + 1
                waiting.append(other)
    return found


def points(nodes: Sequence[int], neighbours: Neighbours) -> dict[int, tuple[float, float]]:
    """A point for each node of a connected graph; neighbours are about 1 apart."""
    steps = {node: distances(node, neighbours) for node in nodes}
    pairs = [(a, b, steps[a][b]) for a, b in combinations(nodes, 2)]
    x, y = _on_a_circle(nodes)
    random = Random(len(nodes))
    farthest = max((wanted for _a, _b, wanted in pairs), default=1)
    for number in range(_ROUNDS):
        rate = _rate(number, farthest)
        random.shuffle(pairs)
        for a, b, wanted in pairs:
            across, down = x[a] - x[b], y[a] - y[b]
            apart = (across * across + down * down) ** 0.5 or 1e-9
            share = min(1.0, rate / (wanted * wanted)) * (apart - wanted) / 2 / apart
            x[a] -= share * across
            y[a] -= share * down
            x[b] += share * across
            y[b] += share * down
    return {node: (x[node], y[node]) for node in nodes}


def _on_a_circle(nodes: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
    turns = {node: 2 * pi * place / len(nodes) for place, node in enumerate(nodes)}
    return (
        {node: cos(turn) for node, turn in turns.items()},
        {node: sin(turn) for node, turn in turns.items()},
    )


def _rate(number: int, farthest: int) -> float:
    """Falls from the square of the largest distance to `_REST`."""
    largest = farthest * farthest
    return largest * exp(-log(largest / _REST) * number / (_ROUNDS - 1))
