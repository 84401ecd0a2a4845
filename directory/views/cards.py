"""Cards and table rows, rendered once per version of a project and language, and joined."""

from collections.abc import Sequence

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from directory.browse import Entry, entries
from directory.catalogue import CARDS_KEPT, Catalogue
from directory.text import Phrase

TEMPLATES = {"cards": "directory/_card.html", "table": "directory/_row.html"}
# Stands in a kept card for the query string that leads back to the result it is shown in.
_BACK = "?back=here"


def render(
    catalogue: Catalogue, ids: Sequence[int], view: str, phrases: Sequence[Phrase], back: str
) -> SafeString:
    """The projects of these ids as cards or rows; `back` is the query string of the result.

    With a search its hits are marked, so nothing is kept.
    """
    kept = {} if phrases else catalogue.cards
    language = get_language() or ""
    keys = [(view, language, i) for i in ids]
    missing = [key[2] for key in keys if key not in kept]
    fresh = {}
    if missing:
        template = get_template(TEMPLATES[view])
        for entry in entries(catalogue, missing):
            context = {"entry": entry, "project": entry.project, "phrases": phrases, "back": _BACK}
            fresh[view, language, entry.project.pk] = template.render(context)
        if len(kept) + len(fresh) <= CARDS_KEPT:
            kept.update(fresh)
    html = "".join(fresh.get(key) or kept.get(key, "") for key in keys)
    return mark_safe(html.replace(_BACK, f"?{back}" if back else ""))


def as_entries(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, Entry]:
    return {entry.project.pk: entry for entry in entries(catalogue, ids)}
