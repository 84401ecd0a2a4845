"""In which order the slots of each column stand, so that few lines cross.

Barycentres, after Sugiyama, Tagawa and Toda, “Methods for Visual Understanding of Hierarchical
System Structures”, IEEE Transactions on Systems, Man and Cybernetics 11(2), 1981; then
neighbouring slots change places while that helps.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from .layers import Layers, Slot

_SWEEPS = 24
_EXCHANGES = 8

Columns = list[list[Slot]]


def ordered(layers: Layers) -> Columns:
    best = columns = [list(column) for column in layers.columns]
    fewest = _crossings(layers, best)
    for sweep in range(_SWEEPS):
        columns = _swept(layers, columns, sweep)
        exchanged = _exchanged(layers, columns)
        found = _crossings(layers, exchanged)
        if found < fewest:
            best, fewest = exchanged, found
    return best


def _swept(layers: Layers, columns: Columns, sweep: int) -> Columns:
    """Each column by the middle of what its slots are linked with, from left to right and from
    right to left in turns."""
    columns = [list(column) for column in columns]
    places = _relative_places(columns)
    for column in columns[:: -1 if sweep % 2 else 1]:
        keys = {}
        for slot in column:
            linked = _wanted(layers, slot, sweep) or [slot]
            keys[slot] = sum(places[other] for other in linked) / len(linked)
        column.sort(key=keys.__getitem__)
        places |= _relative_places([column])
    return columns


def _wanted(layers: Layers, slot: Slot, sweep: int) -> list[Slot]:
    """What was sorted before it, every third time also what was not."""
    before, after = layers.left_of[slot], layers.right_of[slot]
    if sweep % 3 == 0:
        return [*before, *after, *layers.beside[slot]]
    return [*(after if sweep % 2 else before), *layers.beside[slot]]


def _relative_places(columns: Iterable[Sequence[Slot]]) -> dict[Slot, float]:
    return {
        slot: (place + 0.5) / len(column) for column in columns for place, slot in enumerate(column)
    }


def _exchanged(layers: Layers, columns: Columns) -> Columns:
    columns = [list(column) for column in columns]
    places = {slot: place for column in columns for place, slot in enumerate(column)}
    for _round in range(_EXCHANGES):
        if not sum(_exchange(layers, column, places) for column in columns):
            break
    return columns


def _exchange(layers: Layers, column: list[Slot], places: dict[Slot, int]) -> bool:
    changed = False
    for place in range(len(column) - 1):
        upper, lower = column[place], column[place + 1]
        now = then = 0
        for linked in (layers.left_of, layers.right_of):
            ends = sorted(places[slot] for slot in linked[upper])
            other_ends = sorted(places[slot] for slot in linked[lower])
            now += _inversions(ends, other_ends)
            then += _inversions(other_ends, ends)
        if then < now:
            column[place], column[place + 1] = lower, upper
            places[upper], places[lower] = place + 1, place
            changed = True
    return changed


def _inversions(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Pairs of which the upper one ends below the lower one; both are sorted."""
    return sum(len(upper) - bisect_right(upper, end) for end in lower)


def _crossings(layers: Layers, columns: Columns) -> int:
    places = {slot: place for column in columns for place, slot in enumerate(column)}
    count = 0
    for column in columns:
        seen: list[int] = []
        for slot in column:
            ends = [places[other] for other in layers.right_of[slot]]
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count
