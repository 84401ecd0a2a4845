"""What can be followed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pyroaring import BitMap

from directory.catalogue import Catalogue


class FeedKind(models.TextChoices):
    NEW = "new", pgettext_lazy("changes", "New projects")
    CHANGES = "changes", pgettext_lazy("of the directory", "Changes")
    ENDED = "ended", _("Ended projects")

    @property
    def says(self) -> Any:
        """What its entries tell."""
        return _SAYS[self.value]

    def among(self, ids: BitMap, known: Catalogue) -> BitMap:
        """Those of some published projects that can be in it."""
        return ids & known.ended if self == FeedKind.ENDED else ids

    def path(self, query: str = "") -> str:
        """Of the feed of what a list's query string finds."""
        return reverse(f"directory:{self}_atom") + (f"?{query}" if query else "")


_SAYS = {
    "new": _("Projects as they become public, with what they are and whether they are alive."),
    "changes": _(
        "What was corrected in which project, by whom and why, as far as they are named, and what "
        "was withdrawn."
    ),
    "ended": _(
        "Projects found to be archived, discontinued, renamed or merged, with their successors."
    ),
}
