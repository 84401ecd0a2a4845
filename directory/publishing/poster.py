"""What is to be drawn on a sheet of paper, and how large that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.panorama import Box, Panorama, Plate, Section, Tile, panorama, tiles

from . import logos, words
from .asked import PictureBrowse
from .fitting import Fit, emphasis, fit
from .furniture import Furniture
from .kinds import Kind

# In millimetres, on paper on which names are to be read.
_LEAST_UNIT = 0.19


@dataclass(frozen=True, slots=True)
class Poster:
    """A picture of what was asked for, in the language on display."""

    panorama: Panorama
    tiles: dict[int, Tile]
    logos: dict[int, str]
    furniture: Furniture
    fit: Fit
    browse: PictureBrowse
    # The address of a path of the site.
    absolute: Callable[[str], str]

    @classmethod
    def of(cls, browse: PictureBrowse, absolute: Callable[[str], str]) -> Poster:
        """What a valid query string asks for. `absolute` makes an address of a path."""
        shown, kind = panorama(browse), browse.kind
        ids = shown.ids
        on_them = tiles(browse.catalogue, ids)
        around = Furniture(
            _title(shown, browse),
            _summary(shown, browse),
            _asked(shown, browse),
            shown.landscape,
            absolute(browse.page),
            kind,
        )
        heights = _heights(shown, on_them, kind)
        fitted = fit(shown, heights, around.margins, kind)
        return cls(shown, on_them, logos.embedded(ids), around, fitted, browse, absolute)

    @property
    def width(self) -> float:
        return self.fit.width

    @property
    def height(self) -> float:
        return self.fit.height

    @property
    def kind(self) -> Kind:
        return self.browse.kind

    @property
    def unit(self) -> float:
        """A thousandth of the width, as large as the kind of sheet has it."""
        return self.width / 1000 * self.kind.furniture

    @property
    def plates_at(self) -> tuple[float, float]:
        """The corner from which the boxes of plates count."""
        margins = self.fit.margins
        return margins.sides * self.width, margins.above * self.width

    @property
    def title(self) -> str:
        return self.furniture.full_title

    @property
    def summary(self) -> str:
        return self.furniture.summary

    @property
    def address(self) -> str:
        """Of the page that shows the same."""
        return self.furniture.full_address

    def share(self, part: Plate | Section) -> str:
        """How many projects a heading counts, as on the page."""
        if not self.browse.is_narrowed:
            return f"{part.total:,}"
        counts = {"matching": f"{part.matching:,}", "total": f"{part.total:,}"}
        return _("%(matching)s of %(total)s") % counts

    @property
    def millimetres(self) -> tuple[float, float]:
        """Of a sheet on which it can be read: A3 at least, A0 at most; or of a slide."""
        sheets = self.kind.sheets
        fits = (sheet for sheet in sheets if sheet >= self.width * _LEAST_UNIT)
        width = next(fits, sheets[-1])
        return width, width * self.height / self.width

    @property
    def links(self) -> Iterator[tuple[Box, str]]:
        """Where a category's name or a tile is, and where it leads."""
        heading_height = self.kind.measures.plate_heading * emphasis(self.width)
        right, down = self.plates_at
        for plate, placed in zip(self.panorama.plates, self.fit.layout.plates, strict=True):
            x, y, width, _height = placed.box
            heading = Box(x + right, y + down, width, heading_height)
            yield heading, self.absolute(plate.category.get_absolute_url())
            for section, drawn in zip(plate.sections, placed.sections, strict=True):
                for project, box in zip(section.ids, drawn.tiles, strict=False):
                    if project in self.tiles:
                        moved = box._replace(x=box.x + right, y=box.y + down)
                        yield moved, self.absolute(self.tiles[project].url)


def _heights(shown: Panorama, on_them: dict[int, Tile], kind: Kind) -> dict[int, float]:
    """What each tile needs, where it is no wider than it must be."""
    one, two = kind.measures.tile_width, 2 * kind.measures.tile_width + kind.measures.tile_gap
    return {
        i: kind.design.height(tile, two if (large := i in shown.large) else one, large)
        for i, tile in on_them.items()
    }


def _title(shown: Panorama, browse: PictureBrowse) -> str:
    title = words.clean(shown.landscape.title) or _("Landscape")
    group = words.clean(browse.group_label)
    return f"{title} · {group}" if group else title


def _asked(shown: Panorama, browse: PictureBrowse) -> str:
    asked = words.clean(words.criteria(browse.asked_in_words))
    if asked and not shown.matching:
        return _("No project satisfies all of this: %(asked)s") % {"asked": asked}
    return asked


def _summary(shown: Panorama, browse: PictureBrowse) -> str:
    """How much there is, and of when."""
    categories = ngettext("%(count)s category", "%(count)s categories", len(shown.plates))
    said = [_projects(shown, browse), categories % {"count": len(shown.plates)}]
    if shown.landscape.facts_as_of:
        day = date_format(shown.landscape.facts_as_of, "DATE_FORMAT")
        said.append(_("facts as of %(date)s") % {"date": day})
    return " · ".join(said)


def _projects(shown: Panorama, browse: PictureBrowse) -> str:
    found, total = shown.matching, shown.total
    if found == total:
        total = browse.total
    if found == total:
        said = ngettext("%(count)s project", "%(count)s projects", total)
        return said % {"count": f"{total:,}"}
    return _("%(found)s of %(total)s projects") % {"found": f"{found:,}", "total": f"{total:,}"}
