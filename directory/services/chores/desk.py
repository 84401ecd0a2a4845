"""Whose work is looked at: that of somebody who looks after a part of the directory, or all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from directory.querysets import SuggestionQuerySet, chores
from directory.services.permissions import TABLE, Action, Role, standing


@dataclass(frozen=True)
class Desk:
    """`is_whole` is the work in the whole directory, whoever looks after it."""

    user: Any
    is_whole: bool = False

    @cached_property
    def has_everything(self) -> bool:
        return self.is_whole or self._edits(standing(self.user).everything)

    @cached_property
    def categories(self) -> list[int]:
        held = standing(self.user).categories
        return [pk for pk, roles in held.items() if self._edits(roles)]

    @cached_property
    def projects(self) -> list[int]:
        held = standing(self.user).projects
        return [pk for pk, roles in held.items() if self._edits(roles)]

    @property
    def has_anything(self) -> bool:
        return bool(self.has_everything or self.categories or self.projects)

    def of(self, rows: QuerySet, way: str = "") -> QuerySet:
        """Rows that lead by `way`, such as `project__`, to what is looked after."""
        if self.has_everything:
            return rows
        return chores.looked_after(rows, self.categories, self.projects, way)

    def of_suggestions(self, suggestions: SuggestionQuerySet) -> QuerySet:
        """About what is looked after, or what would be new there."""
        if self.has_everything:
            return suggestions
        about = self.of(suggestions, "project__")
        return about | chores.of_known_place(suggestions, self.categories)

    @staticmethod
    def _edits(roles: frozenset[Role]) -> bool:
        return bool(roles & TABLE[Action.EDIT])
