"""One project's relations as a small picture, the strongest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from directory import graph
from directory.browse import Entry
from directory.models import Relation

from .gathering import ORDER
from .labels import Text, in_lines, written

NODES_AT_MOST = 24


class Group(NamedTuple):
    """Projects in the same relation to this one, and what they are to it in words."""

    incoming: bool
    kind: str
    phrase: str


class Neighbour(NamedTuple):
    entry: Entry
    box: graph.Box
    label: Sequence[Text]
    kind: str
    line: graph.Line


class Heading(NamedTuple):
    text: str
    x: float
    y: float
    on_the_left: bool


class Around(NamedTuple):
    width: float
    height: float
    middle: graph.Box
    label: Sequence[Text]
    headings: Sequence[Heading]
    neighbours: Sequence[Neighbour]
    more: int


def around(
    entry: Entry, relations: Sequence[Relation], entries: Mapping[int, Entry]
) -> Around | None:
    """None without relations to published projects."""
    told = list(_told(entry.project.pk, relations, entries))
    groups: dict[Group, list[Entry]] = {}
    for group, other in islice(told, NODES_AT_MOST):
        groups.setdefault(group, []).append(other)
    if not groups:
        return None
    label = _label(entry)
    left, right = (_groups(groups, incoming) for incoming in (True, False))
    sides = graph.beside(graph.Size.of(*label), left, right)
    return Around(
        sides.width,
        sides.height,
        sides.middle,
        written(label, sides.middle),
        [Heading(h.group.phrase, h.x, h.y, h.on_the_left) for h in sides.headings],
        [
            _neighbour(sides, group, place, other)
            for group, members in groups.items()
            for place, other in enumerate(members)
        ],
        max(0, len(told) - NODES_AT_MOST),
    )


def _told(
    pk: int, relations: Sequence[Relation], entries: Mapping[int, Entry]
) -> Iterator[tuple[Group, Entry]]:
    """Each related project once, under its strongest relation."""
    told: set[int] = set()
    for relation in sorted(relations, key=lambda r: ORDER[r.kind]):
        incoming = relation.target_id == pk
        other = relation.source_id if incoming else relation.target_id
        if other in entries and other not in told:
            told.add(other)
            phrase = relation.inverse_phrase if incoming else relation.phrase
            yield Group(incoming, relation.kind, phrase), entries[other]


def _groups(groups: Mapping[Group, Sequence[Entry]], incoming: bool) -> graph.Groups[Group]:
    return {
        group: graph.Group(
            round(graph.text_width(group.phrase)),
            [graph.Size.of(*_label(other)) for other in members],
        )
        for group, members in groups.items()
        if group.incoming == incoming
    }


def _neighbour(sides: graph.Sides[Group], group: Group, place: int, other: Entry) -> Neighbour:
    """The line leads from the one of which the relation is told to the other one."""
    box, line = sides.boxes[group, place], sides.lines[group, place]
    if not group.incoming:
        line = line.reversed()
    return Neighbour(other, box, written(_label(other), box), group.kind, line)


def _label(entry: Entry) -> Sequence[str]:
    return in_lines(str(entry.project.display_name))
