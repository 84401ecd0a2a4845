"""What a landscape says and the directory has no field for, as the directory keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from directory.formats.landscape_yml import by_slug, default_logo
from directory.formats.records import Fields, Record

_FORMAT = "landscape"


def resolved(said: Fields, categories: Mapping[str, str]) -> Fields:
    """With the categories of other places by slug; they are given by the keys that they have in
    the file."""
    kept = _kept(said, "some_extra")
    return said | {"some_extra": {_FORMAT: by_slug(kept, categories)}} if kept else said


def without_made_up_logo(record: Record, slug: str, known: Fields) -> Record:
    """landscape2 demands a logo, so an export names one; coming back it says nothing."""
    kept = _kept(record.fields, "some_extra")
    is_made_up = kept.get("logo") == default_logo({"slug": slug})
    if not is_made_up or "logo" in _kept(known, "extra"):
        return record
    rest = {key: value for key, value in kept.items() if key != "logo"}
    fields = {name: said for name, said in record.fields.items() if name != "some_extra"}
    return replace(record, fields=fields | ({"some_extra": {_FORMAT: rest}} if rest else {}))


def _kept(fields: Fields, name: str) -> Fields:
    extra = fields.get(name)
    kept = extra.get(_FORMAT) if isinstance(extra, dict) else None
    return kept if isinstance(kept, dict) else {}
