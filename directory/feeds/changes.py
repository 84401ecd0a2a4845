"""Changes as entries of a feed: of the whole directory, or of one project."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext

from directory.changes import ChangesBrowse, Entry, Folded, ProjectChanges, Told
from directory.filters import ChangeKind
from directory.models import Project
from directory.querysets import ProjectQuerySet
from directory.wording import labelled, listed

from .identity import tag
from .kinds import FeedKind
from .page import SIZE, Feed

# How many of the things that changed an entry tells, and the first of more than these, which
# its title names too.
_TOLD = 12
_NAMED = 3
# How long a value in a title is at the most.
_SHORT = 40


class ChangeItem(NamedTuple):
    """`project` is None where many changed at once, or where it is gone by now."""

    change: Entry | Folded
    project: Project | None

    @property
    def id(self) -> str:
        moment = self.change.time.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        if isinstance(self.change, Folded):
            return tag(f"changes/{moment}")
        return tag(f"projects/{self.change.project}/changes/{moment}")

    @property
    def updated(self) -> datetime:
        return self.change.time

    @property
    def title(self) -> str:
        if isinstance(self.change, Folded):
            number = self.change.projects
            said = npgettext(
                "changes", "%(counter)s project", "%(counter)s projects at once", number
            )
            return said % {"counter": localize(number)}
        if self.project is None:
            return _changed(self.change)
        if self.is_new:
            return _("New: %(name)s") % {"name": self.project.display_name}
        return _("%(name)s: %(changed)s") % {
            "name": self.project.display_name,
            "changed": _changed(self.change),
        }

    @property
    def is_new(self) -> bool:
        told = () if isinstance(self.change, Folded) else self.change.told
        return any(each.kind == ChangeKind.NEW for each in told)

    @property
    def shows_project(self) -> bool:
        """Whether it says what the project is: what was withdrawn since is only named."""
        shown = self.project is not None and self.project.state == Project.State.PUBLISHED
        return shown and self.is_new

    @property
    def told(self) -> list[Told]:
        """As much as fits into an entry."""
        told = self._all_told
        return told if len(told) <= _TOLD else told[:_NAMED]

    @property
    def more(self) -> int:
        return len(self._all_told) - len(self.told)

    @property
    def _all_told(self) -> list[Told]:
        """But not that the project is new, which the title says."""
        if isinstance(self.change, Folded):
            return []
        titled = {ChangeKind.NEW} if self.project else set()
        return [told for told in self.change.told if told.kind not in titled]

    @property
    def path(self) -> str:
        """Of a page that is there for as long as anything is known."""
        if self.project is None:
            day = self.change.day
            return reverse("directory:changes") + f"?since={day}&until={day}"
        if self.project.state == Project.State.WITHDRAWN:
            return reverse("directory:project_history", args=[self.project.slug])
        return self.project.get_absolute_url()


def _changed(entry: Entry) -> str:
    first = entry.told[0]
    if first.kind == ChangeKind.MERGES:
        return labelled(first.what, first.pieces[0].text)
    if len(entry.told) == 1 and (said := _before_and_after(entry.told[0])):
        return said
    whats = list(dict.fromkeys(told.what for told in entry.told))
    named = listed(whats[:_NAMED])
    return named + ("…" if len(whats) > _NAMED else "")


def _before_and_after(told: Told) -> str:
    """Empty where a title has no room for it."""
    match told.pieces:
        case [("del", before), ("ins", after)] if max(len(before), len(after)) <= _SHORT:
            return f"{told.what} {before} → {after}"
        case _:
            return ""


class ChangesFeed(Feed, ChangesBrowse):
    name = FeedKind.CHANGES
    heading = FeedKind.CHANGES.label
    says = FeedKind.CHANGES.says
    shown_at = "directory:changes"

    @property
    def criteria(self) -> list[str]:
        kinds = [str(ChangeKind(kind).label) for kind in self.kinds]
        by = [str(self.maintainer)] if self.maintainer else []
        return [*self.asked_in_words, *kinds, *by]

    @cached_property
    def items(self) -> list[ChangeItem]:
        return [
            ChangeItem(change, self.projects.get(getattr(change, "project", 0)))
            for change in self.page.items
        ]

    @property
    def rows(self) -> ProjectQuerySet:
        return Project.objects.known().for_feeds()

    @property
    def next_url(self) -> str | None:
        return self.older_url


class HistoryFeed(Feed, ProjectChanges):
    """What changed in one project."""

    name = "history"
    heading = gettext_lazy("History")
    says = gettext_lazy("Who changed what, when and why, newest first.")
    page_size = SIZE

    @property
    def id(self) -> str:
        return tag(f"projects/{self.history.project.pk}/changes")

    @property
    def criteria(self) -> list[str]:
        return [str(self.history.project)]

    @property
    def page_path(self) -> str:
        return reverse("directory:project_history", args=[self.history.project.slug])

    @cached_property
    def items(self) -> list[ChangeItem]:
        return [ChangeItem(entry, self.history.project) for entry in self.entries]
