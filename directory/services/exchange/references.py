"""Whether everything that is referred to exists, and every address leads to one project."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import process

from .draft import Draft
from .plan import Item, references
from .terms import FORMER_SLUGS, KINDS, Kind

SIMILAR = 75


def refuse_unknown(draft: Draft) -> None:
    """Once everything in the file is known, wherever it stands."""

    @cache
    def nearest(kind: str, key: Any) -> str:
        known = [other for other in draft.known[kind] if isinstance(other, str)]
        found = process.extractOne(str(key), known, score_cutoff=SIMILAR)
        return found[0] if found else ""

    for item in draft.items:
        for field, kind, key in references(item):
            if key not in draft.known[kind]:
                near = nearest(kind, key)
                draft.refuse(
                    item.place,
                    f"unknown-{_CODES[kind]}",
                    _("%(item)s, %(field)s: there is no %(noun)s “%(key)s”.")
                    % {
                        "item": item.name,
                        "field": field,
                        "noun": KINDS[kind].model._meta.verbose_name,
                        "key": key,
                    },
                    _("Did you mean “%(near)s”?") % {"near": near} if near else "",
                )
        if _is_related_to_itself(item):
            draft.refuse(
                item.place,
                "invalid",
                _("%(item)s: A project has no relation to itself.") % {"item": item.name},
            )
    for name in FORMER_SLUGS:
        _refuse_shared_slugs(draft, KINDS[name])


_CODES = {
    "categories": "category",
    "tags": "tag",
    "capability_groups": "capability-group",
    "capabilities": "capability",
    "projects": "project",
    "maintainers": "maintainer",
}


def _is_related_to_itself(item: Item) -> bool:
    relations = item.after.get("relations") or ()
    return any(each.get("project") == item.key for each in relations)


def _refuse_shared_slugs(draft: Draft, kind: Kind) -> None:
    """A slug is an object's own, or one that a single one once had."""
    owners: dict[str, str] = {}
    changed = {item.key: item for item in draft.items if item.kind == kind.name}
    for key, known in draft.known[kind.name].items():
        after = known | changed[key].after if key in changed else known
        for slug in kind.slugs(after):
            if (owner := owners.setdefault(slug, key)) != key:
                item = changed.get(key) or changed[owner]
                other = owner if item.key == key else key
                draft.refuse(
                    item.place,
                    "slug-taken",
                    _("%(item)s: the slug “%(slug)s” leads to “%(other)s”.")
                    % {"item": item.name, "slug": slug, "other": other},
                    _("Choose a different one."),
                )
