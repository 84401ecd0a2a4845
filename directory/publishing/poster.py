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
from .fitting import MEASURES, Fit, Margins, emphasis, fit

# In shares of the width.
MARGINS = Margins(sides=0.018, above=0.07, below=0.058)
# Sheets by their width in millimetres, the smallest first; a unit is at least so many of them.
SHEETS = (420.0, 594.0, 841.0, 1189.0)
_LEAST_UNIT = 0.19


@dataclass(frozen=True, slots=True)
class Poster:
    """A picture of what was asked for, in the language on display."""

    panorama: Panorama
    tiles: dict[int, Tile]
    logos: dict[int, str]
    fit: Fit
    browse: PictureBrowse
    # The address of a path of the site.
    absolute: Callable[[str], str]

    @classmethod
    def of(cls, browse: PictureBrowse, absolute: Callable[[str], str]) -> Poster:
        """What a valid query string asks for. `absolute` makes an address of a path."""
        shown = panorama(browse)
        ids = shown.ids
        return cls(
            shown,
            tiles(browse.catalogue, ids),
            logos.embedded(ids),
            fit(shown, MARGINS),
            browse,
            absolute,
        )

    @property
    def width(self) -> float:
        return self.fit.width

    @property
    def height(self) -> float:
        return self.fit.height

    @property
    def title(self) -> str:
        title = words.clean(self.panorama.landscape.title) or _("Landscape")
        group = words.clean(self.browse.group_label)
        return f"{title} · {group}" if group else title

    @property
    def address(self) -> str:
        """Of the page that shows the same."""
        return self.absolute(self.browse.page)

    @property
    def asked_in_words(self) -> str:
        asked = words.criteria(self.browse.asked_in_words)
        if asked and not self.panorama.matching:
            return _("No project satisfies all of this: %(asked)s") % {"asked": asked}
        return asked

    def share(self, part: Plate | Section) -> str:
        """How many projects a heading counts, as on the page."""
        if not self.browse.is_narrowed:
            return f"{part.total:,}"
        counts = {"matching": f"{part.matching:,}", "total": f"{part.total:,}"}
        return _("%(matching)s of %(total)s") % counts

    @property
    def millimetres(self) -> tuple[float, float]:
        """Of a sheet on which it can be read: A3 at least, A0 at most."""
        fits = (sheet for sheet in SHEETS if sheet >= self.width * _LEAST_UNIT)
        width = next(fits, SHEETS[-1])
        return width, width * self.height / self.width

    @property
    def summary(self) -> str:
        """How much there is, and of when."""
        shown = self.panorama
        categories = ngettext("%(count)s category", "%(count)s categories", len(shown.plates))
        said = [self._projects, categories % {"count": len(shown.plates)}]
        if shown.landscape.facts_as_of:
            day = date_format(shown.landscape.facts_as_of, "DATE_FORMAT")
            said.append(_("facts as of %(date)s") % {"date": day})
        return " · ".join(said)

    @property
    def _projects(self) -> str:
        found, total = self.panorama.matching, self.panorama.total
        if found == total:
            total = self.browse.total
        if found == total:
            said = ngettext("%(count)s project", "%(count)s projects", total)
            return said % {"count": f"{total:,}"}
        return _("%(found)s of %(total)s projects") % {"found": f"{found:,}", "total": f"{total:,}"}

    @property
    def links(self) -> Iterator[tuple[Box, str]]:
        """Where a category's name or a tile is, and where it leads."""
        heading_height = MEASURES.plate_heading * emphasis(self.width)
        right, down = self.width * MARGINS.sides, self.width * MARGINS.above
        for plate, placed in zip(self.panorama.plates, self.fit.layout.plates, strict=True):
            x, y, width, _height = placed.box
            heading = Box(x + right, y + down, width, heading_height)
            yield heading, self.absolute(plate.category.get_absolute_url())
            for section, drawn in zip(plate.sections, placed.sections, strict=True):
                for project, box in zip(section.ids, drawn.tiles, strict=False):
                    if project in self.tiles:
                        moved = box._replace(x=box.x + right, y=box.y + down)
                        yield moved, self.absolute(self.tiles[project].url)
