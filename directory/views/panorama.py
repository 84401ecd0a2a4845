"""The landscape as a picture, and the card of one of its tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from directory.filters import Size
from directory.media_types import CSV, JSON, MARKDOWN
from directory.models import Project
from directory.panorama import (
    Measures,
    Panorama,
    PanoramaBrowse,
    Plate,
    Row,
    Section,
    arrange,
    panorama,
    plate_height,
)
from directory.views import cards
from directory.views.moved import follows
from directory.views.negotiation import also_as
from directory.views.public import public
from directory.views.site import catalogue_of
from directory.views.tiles import Tiles

# What map.css makes of a window of 1440 pixels, by which plates are packed for every wide window.
MEASURES = {
    Size.SMALL: Measures(width=1334, tile_width=104, tile_height=52, padding=17),
    Size.MEDIUM: Measures(width=1334, tile_width=100, tile_height=88, padding=17),
    Size.LARGE: Measures(width=1334, tile_width=136, tile_height=112, padding=17),
}
# Of the height of a row; what is lower would have tiles that look empty.
EVEN = 0.7


class DrawnSection(NamedTuple):
    section: Section
    span: int
    headed: bool
    tiles: SafeString


class DrawnPlate(NamedTuple):
    plate: Plate
    sections: list[DrawnSection]


class DrawnStack(NamedTuple):
    """Plates one below another; `even` if they are about as high as what stands beside them."""

    span: int
    even: bool
    plates: list[DrawnPlate]


@public
@also_as(JSON, CSV, MARKDOWN, of="directory:project_list")
def panorama_map(request: HttpRequest) -> HttpResponse:
    browse = PanoramaBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    shown = panorama(browse)
    context = {"browse": browse, "panorama": shown, "stacks": list(stacks(browse, shown))}
    return render(request, "directory/map.html", context)


def stacks(browse: PanoramaBrowse, shown: Panorama) -> Iterator[DrawnStack]:
    """The plates as the page's grid takes them: those of a row fill its columns."""
    measures = MEASURES[browse.size]
    arrangement = arrange(shown.shapes(), measures)
    tiles = Tiles(browse.catalogue, shown, browse.list_query)
    packed = arrangement.plates
    for row, height in zip(packed.rows, packed.heights, strict=True):
        for stack in row:
            places = range(stack.first, stack.end)
            drawn = [_drawn(shown.plates[i], arrangement.sections[i].rows, tiles) for i in places]
            own = sum(plate_height(arrangement.sections[i], measures) for i in places)
            yield DrawnStack(stack.span, own > height * EVEN, drawn)


def _drawn(plate: Plate, rows: Sequence[Row], tiles: Tiles) -> DrawnPlate:
    spans = [stack.span for row in rows for stack in row]
    return DrawnPlate(
        plate,
        [
            DrawnSection(
                section, span, section.category is not plate.category, tiles.join(section.ids)
            )
            for section, span in zip(plate.sections, spans, strict=True)
        ],
    )


@public
@follows(Project.objects.by_old_slug)
def tile_card(request: HttpRequest, slug: str) -> HttpResponse:
    """What a tile tells when it is pointed at: a fragment, for 2,400 of them fit no page."""
    project = Project.objects.published().only("pk").by_slug(slug)
    if project is None:
        raise Http404
    return HttpResponse(cards.render(catalogue_of(request), [project.pk], "cards", (), ""))
