"""Alphabetical order as people keep it: mostly, and with or without regard to hyphens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from directory.text import fold

# A list counts as sorted if it has so many names and so large a part of them is in order.
FEWEST, MOSTLY = 4, 0.8

Key = Callable[[str], str]


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


KEYS: tuple[Key, ...] = (fold, _letters)


def order_of(names: Sequence[str]) -> Key | None:
    """The order that names are in but for a few; None if they are in none.

    Names in other scripts than the Latin one are left aside: there are several orders for them.
    """
    latin = [name for name in names if is_latin(name)]
    if len(latin) < FEWEST:
        return None
    key = max(KEYS, key=lambda key: len(in_order(latin, key)))
    return key if len(in_order(latin, key)) >= MOSTLY * len(latin) else None


def is_latin(name: str) -> bool:
    return fold(name)[:1].isascii()


def in_order(names: Sequence[str], key: Key) -> list[int]:
    """The numbers of as many names as possible that are in order among themselves."""
    keys = [key(name) for name in names]
    # The last of the best runs of each length, by key and by number.
    ends: list[str] = []
    last: list[int] = []
    before: list[int] = []
    for number, each in enumerate(keys):
        length = bisect_right(ends, each)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [each]
        last[length : length + 1] = [number]
    run = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return run[::-1]
