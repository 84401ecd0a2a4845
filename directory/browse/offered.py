"""What a page offers to choose and to take back, ready for templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import npgettext

from directory.models import Category


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    selected: bool
    category: Category | None = None

    @property
    def unit(self) -> str:
        """What stands after the number, for those who cannot see that it is one of projects."""
        return npgettext("after a number", "project", "projects", self.count)


class Facet(NamedTuple):
    name: str
    label: str
    all_of: bool
    choices: list[Choice]
    hidden: int
    open: bool


class Chip(NamedTuple):
    """A chosen value. `joiner` is how it is joined to the one before: `and`, `or` or nothing."""

    label: str
    joiner: str
    url: str


class Option(NamedTuple):
    label: str
    url: str
    current: bool
