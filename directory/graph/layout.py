"""A whole graph: each connected part laid out on its own, labels side by side, parts packed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from . import stress
from .boxes import Box
from .choice import neighbours_of, parts

# How far neighbours stand apart: labels are wider than high.
_ACROSS, _DOWN = 150, 80
_GAP_ACROSS, _GAP_DOWN = 26, 10
_BETWEEN_PARTS = 32
_WIDEST = 1_200
_PUSHES = 60

Boxes = dict[int, Box]


class Drawing(NamedTuple):
    width: float
    height: float
    boxes: Mapping[int, Box]


@lru_cache(maxsize=32)
def lay_out(widths: tuple[tuple[int, int], ...], edges: tuple[tuple[int, int], ...]) -> Drawing:
    """Boxes that do not overlap, for nodes with the width of each, between which edges run."""
    neighbours: dict[int, list[int]] = {node: [] for node, _width in widths}
    neighbours |= neighbours_of(edges)
    by_node = dict(widths)
    return _packed([_part(nodes, neighbours, by_node) for nodes in parts(neighbours)])


def _part(nodes: Sequence[int], neighbours: stress.Neighbours, widths: Mapping[int, int]) -> Boxes:
    points = stress.points(nodes, neighbours)
    boxes = {i: Box(x * _ACROSS, y * _DOWN, widths[i]) for i, (x, y) in points.items()}
    return _settled(_pushed_apart(boxes))


def _pushed_apart(boxes: Boxes) -> Boxes:
    """Overlapping boxes give way to one another, each by half, where the way is shorter."""
    nodes = list(boxes)
    for _round in range(_PUSHES):
        nodes.sort(key=lambda i: boxes[i].y)
        if not sum(_push(boxes, nodes, place) for place in range(len(nodes))):
            break
    return boxes


def _push(boxes: Boxes, nodes: Sequence[int], place: int) -> bool:
    """Push one box and those below it apart; whether any overlapped."""
    pushed = False
    one = nodes[place]
    for other in nodes[place + 1 :]:
        across, down = boxes[one].overlap(boxes[other], _GAP_ACROSS, _GAP_DOWN)
        if down <= 0:
            break
        if across <= 0:
            continue
        pushed = True
        if across < down:
            half = across / 2 if boxes[one].x > boxes[other].x else -across / 2
            boxes[one], boxes[other] = boxes[one].moved(half, 0), boxes[other].moved(-half, 0)
        else:
            boxes[one] = boxes[one].moved(0, -down / 2)
            boxes[other] = boxes[other].moved(0, down / 2)
    return pushed


def _settled(boxes: Boxes) -> Boxes:
    """What still overlaps moves down until it does not."""
    placed: Boxes = {}
    for node in sorted(boxes, key=lambda i: (boxes[i].y, boxes[i].x)):
        box = boxes[node]
        while (free := _below(box, placed.values())) is not None:
            box = box._replace(y=free)
        placed[node] = box
    return placed


def _below(box: Box, placed: Iterable[Box]) -> float | None:
    """The place under what a box overlaps; None if it overlaps nothing."""
    lowest = max((b.bottom for b in placed if min(b.overlap(box)) > 1e-6), default=None)
    return None if lowest is None else lowest + _GAP_DOWN + box.height / 2


def _packed(laid_out: Iterable[Boxes]) -> Drawing:
    """Parts in rows, none wider than the widest of them or a page of their area."""
    framed = [_at_the_corner(part) for part in laid_out]
    frames = [_frame(part) for part in framed]
    widest = max([_page(frames), *(width for width, _height in frames)])
    placed: Boxes = {}
    x = y = row = 0.0
    for part, (width, height) in zip(framed, frames, strict=True):
        if x and x + width > widest:
            x, y, row = 0.0, y + row + _BETWEEN_PARTS, 0.0
        placed |= {node: box.moved(x, y) for node, box in part.items()}
        x, row = x + width + _BETWEEN_PARTS, max(row, height)
    return Drawing(*_frame(placed), placed)


def _page(frames: Sequence[tuple[float, float]]) -> float:
    """How wide a page is that takes all of them."""
    area = sum((w + _BETWEEN_PARTS) * (h + _BETWEEN_PARTS) for w, h in frames)
    return min(_WIDEST, sqrt(area * _ACROSS / _DOWN))


def _frame(boxes: Boxes) -> tuple[float, float]:
    right = max((box.right for box in boxes.values()), default=0)
    return right, max((box.bottom for box in boxes.values()), default=0)


def _at_the_corner(part: Boxes) -> Boxes:
    left = min(box.left for box in part.values())
    top = min(box.top for box in part.values())
    return {node: box.moved(-left, -top) for node, box in part.items()}
