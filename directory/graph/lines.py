"""Lines that leave boxes and reach them level."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

# How much of the way to these points a cubic curve goes.
_OF_A_BOW = 0.75


class Point(NamedTuple):
    x: float
    y: float


class Line(NamedTuple):
    """Through points, level in each; one that begins and ends on the same side of its boxes bows
    out towards points `bow` aside, to the left if that is below zero."""

    points: tuple[Point, ...]
    bow: int = 0

    @property
    def left(self) -> float:
        return min(point.x for point in self.points) + min(0, self.bow * _OF_A_BOW)

    @property
    def right(self) -> float:
        return max(point.x for point in self.points) + max(0, self.bow * _OF_A_BOW)

    @property
    def top(self) -> float:
        return min(point.y for point in self.points)

    @property
    def bottom(self) -> float:
        return max(point.y for point in self.points)

    @property
    def path(self) -> str:
        """The `d` of an SVG path."""
        start = self.points[0]
        steps = [self._step(one, other) for one, other in pairwise(self.points)]
        return f"M{start.x:.0f} {start.y:.0f}{''.join(steps)}"

    def _step(self, one: Point, other: Point) -> str:
        if one.y == other.y and not self.bow:
            return f"H{other.x:.0f}"
        bend = one.x + self.bow if self.bow else (one.x + other.x) / 2
        return f"C{bend:.0f} {one.y:.0f} {bend:.0f} {other.y:.0f} {other.x:.0f} {other.y:.0f}"

    def moved(self, x: float, y: float) -> Line:
        return self._replace(points=tuple(Point(p.x + x, p.y + y) for p in self.points))

    def mirrored(self, across: int, down: int) -> Line:
        points = tuple(Point(p.x * across, p.y * down) for p in self.points)
        return Line(points, self.bow * across)

    def reversed(self) -> Line:
        return self._replace(points=self.points[::-1])
