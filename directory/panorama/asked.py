"""What the panorama's query string asks: the list's, a group, what becomes of other projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from directory.browse import Browse, Option
from directory.filters import PanoramaFilter, Show, Size
from directory.models.translated import Localized, column_language


class PanoramaBrowse(Browse):
    """The list's filters and search, and how the panorama shows what they find."""

    # A picture of more would be no picture; what has no room is a link to the others.
    tiles_at_most = 3_000

    filters = PanoramaFilter
    parameters = (*(name for name in Browse.parameters if name != "page"), "group", "show", "size")

    @property
    def show(self) -> Show:
        return Show(self.asked.get("show", Show.FADE))

    @property
    def can_fade(self) -> bool:
        """Whether there is room for what was not asked for."""
        return self.total <= self.tiles_at_most

    @property
    def size(self) -> Size:
        return Size(self.asked.get("size", Size.MEDIUM))

    @cached_property
    def group(self) -> Mapping[str, Any] | None:
        """The group of categories that was asked for; None stands for all categories."""
        wanted = self.asked.get("group")
        return next((group for group in self._groups if group["slug"] == wanted), None)

    @property
    def _groups(self) -> list[Mapping[str, Any]]:
        return list(self.catalogue.taxonomy.landscape.groups)

    def query(self, **changes: Any) -> str:
        state = {**self.asked, **changes}
        usual = {"show": Show.FADE, "size": Size.MEDIUM}
        left_out = {name: None for name, value in usual.items() if state.get(name) == value}
        return super().query(**changes | left_out)

    @property
    def list_query(self) -> str:
        """How the list is asked for the same projects."""
        return self.query(group=None, show=None, size=None)

    @property
    def everywhere_url(self) -> str:
        return self.url(group=None)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        yield from super().kept
        yield from self.pairs("group", "show", "size")

    @property
    def groups(self) -> list[Option]:
        """The tabs; none where the landscape has no groups."""
        if not self._groups:
            return []
        whole = Option(_("Everything"), self.everywhere_url, self.group is None)
        return [whole, *(self._tab(group) for group in self._groups)]

    @property
    def group_label(self) -> str:
        """What the group that was asked for is called; empty for all categories."""
        return _label(self.group) if self.group else ""

    def _tab(self, group: Mapping[str, Any]) -> Option:
        return Option(_label(group), self.url(group=group["slug"]), group is self.group)

    @property
    def shows(self) -> list[Option]:
        return [Option(str(s.label), self.url(show=s.value), s == self.show) for s in Show]

    @property
    def sizes(self) -> list[Option]:
        return [Option(str(s.label), self.url(size=s.value), s == self.size) for s in Size]


def _label(group: Mapping[str, Any]) -> Localized:
    shown = column_language()
    language = shown if group.get(shown) else "en" if shown == "zh" else "zh"
    return Localized(group[language], language, language != shown)
