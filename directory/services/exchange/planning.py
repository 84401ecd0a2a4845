"""How a plan is made of a file and the directory."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from directory.formats.records import ListRecord, Record

from . import shapes
from .draft import Draft
from .earlier import Earlier
from .entries import Entries
from .plan import Options, Plan
from .references import refuse_unknown
from .snapshot import Snapshot
from .taxonomy import Categories
from .terms import KINDS


def plan(
    listing: ListRecord, snapshot: Snapshot, options: Options, earlier: Earlier | None = None
) -> Plan:
    """What taking the file in would do; of a list that was taken in earlier, what is new in it.
    Whoever applies it sees to it that the directory is still as the snapshot has it."""
    draft = Draft(listing, snapshot, options, earlier)
    _take_out_misshapen(draft)
    categories = Categories(draft.known["categories"], earlier)
    draft.categories = categories.by_key
    _plain(draft, "landscape")
    _categories(draft, categories)
    for kind in ("tags", "capability_groups", "capabilities"):
        _plain(draft, kind)
    Entries(draft, categories).plan()
    for kind in ("maintainers", "stewardships"):
        _plain(draft, kind)
    refuse_unknown(draft)
    planned = draft.plan()
    if options.only:
        return planned.limited([item.id for item in planned.items if item.change == options.only])
    return planned


def _take_out_misshapen(draft: Draft) -> None:
    for kind in KINDS.values():
        records = []
        for said in kind.records(draft.listing):
            record, mistakes = shapes.shaped(kind, said)
            draft.refuse_all(kind.title_of(record.fields), mistakes, said)
            records.append(record)
        draft.listing = kind.with_records(draft.listing, records)


def _plain(draft: Draft, name: str) -> None:
    """Objects that are known by a key that the file gives."""
    kind = KINDS[name]
    seen: dict[Any, Record] = {}
    for record in kind.records(draft.listing):
        if name == "landscape" and draft.earlier and draft.known[name]:
            record = draft.earlier.landscape_news(record)
        fields = draft.present(kind, draft.without_alias(record.fields))
        key = kind.key_of(fields)
        if key is None:
            draft.refuse_missing(kind, fields, record)
        elif (first := seen.setdefault(key, record)) is not record:
            draft.refuse(*draft.twice(record, first, str(key)), _("Keep one of them."))
        else:
            draft.compare(kind, key, fields, record)


def _categories(draft: Draft, categories: Categories) -> None:
    seen: dict[str, Record] = {}
    for slug, fields, record in categories.place(draft.listing.categories):
        if (first := seen.setdefault(slug, record)) is record:
            draft.compare(KINDS["categories"], slug, fields, record)
            _refuse_third_level(draft, categories, slug, record)
        elif "slug" in record.fields:
            draft.refuse(*draft.twice(record, first, slug), _("Keep one of them."))


def _refuse_third_level(draft: Draft, categories: Categories, slug: str, record: Record) -> None:
    parent = categories.known[slug].get("parent")
    if parent and categories.known.get(parent, {}).get("parent"):
        draft.refuse(
            record.place_of("parent"),
            "third-level",
            _("%(category)s: “%(parent)s” is a subcategory itself.")
            % {"category": slug, "parent": parent},
            _("A subcategory's parent must be a category of the first level."),
        )
