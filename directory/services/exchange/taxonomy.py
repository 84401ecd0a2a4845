"""Which category and which tag of the directory a file means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from directory.formats.records import Fields, Record
from directory.text import fold

from .earlier import Earlier
from .slugs import Slugs
from .terms import KINDS

HUES = 8


class Placed(NamedTuple):
    """A category of the file with its slug, in the directory or to be; `fields` are its own terms,
    with its parent by slug."""

    slug: str
    fields: Fields
    record: Record


class Categories:
    """The categories of a directory and those that a file adds to them."""

    def __init__(self, known: Mapping[str, Fields], earlier: Earlier | None = None):
        self.known: dict[str, Fields] = dict(known)
        self._earlier = earlier
        self.by_key: dict[str, str] = {}
        self._former = KINDS["categories"].former(known)
        self._slugs = Slugs([*known, *self._former])
        self._named: dict[tuple[str | None, str], str] = {}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._last = max((fields["position"] for fields in known.values()), default=0)
        self._roots = sum(1 for fields in known.values() if not fields.get("parent"))
        for slug, fields in known.items():
            self._remember(slug, fields)

    def place(self, records: Sequence[Record]) -> Iterator[Placed]:
        """Each category of a file, parents first."""
        self._slugs.reserve(slug for record in records if (slug := record.fields.get("slug")))
        roots = [record for record in records if not _is_below(record)]
        for record in [*roots, *(record for record in records if _is_below(record))]:
            placed = self._placed(record)
            self.known[placed.slug] = self.known.get(placed.slug, {}) | placed.fields
            self._remember(placed.slug, self.known[placed.slug])
            if key := record.fields.get("key"):
                self.by_key[key] = placed.slug
            yield placed

    def find(self, said: str) -> str | None:
        """A category by slug, or by name if one alone has it."""
        if said in self.known:
            return said
        found = self._words.get(fold(said), set())
        return self._former.get(said) or (next(iter(found)) if len(found) == 1 else None)

    def _placed(self, record: Record) -> Placed:
        slug = self._earlier.category(record) if self._earlier else None
        if self._earlier and slug:
            fields = self._own_terms(self._earlier.category_news(record))
        else:
            fields = self._own_terms(record)
            slug = fields.get("slug") or self._named_so(fields) or self._new_slug(fields)
        if slug in self.known:
            fields = self._without_borrowed_name(slug, fields)
        else:
            fields = self._defaults(fields) | fields
        return Placed(slug, fields | {"slug": slug}, record)

    def _own_terms(self, record: Record) -> Fields:
        said = record.fields
        fields = {name: said[name] for name in said if name not in ("key", "parent_key")}
        for name in ("slug", "parent"):
            if fields.get(name) in self._former:
                fields[name] = self._former[fields[name]]
        if parent_key := said.get("parent_key"):
            fields["parent"] = self.by_key.get(parent_key)
        return fields

    def _named_so(self, fields: Fields) -> str | None:
        parent = fields.get("parent")
        found = (self._named.get((parent, name)) for name in _names(fields))
        return next(filter(None, found), None)

    def _without_borrowed_name(self, slug: str, fields: Fields) -> Fields:
        """Without a name that the category has in the other language."""
        known = self.known[slug]
        return {
            name: value
            for name, value in fields.items()
            if name not in _OTHER or known.get(name) or value != known.get(_OTHER[name])
        }

    def _new_slug(self, fields: Fields) -> str:
        name = fields.get("name_en") or fields.get("name_zh") or ""
        return self._slugs.new(name, f"{fields.get('parent', '')} {name}", otherwise="category")

    def _defaults(self, fields: Fields) -> Fields:
        """A place at the end and, for a category of the first level, the next colour."""
        self._last += 1
        if parent := self.known.get(fields.get("parent") or ""):
            return {"position": self._last, "hue": parent["hue"]}
        self._roots += 1
        return {"position": self._last, "hue": (self._roots - 1) % HUES + 1}

    def _remember(self, slug: str, fields: Fields) -> None:
        for name in _names(fields):
            self._named.setdefault((fields.get("parent"), name), slug)
            self._words[name].add(slug)


_OTHER = {"name_zh": "name_en", "name_en": "name_zh"}


def _is_below(record: Record) -> bool:
    return bool(record.fields.get("parent") or record.fields.get("parent_key"))


def _names(fields: Fields) -> list[str]:
    names = (fields.get("name_zh"), fields.get("name_en"))
    return [fold(name) for name in names if name]


class Tags:
    """Tags by slug, label or synonym."""

    def __init__(self, known: Mapping[str, Fields]):
        self._slugs: set[str] = set()
        self._words: dict[str, set[str]] = defaultdict(set)
        for fields in known.values():
            self.add(fields)

    def add(self, fields: Fields) -> None:
        slug = fields["slug"]
        self._slugs.add(slug)
        words = [fields.get("name"), fields.get("label_zh")]
        for name in ("synonyms", "old_slugs"):
            if isinstance(several := fields.get(name), list):
                words += several
        for word in words:
            if word and isinstance(word, str):
                self._words[fold(word)].add(slug)

    def find(self, said: str) -> str | None:
        if said in self._slugs:
            return said
        found = self._words.get(fold(said), set())
        return next(iter(found)) if len(found) == 1 else None
