"""A change in words, for who suggested it: which field, what it is now, what it becomes."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.catalogue import Catalogue
from directory.models import Link, Project, Relation, SuggestedChange
from directory.models.translated import column_language
from directory.services.suggestions.subject import INVERSE, PROJECTS

from .columns import label_of


class Told(NamedTuple):
    """`now` is nothing where something goes, `was` where there was nothing."""

    change: SuggestedChange
    field: str
    was: str
    now: str


def told(change: SuggestedChange, catalogue: Catalogue) -> Told:
    return Told(
        change,
        _field(change),
        value(change, change.was, catalogue),
        value(change, change.outcome, catalogue),
    )


def _field(change: SuggestedChange) -> str:
    if change.field == "links":
        return _label(Link.Kind, change.key[0])
    return label_of(change.field)


def value(change: SuggestedChange, said: Any, catalogue: Catalogue) -> str:
    """What a field holds, in the language on display."""
    if said in (None, "", [], {}):
        return ""
    if change.field == "category":
        return str(getattr(catalogue.taxonomy.category_by_slug.get(said), "name", said))
    if change.field == "tags":
        return str(getattr(catalogue.taxonomy.tag_by_slug.get(said), "label", said))
    if change.field in _ITEMS:
        return _ITEMS[change.field](said)
    if isinstance(said, list):
        return pgettext("list", ", ").join(map(_source, said))
    if isinstance(said, dict):
        return pgettext("list", ", ").join(f"{key} {day}" for key, day in said.items())
    choices = dict(PROJECTS.columns[change.field].flatchoices)
    return str(choices.get(said, said))


def _source(item: Any) -> str:
    if not isinstance(item, dict):
        return str(dict(Project.Fact.choices).get(item, item))
    parts = [item.get(column_language()) or item.get("zh") or item.get("en"), item.get("url")]
    return " ".join(filter(None, parts))


def _link(item: dict[str, Any]) -> str:
    former = _("(former)") if item.get("former") else ""
    return " ".join(filter(None, [item["url"], former]))


def _relation(item: dict[str, Any]) -> str:
    phrase = _label(Relation.Kind, item["kind"])
    return " ".join(filter(None, [phrase, item["project"], item.get("evidence_url")]))


def _inverse_relation(item: dict[str, Any]) -> str:
    phrase = dict(Relation.INVERSE).get(item["kind"], item["kind"])
    return " ".join(filter(None, [str(phrase), item["project"], item.get("evidence_url")]))


def _cell(item: dict[str, Any]) -> str:
    names = ("text_zh", "text_en", "note_zh", "note_en", "source_url", "verified")
    values = [item["capability"], *item.get("value", ()), *(item.get(name, "") for name in names)]
    return " · ".join(filter(None, values))


def _label(choices: Any, said: str) -> str:
    return str(dict(choices.choices).get(said, said))


_ITEMS = {
    "links": _link,
    "relations": _relation,
    INVERSE: _inverse_relation,
    "capabilities": _cell,
}
