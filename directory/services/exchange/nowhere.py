"""What objects of a file name and the file does not define: the directory may have it, so that only
an import can tell that it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from directory.formats import FORMATS
from directory.formats.landscape_yml.spelling import Suggestions
from directory.formats.records import Fields, Level, ListRecord, Problem, Record
from directory.text import fold

from .plan import Change, Item, references
from .terms import KINDS, Kind

# A file with either of them is a directory in itself. Others add to one, and of them only what
# projects are to each other is told.
_TAXONOMY = ("categories", "tags")


def led(listing: ListRecord) -> list[Problem]:
    if not FORMATS[listing.format].lossless:
        return []
    return list(_Looking(listing).problems())


class _Looking:
    def __init__(self, listing: ListRecord) -> None:
        self.listing = listing
        self.suggestions = Suggestions()
        self.words = {name: set(_words(kind.records(listing))) for name, kind in KINDS.items()}
        self.is_whole = any(KINDS[name].records(listing) for name in _TAXONOMY)

    def problems(self) -> Iterator[Problem]:
        for kind in KINDS.values():
            for record in kind.records(self.listing):
                yield from self._of(kind, record)

    def _of(self, kind: Kind, record: Record) -> Iterator[Problem]:
        said = {name: (None, value) for name, value in record.fields.items()}
        title = kind.title_of(record.fields)
        for field, of, key in references(
            Item(kind.name, "", title, Change.NEW, record.place, said)
        ):
            if (self.is_whole or of == "projects") and fold(str(key)) not in self.words[of]:
                yield self._problem(record, field, KINDS[of], title, str(key))

    def _problem(self, record: Record, field: str, of: Kind, title: str, key: str) -> Problem:
        return Problem(
            record.place_of(field),
            "unknown-reference",
            _("%(item)s, %(field)s: the file has no %(noun)s “%(key)s”.")
            % {"item": title, "field": field, "noun": of.model._meta.verbose_name, "key": key},
            self.suggestions.remedy(key, self.words[of.name])
            or _("An import looks for it in the directory."),
            Level.WARNING,
        )


def _words(records: list[Record]) -> Iterator[str]:
    """Whatever may name an object: categories and tags are found by their names too."""
    for record in records:
        yield from (fold(word) for word in _names(record.fields) if isinstance(word, str))


def _names(fields: Fields) -> Iterator[Any]:
    names = ("slug", "handle", "name", "name_zh", "name_en", "label_zh")
    yield from (fields.get(name) for name in names)
    for name in ("old_slugs", "synonyms"):
        several = fields.get(name)
        yield from several if isinstance(several, list) else ()
