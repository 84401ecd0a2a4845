"""The public history of one project, read once, whatever a page shows of it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from directory.models import Project
from directory.services import history

from .as_of import AsOf, as_of
from .entries import Entry, grouped
from .states import between
from .told import Told
from .visible import Visible


class ProjectHistory:
    def __init__(self, project: Project):
        self.project = project
        self._records = history.records(project)
        self._visible = Visible.among(record for group in self._records for record in group)

    @cached_property
    def entries(self) -> list[Entry]:
        """Newest first."""
        pairs = history.told_of(self.project, self._records)
        return grouped(pairs, self._visible, self.project.pk)

    @property
    def began(self) -> datetime:
        """When the first thing happened that is on record; there must be any."""
        return self.entries[-1].time

    @cached_property
    def published(self) -> datetime | None:
        """When the project was first published; None if that was before the record begins."""
        first = self._first
        if first is None or first.history_change_reason == history.BEFORE:
            return None
        return max(first.history_date, self._visible.since(self.project.pk))

    @cached_property
    def _first(self) -> Any:
        """The oldest row of the project's own, if there is any."""
        own = (r for group in self._records for r in group if history.is_own(r, self.project))
        return next(own, None)

    def between(self, one: datetime, other: datetime) -> list[Told]:
        """How the project at the second time differs from the one at the first."""
        return between(self._at(one), self._at(other))

    def as_of(self, time: datetime) -> AsOf | None:
        """None if there was no page then."""
        if self.published and time < self.published:
            return None
        state = self._at(time)
        if self._first and (Project, self.project.pk) not in state:
            return None
        unrecorded = history.unrecorded(self.project, self._records)
        then = as_of(self.project, state, unrecorded)
        return None if then.project.state == Project.State.DRAFT else then

    def _at(self, time: datetime) -> history.State:
        return history.at(self._records, self.project, time)
