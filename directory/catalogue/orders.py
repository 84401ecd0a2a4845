"""The published projects in one order: pages of some of them, and what stands beside one."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Any

from pyroaring import BitMap

from .columns import by_id, put

# Sorting takes as long for each id as this many steps of a walk through all of them.
_STEPS_OF_SORTING = 10


class Order:
    """`keys` are by id, and `ids` in their order; what has the same key stands by its id."""

    def __init__(self, keys: Any, ids: array[int]) -> None:
        self.keys = keys
        self.ids = ids

    @classmethod
    def of(cls, ids: Sequence[int], values: Any) -> Order:
        """By the value of each id; ids ascend."""
        keys = by_id(ids, values)
        return cls(keys, array("I", sorted(ids, key=keys.__getitem__)))

    def without(self, ids: BitMap) -> Order:
        """A copy without some of its ids."""
        copy = Order(self.keys[:], self.ids[:])
        for i in ids:
            del copy.ids[copy._place(i)]
        return copy

    def add(self, project_id: int, key: Any) -> None:
        put(self.keys, project_id, key)
        self.ids.insert(self._place(project_id), project_id)

    def page(self, ids: BitMap, offset: int, size: int) -> list[int]:
        """`size` of some of its ids from `offset` on."""
        whole = self.ids
        if len(ids) == len(whole):
            return list(whole[offset : offset + size])
        if offset >= len(ids):
            return []
        from_the_end = offset > len(ids) // 2
        passed = len(ids) - offset if from_the_end else offset + size
        if passed * len(whole) // len(ids) > len(ids) * _STEPS_OF_SORTING:
            return sorted(ids, key=self._key)[offset : offset + size]
        if from_the_end:
            walk = (i for i in reversed(whole) if i in ids)
            return list(islice(walk, max(passed - size, 0), passed))[::-1]
        return list(islice((i for i in whole if i in ids), offset, offset + size))

    def after(self, ids: BitMap, place: tuple[Any, int], size: int) -> list[int]:
        """`size` of some of its ids that stand behind a (key, id), which need not be there."""
        if size * len(self.ids) > len(ids) ** 2 * _STEPS_OF_SORTING:
            some = sorted(ids, key=self._key)
            start = bisect_right(some, place, key=self._key)
            return some[start : start + size]
        start = bisect_right(self.ids, place, key=self._key)
        behind = (self.ids[i] for i in range(start, len(self.ids)) if self.ids[i] in ids)
        return list(islice(behind, size))

    def tells_apart(self) -> bool:
        """Whether the keys are not all one and the same."""
        return bool(self.ids) and bool(self.keys[self.ids[0]] != self.keys[self.ids[-1]])

    def neighbours(self, ids: BitMap, project_id: int) -> tuple[int | None, int | None]:
        """What stands before and after one of its ids among some of them."""
        whole, place = self.ids, self._place(project_id)
        before = (whole[i] for i in range(place - 1, -1, -1) if whole[i] in ids)
        after = (whole[i] for i in range(place + 1, len(whole)) if whole[i] in ids)
        return next(before, None), next(after, None)

    def _place(self, project_id: int) -> int:
        return bisect_left(self.ids, self._key(project_id), key=self._key)

    def _key(self, project_id: int) -> tuple[Any, int]:
        return self.keys[project_id], project_id
