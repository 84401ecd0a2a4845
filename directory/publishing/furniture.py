"""What stands above and below the plates, and how much room that takes.

Lengths are thousandths of the sheet's width, before a kind of sheet makes them smaller.
"""

from __future__ import annotations

from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.browse import license_label
from directory.models import Landscape

from . import words
from .fitting import Margins
from .kinds import Kind

SIDES = 18.0
TITLE, SUMMARY, ASKED, SMALL = 27.0, 10.5, 9.5, 7.5
_LEAST_BESIDE, _LEAST_TITLE = 17.0, 7.0
# Of the width, what a title may take beside the summary.
_TITLE_SHARE = 0.58
HEAD, FOOT = 70.0, 58.0
ASKED_LEADING, SMALL_LEADING = 13.5, 11.0
# A query string may ask for hundreds of things, and be thousands of characters long.
_ASKED_AT_MOST, _ADDRESS_AT_MOST = 8, 5


class Furniture:
    def __init__(
        self, title: str, summary: str, asked: str, landscape: Landscape, address: str, kind: Kind
    ) -> None:
        self.full_title = title
        self.summary = summary
        self.full_asked = asked
        self.landscape = landscape
        self.full_address = address
        self.scale = kind.furniture

    @property
    def across(self) -> float:
        return (1000 - 2 * SIDES) / self.scale

    @cached_property
    def margins(self) -> Margins:
        above = HEAD + len(self.notes) * ASKED_LEADING
        below = FOOT + (max(len(self.source), len(self.address)) - 2) * SMALL_LEADING
        return Margins(SIDES / 1000, above * self.scale / 1000, below * self.scale / 1000)

    @cached_property
    def title_size(self) -> float:
        """Smaller, before the group at the end of a long title is lost."""
        ems = words.width(self.full_title, bold=True)
        beside = min(TITLE, self.across * _TITLE_SHARE / max(ems, 1))
        alone = max(_LEAST_TITLE, min(TITLE, self.across / max(ems, 1)))
        return beside if beside >= _LEAST_BESIDE else alone

    @property
    def title(self) -> str:
        return words.shortened(self.full_title, self.across / self.title_size, bold=True)

    @property
    def summary_beside(self) -> bool:
        """Whether the title leaves room for it."""
        width = words.width(self.full_title, bold=True) * self.title_size
        return width <= self.across * _TITLE_SHARE + 1

    @cached_property
    def notes(self) -> list[str]:
        """Lines below the title."""
        ems = self.across / ASKED
        asked = words.lines(self.full_asked, ems, _ASKED_AT_MOST)
        return asked if self.summary_beside else [*words.lines(self.summary, ems), *asked]

    @cached_property
    def source(self) -> list[str]:
        ems = self.across * 0.55 / SMALL
        attribution = words.clean(self.landscape.attribution or self.landscape.community)
        return [*words.lines(attribution, ems), *words.lines(_terms(self.landscape), ems)]

    @cached_property
    def address(self) -> list[str]:
        return words.lines(self.full_address, self.across * 0.42 / SMALL, _ADDRESS_AT_MOST)


def _terms(landscape: Landscape) -> str:
    said = [_("Drawn on %(date)s") % {"date": date_format(timezone.localdate(), "DATE_FORMAT")}]
    if landscape.license:
        said.insert(0, _("Data: %(license)s") % {"license": license_label(landscape.license)})
    return " · ".join(said)
