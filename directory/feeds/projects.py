"""Projects as entries of a feed: those of the list, those that are new, those that have ended."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from directory.browse import Browse, Entry, entries
from directory.catalogue import FILTERS
from directory.filters import Sort
from directory.models import Project
from directory.querysets.records import ended_since, public_since

from .identity import tag
from .kinds import FeedKind
from .newest import Since, newest, times
from .page import SIZE, Feed


class ProjectItem(NamedTuple):
    """`published` is since when what the feed is about holds, as far as it is on record; `event` is
    what of a project an entry tells, if it is not the project itself."""

    entry: Entry
    published: datetime
    event: str = ""

    @property
    def id(self) -> str:
        return tag(f"projects/{self.entry.project.pk}" + (f"/{self.event}" if self.event else ""))

    @property
    def updated(self) -> datetime:
        return max(self.published, self.entry.project.modified)


class ListFeed(Feed, Browse):
    """The list as a feed: its query string, what was added last first if nothing else is asked."""

    name = "projects"
    heading = _("Directory")
    says = ""
    shown_at = "directory:project_list"
    page_size = SIZE
    since: Since = staticmethod(public_since)
    event = ""

    def usual_sort(self, q: str | None) -> Sort:
        return Sort.CREATED

    @cached_property
    def items(self) -> list[ProjectItem]:
        rows = Project.objects.for_feeds()
        return [
            ProjectItem(entry, self._times.get(entry.project.pk, entry.project.created), self.event)
            for entry in entries(self.catalogue, self.page_ids, rows)
        ]

    @cached_property
    def _times(self) -> dict[int, datetime]:
        return times(self.page_ids, self.since)


class NewFeed(ListFeed):
    """What became public last comes first, however long it had been a draft."""

    name = FeedKind.NEW
    heading = FeedKind.NEW.label
    says = FeedKind.NEW.says
    parameters = ("q", *FILTERS, "page")

    @cached_property
    def page_ids(self) -> list[int]:
        found = newest(self.catalogue, self.ids, self.since, self.last)
        return found[self.first - 1 :]


class EndedFeed(NewFeed):
    """What was last found to have ended comes first. An end is another entry than its project."""

    name = FeedKind.ENDED
    heading = FeedKind.ENDED.label
    says = FeedKind.ENDED.says
    since = staticmethod(ended_since)
    event = "end"

    @property
    def ids(self) -> BitMap:
        return FeedKind.ENDED.among(super().ids, self.catalogue)

    @property
    def page_path(self) -> str:
        return self.path_of_page(status=self.wanted.get("status", list(Project.ENDED)))
