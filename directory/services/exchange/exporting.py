"""The directory as a file: one that was imported, with only people's edits in it, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from directory import formats
from directory.formats import landscape_yml, markdown
from directory.formats.records import Fields, ListRecord, Record
from directory.models import Import

from . import imports, snapshot
from .merging import merged
from .snapshot import Snapshot

# Formats that say who is in the list and nothing else, and can keep a file as it was.
KEPT = {"markdown": markdown.rewrite, "landscape": landscape_yml.rewrite}


def export(format: str, language: str, ids: Sequence[int] | None = None, file: str = "") -> str:
    """The whole directory, or these projects in this order.

    The whole one is the last imported file of the format, of this name if there was one, with the
    edits since. Drafts and what was withdrawn are only in formats that can say so.
    """
    taken = snapshot.take(ids)
    if format not in KEPT:
        return formats.write(taken.listing, format, language)
    published = _published(taken.listing)
    source = Import.objects.latest_done(format, file) if ids is None else None
    if source is None:
        return formats.write(published, format, language)
    return _rewritten(source, published, taken)


def _published(listing: ListRecord) -> ListRecord:
    projects = [record for record in listing.projects if record.fields["state"] == "published"]
    return replace(listing, projects=projects)


def _rewritten(source: Import, published: ListRecord, taken: Snapshot) -> str:
    was = imports.read(source)
    entries = imports.entries_today(source, was, taken)
    projects = {record.fields["slug"]: record for record in published.projects}
    now = [projects.get(slug or "") for slug in entries]
    said = set(entries)
    added = [record for slug, record in projects.items() if slug not in said]
    headings = imports.categories_today(source, taken)
    return KEPT[source.format](source.text, was, _each_once(was, now), added, published, headings)


def _each_once(was: ListRecord, now: Sequence[Record | None]) -> list[Record | None]:
    """Where a project is in a file again, the second entry stays as it is."""
    seen: set[str] = set()
    found = []
    for entry, record in zip(was.projects, now, strict=True):
        again = record is not None and record.fields["slug"] in seen
        found.append(_as_it_was(entry, record) if record and again else record)
        if record:
            seen.add(record.fields["slug"])
    return found


def _as_it_was(entry: Record, record: Record) -> Record:
    """What the entry said, in full; without a category it stays where it stands."""
    fields: Fields = record.fields | merged(entry.fields, {})
    return Record({name: v for name, v in fields.items() if name != "category"}, record.place)
