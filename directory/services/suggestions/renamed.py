"""Suggestions name projects, tags and categories as they were called on the day; by the time of the
decision some may have another slug."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from directory.models import OldCategorySlug, OldSlug, OldTagSlug, SuggestedChange

from .subject import INVERSE

_FORMER: dict[str, Any] = {
    "relations": OldSlug,
    INVERSE: OldSlug,
    "tags": OldTagSlug,
    "category": OldCategorySlug,
}


def follow(changes: Sequence[SuggestedChange]) -> None:
    """Have them name everything as it is called now. They are not saved."""
    for model in dict.fromkeys(_FORMER.values()):
        naming = [change for change in changes if _FORMER.get(change.field) is model]
        if naming and (present := model.objects.present(set().union(*map(_named, naming)))):
            for change in naming:
                _follow(change, present)


def _named(change: SuggestedChange) -> set[str]:
    found = {change.key[-1]} if change.item else set()
    for value in (change.was, change.now, change.applied):
        slug = value.get("project") if isinstance(value, dict) else value
        if isinstance(slug, str):
            found.add(slug)
    return found


def _follow(change: SuggestedChange, present: dict[str, str]) -> None:
    if change.item:
        *first, last = change.item
        change.item = [*first, present.get(last, last)]
    for name in ("was", "now", "applied"):
        setattr(change, name, _present(getattr(change, name), present))


def _present(value: Any, present: dict[str, str]) -> Any:
    if isinstance(value, dict):
        slug = str(value.get("project"))
        return value | {"project": present.get(slug, slug)}
    return present.get(value, value) if isinstance(value, str) else value
