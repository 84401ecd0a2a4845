"""Which of many changes somebody wants.

The page itself carries it from one of its parts to the next, so that who confirms gets what that
page says, whatever happens in other windows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from directory.services.exchange.plan import Change
from directory.services.exchange.terms import Key

SHOWN_CHANGES = (Change.NEW, Change.CHANGED, Change.WITHDRAWN)
AT_ONCE = 100

# What a report says of one object.
Told = Mapping[str, Any]


@dataclass
class Choice:
    """Changes are known by their number in the report. `kind` is the only kind of change that is
    on display, empty for all; `stamp` tells this report from the one that comes after it."""

    changes: Sequence[Told]
    unwanted: set[int] = field(default_factory=set)
    kind: str = ""
    page_number: str = "1"

    @classmethod
    def of_form(cls, changes: Sequence[Told], sent: QueryDict) -> Choice:
        """As a page was sent. Raises Outdated if that was about other changes than these."""
        kind = sent.get("show", sent.get("kind", ""))
        choice = cls(changes, kind=kind if kind in SHOWN_CHANGES else "")
        if sent.get("stamp") != choice.stamp:
            raise Outdated
        shown = choice.numbers_in(sent.get("shown", ""))
        ticked = choice.numbers_in(",".join(sent.getlist("wanted")))
        choice.unwanted = choice.numbers_in(sent.get("unwanted", "")) - shown | (shown - ticked)
        choice._tick(sent.get("tick"))
        here = "1" if "show" in sent else sent.get("here", "1")
        choice.page_number = sent.get("page", here)
        return choice

    def _tick(self, which: str | None) -> None:
        """Everything on display, on all its pages, or nothing of it."""
        if which == "all":
            self.unwanted -= set(self.displayed)
        elif which == "none":
            self.unwanted |= set(self.displayed)

    def for_changes(self, changes: Sequence[Told]) -> Choice:
        """The same choice among other changes, as far as they are of the same objects."""
        unwanted = {identity(self.changes[number]) for number in self.unwanted}
        numbers = {i for i, change in enumerate(changes) if identity(change) in unwanted}
        return Choice(changes, numbers, self.kind)

    def numbers_in(self, text: str) -> set[int]:
        return set(_numbers(text, len(self.changes)))

    @cached_property
    def stamp(self) -> str:
        return hashlib.sha256(json.dumps(self.changes, sort_keys=True).encode()).hexdigest()[:16]

    @cached_property
    def displayed(self) -> list[int]:
        """What is new first, then what changes, then what goes."""
        kinds = [self.kind] if self.kind else SHOWN_CHANGES
        return [
            number
            for kind in kinds
            for number, change in enumerate(self.changes)
            if change["change"] == kind
        ]

    @cached_property
    def page(self) -> Page:
        return Paginator(self.displayed, AT_ONCE).get_page(self.page_number)

    @property
    def wanted(self) -> list[tuple[str, Key]]:
        return [
            identity(change)
            for number, change in enumerate(self.changes)
            if number not in self.unwanted
        ]

    @property
    def shown_ranges(self) -> str:
        return ranges(self.page.object_list)

    @property
    def unwanted_ranges(self) -> str:
        return ranges(self.unwanted)


class Outdated(Exception):
    """A page that was sent shows other changes than those that are kept now."""


def identity(change: Told) -> tuple[str, Key]:
    """As plans name an object; JSON has no tuples."""
    key = change["key"]
    return change["kind"], tuple(key) if isinstance(key, list) else key


def ranges(numbers: Iterable[int]) -> str:
    """`0-2,7` for 0, 1, 2 and 7."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(f"{low}-{high}" if low < high else str(low) for low, high in found)


def _numbers(text: str, end: int) -> Iterator[int]:
    """What `ranges` wrote, below `end`; what makes no sense is nothing."""
    for part in text.split(","):
        low, _dash, high = part.partition("-")
        if _is_number(low) and _is_number(high or low):
            yield from range(int(low), min(int(high or low) + 1, end))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
