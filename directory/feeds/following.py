"""What the page that explains the feeds is asked for: which kind, of which projects."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy
from pyroaring import BitMap

from directory.browse import Browse
from directory.catalogue import FILTERS
from directory.filters import ProjectFilter, one_of

from .kinds import FeedKind


class FollowFilter(ProjectFilter):
    what = one_of(FeedKind, pgettext_lazy("feeds", "What"))


class FollowBrowse(Browse):
    filters = FollowFilter
    parameters = ("q", *FILTERS, "what")

    @property
    def what(self) -> FeedKind:
        return FeedKind(self.asked.get("what", FeedKind.NEW))

    @property
    def ids(self) -> BitMap:
        return self.what.among(super().ids, self.catalogue)

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
