"""Relations as sentences and as a picture, rendered once per catalogue and language."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from django.template.loader import get_template
from django.utils.translation import get_language

from directory.catalogue import Catalogue, once_per_catalogue
from directory.filters import Size
from directory.relations import Edge, ends, listed, pictures

SENTENCES_KEPT = 5_000
PICTURES_KEPT = 16


@once_per_catalogue
def _sentences(_catalogue: Catalogue) -> dict[tuple[str, int], str]:
    return {}


@once_per_catalogue
def _pictures(_catalogue: Catalogue) -> dict[Hashable, str]:
    return {}


def sentences(catalogue: Catalogue, edges: Sequence[Edge]) -> dict[int, str]:
    """Safe HTML by relation: items of a list, each with its source."""
    kept, language = _sentences(catalogue), get_language() or ""
    found = {e.pk: kept[language, e.pk] for e in edges if (language, e.pk) in kept}
    if missing := [edge for edge in edges if edge.pk not in found]:
        template = get_template("directory/_told.html")
        rows = listed([edge.pk for edge in missing], ends(catalogue, missing))
        fresh = {told.relation.pk: template.render({"item": told}) for told in rows}
        found |= fresh
        if len(kept) + len(fresh) <= SENTENCES_KEPT:
            kept.update({(language, pk): html for pk, html in fresh.items()})
    return found


def drawing(catalogue: Catalogue, edges: Sequence[Edge], size: Size) -> str:
    """Safe HTML."""
    kept = _pictures(catalogue)
    key = (get_language(), size, tuple(edge.pk for edge in edges))
    if key in kept:
        return kept[key]
    context = {
        "pictures": pictures(edges, ends(catalogue, edges), size),
        "fits": size != Size.LARGE,
    }
    html = get_template("directory/_graph.html").render(context)
    if len(kept) < PICTURES_KEPT:
        kept[key] = html
    return html
