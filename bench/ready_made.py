"""The floor of a page: its template, rendered from dictionaries in which everything is ready."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import QueryDict
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from directory import catalogue
from directory.browse import Browse, Entry, entries

# What the templates ask of each.
BROWSE = (
    *("asked", "catalogue", "chips", "cleared_url", "count", "facets", "first", "is_narrowed"),
    *("kept", "last", "next_url", "number", "page_links", "pages", "phrases", "previous_url", "q"),
    *("sorts", "total", "view", "views"),
)
PROJECT = (
    *("display_name", "foundation", "foundation_via", "get_absolute_url", "get_maturity_display"),
    *("get_status_display", "is_ended", "languages", "last_activity", "license", "maturity"),
    *("status", "summary", "unverified"),
)
LANDSCAPE = (
    *("attribution", "community", "community_url", "facts_as_of", "introduction", "license"),
    *("source_url", "title"),
)
PAGE = "directory/project_list.html"
CARD = "directory/_card.html"


def list_page(query: str, *, cards_too: bool) -> Callable[[], str]:
    """A function that renders the list for a query string; without its cards they are ready too."""
    with override("zh-hans"):
        browse = Browse(QueryDict(query), catalogue.current(), "/")
        page = {
            "browse": _plain({name: getattr(browse, name) for name in BROWSE}),
            "landscape": _chosen(browse.catalogue.taxonomy.landscape, LANDSCAPE),
            "request": {"path": "/", "resolver_match": {"url_name": "project_list"}},
            "origin": "http://localhost",
            "here_zh": f"/?{query}",
            "here_en": f"/en/?{query}",
        }
        cards = [_card(entry) for entry in entries(browse.catalogue, browse.page_ids)]
        ready = mark_safe("".join(_rendered(cards)))

    def render() -> str:
        with override("zh-hans"):
            results = mark_safe("".join(_rendered(cards))) if cards_too else ready
            return str(get_template(PAGE).render(page | {"results": results}))

    return render


def _rendered(cards: list[dict[str, Any]]) -> Iterator[str]:
    template = get_template(CARD)
    return (template.render(card) for card in cards)


def _card(entry: Entry) -> dict[str, Any]:
    project = _chosen(entry.project, PROJECT)
    shown = {
        "project": project,
        "hue": entry.hue,
        "monogram": entry.monogram,
        "letter": entry.letter,
        "category": {"name": entry.category.name},
        "tags": [{"slug": tag.slug, "label": tag.label} for tag in entry.tags],
        "successor": _chosen(entry.successor, PROJECT) if entry.successor else None,
    }
    return {"entry": shown, "project": project, "phrases": (), "back": ""}


def _chosen(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(thing, name) for name in names}
    return {name: value() if callable(value) else value for name, value in values.items()}


def _plain(value: Any) -> Any:
    """Tuples with names as dictionaries, whatever is still to be computed as lists."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | Iterator):
        return [_plain(item) for item in value]
    return value
