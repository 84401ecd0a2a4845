"""What the address of a project's history asks: a page, or two versions to compare."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.browse import Paged
from directory.filters import HistoryForm

from .entries import Entry, version
from .project_history import ProjectHistory
from .told import Told


class ProjectChanges(Paged):
    """`problems` says what cannot be answered, as a `Browse` does."""

    page_size = 30

    def __init__(self, query: QueryDict, history: ProjectHistory, path: str):
        self.history = history
        self.path = path
        form = HistoryForm(query)
        self.problems = [] if form.is_valid() else form.problems
        self.asked = {name: value for name, value in form.cleaned_data.items() if value}
        self.number: int = self.asked.get("page", 1)
        if not self.problems:
            self.problems = self._problems(form)

    def _problems(self, form: HistoryForm) -> list[tuple[Any, str, str]]:
        label = form.fields
        if ("from" in self.asked) != ("to" in self.asked):
            missing = "to" if "from" in self.asked else "from"
            says = _("Two versions are compared: choose another one as well.")
            return [(label[missing].label, missing, says)]
        says = _("The project was not yet published then.")
        return [
            (label[name].label, name, says)
            for name in ("from", "to")
            if name in self.asked and self._is_too_early(self.asked[name])
        ]

    def _is_too_early(self, time: datetime) -> bool:
        published = self.history.published
        return published is not None and time + timedelta(seconds=1) <= published

    @property
    def is_comparison(self) -> bool:
        return "from" in self.asked and not self.problems

    @property
    def times(self) -> tuple[datetime, datetime]:
        """Of the two versions, the older one first."""
        one, other = sorted((self.asked["from"], self.asked["to"]))
        return one, other

    @cached_property
    def differences(self) -> list[Told]:
        """Versions are named by the second: all that happened within it belongs to them."""
        one, other = (time + timedelta(seconds=1, microseconds=-1) for time in self.times)
        return self.history.between(one, other)

    @property
    def count(self) -> int:
        return len(self.history.entries)

    @property
    def entries(self) -> list[Entry]:
        """Of this page."""
        return self.history.entries[self.first - 1 : self.last]

    @property
    def before_all(self) -> str:
        """The version that the record begins with, if it begins with one."""
        if self.history.published or not self.history.entries:
            return ""
        return version(self.history.began - timedelta(seconds=1))

    @property
    def corrected_url(self) -> str:
        return self.path

    def page_url(self, number: int) -> str:
        return self.path + (f"?{urlencode({'page': number})}" if number > 1 else "")
