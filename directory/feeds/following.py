"""What the page that explains the feeds is asked for: which kind, of which projects."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.browse import Browse
from directory.catalogue import FILTERS
from directory.filters import ProjectFilter, one_of


class Followed(models.TextChoices):
    NEW = "new", pgettext_lazy("changes", "New projects")
    CHANGES = "changes", pgettext_lazy("of the directory", "Changes")
    ENDED = "ended", _("Ended projects")

    def path(self, query: str = "") -> str:
        """Of the feed of what a list's query string finds."""
        return reverse(f"directory:{self}_atom") + (f"?{query}" if query else "")


class FollowFilter(ProjectFilter):
    what = one_of(Followed, pgettext_lazy("feeds", "What"))


class FollowBrowse(Browse):
    filters = FollowFilter
    parameters = ("q", *FILTERS, "what")

    @property
    def what(self) -> Followed:
        return Followed(self.asked.get("what", Followed.NEW))

    @property
    def feed_path(self) -> str:
        return self.what.path(self.list_query)

    @property
    def list_query(self) -> str:
        return self.query(what=None)

    @property
    def category(self) -> str | None:
        """What the form has chosen: nothing, or a category; None if there are several."""
        chosen = self.wanted.get("category", [])
        return None if len(chosen) > 1 else "".join(chosen)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What the form sends along: all that was asked and has no place in it."""
        shown = {"category"} if self.category is not None else set()
        return self.pairs(*(name for name in FILTERS if name not in shown))
