"""Drawings read back: where boxes stand, and where lines run between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from directory import graph

_STEPS = 24
_COMMANDS = re.compile(r"([MHC])([^MHC]*)")

Point = tuple[float, float]


def points(path: str) -> list[Point]:
    """So many on the way of a path that none of its turns is missed."""
    found: list[Point] = []
    for command, said in _COMMANDS.findall(path):
        numbers = [float(number) for number in said.split()]
        if command == "M":
            found.append((numbers[0], numbers[1]))
        elif command == "H":
            found.extend(_straight(found[-1], (numbers[0], found[-1][1])))
        else:
            found.extend(_curve(found[-1], *zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def _straight(start: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _curve(*controls: Point) -> Iterator[Point]:
    """By de Casteljau's algorithm."""
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        rest: Sequence[Point] = controls
        while len(rest) > 1:
            rest = [
                (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
                for (x1, y1), (x2, y2) in pairwise(rest)
            ]
        yield rest[0]


def enters(way: Sequence[Point], box: graph.Box) -> bool:
    """Whether a line runs under a box; to touch its edge is no such thing."""
    left, top, right, bottom = box.left + 1, box.top + 1, box.right - 1, box.bottom - 1
    return any(left < x < right and top < y < bottom for x, y in way)


def overlap(one: graph.Box, other: graph.Box) -> float:
    """How far two boxes reach into one another, above zero if they overlap."""
    across = (one.width + other.width) / 2 - abs(one.x - other.x)
    return min(across, (one.height + other.height) / 2 - abs(one.y - other.y))
