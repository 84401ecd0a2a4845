"""Tiles of the panorama, rendered once per version of a project and language, and joined."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from directory.catalogue import TILES_KEPT, Catalogue
from directory.panorama import Panorama, tiles

# Stands in a kept tile for the query string that leads back to the result it is shown in.
_BACK = "?back=here"
_TILE = '<li class="tile'


class Tiles:
    """The tiles of a panorama; `back` is the query string of what was asked for."""

    def __init__(self, catalogue: Catalogue, panorama: Panorama, back: str):
        self.html = _rendered(catalogue, panorama)
        self.matches = panorama.matches
        self.back = f"?{back.replace('&', '&amp;')}" if back else ""

    def join(self, ids: Iterable[int]) -> SafeString:
        return mark_safe("".join(map(self._one, ids)))

    def _one(self, project_id: int) -> str:
        html = self.html.get(project_id, "")
        if project_id in self.matches:
            return html.replace(_BACK, self.back, 1)
        return html.replace(_BACK, "", 1).replace(_TILE, f"{_TILE} faded", 1)


def _rendered(catalogue: Catalogue, panorama: Panorama) -> dict[int, str]:
    language = get_language() or ""
    kept = catalogue.tiles
    ids = panorama.ids
    missing = [i for i in ids if (language, i) not in kept]
    fresh = _fresh(catalogue, missing, panorama)
    if len(kept) + len(fresh) <= TILES_KEPT:
        kept.update({(language, i): html for i, html in fresh.items()})
    return {i: fresh.get(i) or kept.get((language, i), "") for i in ids}


def _fresh(catalogue: Catalogue, ids: list[int], panorama: Panorama) -> dict[int, str]:
    if not ids:
        return {}
    template = get_template("directory/_tile.html")
    return {
        i: template.render({"tile": tile, "large": i in panorama.large, "back": _BACK})
        for i, tile in tiles(catalogue, ids).items()
    }
