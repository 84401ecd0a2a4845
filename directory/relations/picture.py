"""The graph of relations as it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from directory import graph
from directory.browse import Entry
from directory.filters import Size

from .gathering import Edge
from .sentences import plain

NODES_AT_MOST = 180
SCALES = {Size.SMALL: 0.75, Size.MEDIUM: 1, Size.LARGE: 1.5}
_LETTERS_AT_MOST = 36
_ASIDE = 7


class Node(NamedTuple):
    entry: Entry
    box: graph.Box
    label: str


class Arrow(NamedTuple):
    """A relation, from the one of which it is told to the other; `says` is that in words."""

    line: graph.Line
    kind: str
    says: str
    source: int
    target: int


class Picture(NamedTuple):
    """As large as labels are read well, and drawn `scale` times as large."""

    scale: float
    width: float
    height: float
    nodes: Sequence[Node]
    arrows: Sequence[Arrow]
    left_out: int

    @property
    def drawn_width(self) -> float:
        return self.width * self.scale

    @property
    def drawn_height(self) -> float:
        return self.height * self.scale


def drawn(edges: Sequence[Edge]) -> list[int]:
    """The projects that have room on the picture."""
    return graph.most_connected([(e.source, e.target) for e in edges], NODES_AT_MOST)


def picture(
    edges: Sequence[Edge], entries: Mapping[int, Entry], ids: Sequence[int], size: Size
) -> Picture:
    """Some projects and the relations among them; `left_out` counts the other relations."""
    labels = {i: shortened(str(entries[i].project.display_name)) for i in ids if i in entries}
    among = [e for e in edges if e.source in labels and e.target in labels]
    widths = tuple((i, graph.width_of(label)) for i, label in labels.items())
    laid = graph.lay_out(widths, tuple((e.source, e.target) for e in among))
    nodes = [Node(entries[i], laid.boxes[i], label) for i, label in labels.items()]
    nodes.sort(key=lambda node: (node.box.y, node.box.x))
    arrows = list(_arrows(among, entries, laid.boxes))
    return Picture(SCALES[size], laid.width, laid.height, nodes, arrows, len(edges) - len(among))


def _arrows(
    edges: Sequence[Edge], entries: Mapping[int, Entry], boxes: Mapping[int, graph.Box]
) -> list[Arrow]:
    """Relations of the same two projects run beside one another."""
    drawn_of: Counter[frozenset[int]] = Counter()
    arrows = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        # Turned, so that the way aside is the same seen from either end.
        aside = drawn_of[pair] * _ASIDE * (1 if edge.source < edge.target else -1)
        drawn_of[pair] += 1
        line = graph.between(boxes[edge.source], boxes[edge.target], aside)
        says = plain(entries[edge.source].project, edge.kind, entries[edge.target].project)
        arrows.append(Arrow(line, edge.kind, says, edge.source, edge.target))
    return arrows


def shortened(name: str) -> str:
    return name if len(name) <= _LETTERS_AT_MOST else f"{name[: _LETTERS_AT_MOST - 1]}…"
