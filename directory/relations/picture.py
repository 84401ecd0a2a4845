"""The graph of relations as it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from directory import graph
from directory.browse import Entry
from directory.filters import Size

from .gathering import Edge
from .labels import Text, in_lines, written
from .sentences import plain

NODES_AT_MOST = 180
LINES_AT_MOST = 400
_SCALES = {Size.SMALL: 0.75, Size.MEDIUM: 1, Size.LARGE: 1.5}
_MARGIN = 4


class Node(NamedTuple):
    entry: Entry
    box: graph.Box
    label: Sequence[Text]


class Arrow(NamedTuple):
    """A relation, from the one of which it is told to the other; `says` is that in words."""

    line: graph.Line
    kind: str
    says: str
    source: int
    target: int


class Picture(NamedTuple):
    """A connected part of the graph, as large as labels are read well and drawn `scale` times as
    large."""

    scale: float
    width: float
    height: float
    nodes: Sequence[Node]
    arrows: Sequence[Arrow]

    @property
    def drawn_width(self) -> float:
        return self.width * self.scale

    @property
    def drawn_height(self) -> float:
        return self.height * self.scale


def drawn(edges: Sequence[Edge]) -> list[Edge]:
    """The relations that have room on the picture."""
    pairs = [(edge.source, edge.target) for edge in edges]
    nodes = set(graph.most_connected(pairs, NODES_AT_MOST))
    return [e for e in edges if e.source in nodes and e.target in nodes][:LINES_AT_MOST]


def pictures(edges: Sequence[Edge], entries: Mapping[int, Entry], size: Size) -> list[Picture]:
    """Of those relations whose projects are known, the largest connected part first."""
    edges = [e for e in edges if e.source in entries and e.target in entries]
    ids = dict.fromkeys(i for edge in edges for i in (edge.source, edge.target))
    labels = {i: in_lines(str(entries[i].project.display_name)) for i in ids}
    parts = graph.lay_out(
        tuple((i, graph.Size.of(*label)) for i, label in labels.items()),
        tuple((edge.source, edge.target) for edge in edges),
    )
    return [
        Picture(
            _SCALES[size],
            part.width + _MARGIN,
            part.height + _MARGIN,
            [Node(entries[i], box, written(labels[i], box)) for i, box in part.boxes.items()],
            [_arrow(edges[place], line, entries) for place, line in part.lines.items()],
        )
        for part in parts
    ]


def _arrow(edge: Edge, line: graph.Line, entries: Mapping[int, Entry]) -> Arrow:
    says = plain(entries[edge.source].project, edge.kind, entries[edge.target].project)
    return Arrow(line, edge.kind, says, edge.source, edge.target)
