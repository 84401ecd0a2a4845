"""What the terms of a ListRecord are in the database: kinds of objects, their columns, their keys.

A kind is named as the list of a ListRecord that holds its records. What a column holds is told as
JSON tells it: references by key, dates as text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from directory.formats.records import Fields, ListRecord, Record
from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Tag,
)
from directory.services.fixtures import KEYS, NEVER_WRITTEN

# A handle or slug; for stewards all that tells one from another.
Key = Any

# Never left out, though they have a default: who leaves them out wants a place at the end of the
# list, a project that everybody sees, and any colour.
ALWAYS_TOLD = {
    (Category, "position"),
    (Category, "hue"),
    (Project, "position"),
    (Project, "state"),
}
UNTOLD = NEVER_WRITTEN | {(Project, "modified")}


@dataclass(frozen=True, eq=False)
class Kind:
    """Objects that have a list of their own in a file."""

    name: str
    model: Any

    @cached_property
    def columns(self) -> dict[str, models.Field]:
        """What a record of this kind may say."""
        return {
            field.name: field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and (self.model, field.name) not in UNTOLD
        }

    @cached_property
    def references(self) -> dict[str, str]:
        """The columns that name another object, and of which kind it is."""
        return {
            name: KIND_OF[field.related_model].name  # type: ignore[index]
            for name, field in self.columns.items()
            if field.is_relation
        }

    @cached_property
    def dates(self) -> frozenset[str]:
        return frozenset(
            name for name, field in self.columns.items() if isinstance(field, models.DateField)
        )

    @cached_property
    def defaults(self) -> Fields:
        """What an object has in the columns of which nothing is said; but the time at which it was
        added is never the same."""
        return {
            name: told(field.get_default())
            for name, field in self.columns.items()
            if not isinstance(field, models.DateTimeField)
        }

    @cached_property
    def parts(self) -> dict[str, Part]:
        """What belongs to an object of this kind and stands within its record."""
        if self.name == "projects":
            return PARTS
        former = FORMER_SLUGS.get(self.name)
        return {former.name: former} if former else {}

    def slugs(self, fields: Fields) -> Iterator[str]:
        """The one that it has and those that it had."""
        yield self.key_of(fields)
        if former := FORMER_SLUGS.get(self.name):
            yield from fields.get(former.name, ())

    def former(self, known: Mapping[Key, Fields]) -> dict[str, Key]:
        """The present key of each former one."""
        slugs = ((key, slug) for key, fields in known.items() for slug in self.slugs(fields))
        return {slug: key for key, slug in slugs if slug != key}

    def key_of(self, fields: Fields) -> Key:
        names = KEYS[self.model]
        if len(names) == 1:
            return fields.get(names[0])
        return tuple(fields.get(name) for name in names)

    def records(self, listing: ListRecord) -> list[Record]:
        found = getattr(listing, self.name)
        if isinstance(found, list):
            return found
        return [found] if found else []

    def with_records(self, listing: ListRecord, records: list[Record]) -> ListRecord:
        """The same list with other records of this kind."""
        changed = copy(listing)
        several = isinstance(getattr(listing, self.name), list)
        setattr(changed, self.name, records if several else next(iter(records), None))
        return changed

    def title_of(self, fields: Fields) -> str:
        """As people name it: a slug or handle, who does what, a title."""
        key = self.key_of(fields)
        said = key if isinstance(key, tuple) else (key,)
        names = ("name", "title_zh", "title_en", "name_zh", "name_en")
        words = [word for word in said if word] or [fields[n] for n in names if fields.get(n)][:1]
        return " ".join(map(str, words))


# Each after those that it refers to.
KINDS = {
    name: Kind(name, model)
    for name, model in {
        "landscape": Landscape,
        "categories": Category,
        "tags": Tag,
        "capability_groups": CapabilityGroup,
        "capabilities": Capability,
        "projects": Project,
        "maintainers": Maintainer,
        "stewardships": Stewardship,
    }.items()
}
KIND_OF: dict[type[models.Model], Kind] = {kind.model: kind for kind in KINDS.values()}


@dataclass(frozen=True, eq=False)
class Part:
    """Rows that belong to an object and stand within its record, in the field of this name.

    `key` tells the items of one object apart; `reference` is the key of its own that names an
    object of the kind `of`, which the model has as `column`.
    """

    name: str
    model: Any
    owner: str
    key: tuple[str, ...]
    others: tuple[str, ...] = ()
    reference: str = ""
    column: str = ""
    of: str = ""
    plain: bool = False

    @cached_property
    def columns(self) -> dict[str, Any]:
        """What an item may say beside what it refers to."""
        names = (name for name in (*self.key, *self.others) if name != self.reference)
        return {name: self.model._meta.get_field(name) for name in names}

    def needs(self, field: Any) -> bool:
        """Whether there can be no row without a value for the column."""
        return not (field.blank or field.has_default())

    def key_of(self, item: Any) -> tuple[Any, ...]:
        return (item,) if self.plain else tuple(item.get(name) for name in self.key)

    def fits(self, item: Any) -> bool:
        return isinstance(item, str if self.plain else dict)

    def tidy(self, item: Any) -> Any:
        """Without what says nothing, such as an empty text."""
        if self.plain:
            return item
        return {name: value for name, value in item.items() if value not in EMPTY}

    def in_order(self, items: Iterable[Any]) -> list[Any]:
        """As a record has them: links as they are shown, all others by key."""
        if self.name == "links":
            return sorted(items, key=lambda link: bool(link.get("former")))
        return sorted(items, key=lambda item: [str(value) for value in self.key_of(item)])


# By kind: slugs that something once had and that redirect to it.
FORMER_SLUGS = {
    "categories": Part("old_slugs", OldCategorySlug, "category", key=("slug",), plain=True),
    "tags": Part("old_slugs", OldTagSlug, "tag", key=("slug",), plain=True),
    "projects": Part("old_slugs", OldSlug, "project", key=("slug",), plain=True),
    "maintainers": Part("old_handles", OldHandle, "maintainer", key=("slug",), plain=True),
}

EMPTY: tuple[Any, ...] = ("", [], None, False)

# Of projects.
PARTS = {
    part.name: part
    for part in (
        Part(
            "tags",
            ProjectTag,
            "content_object",
            key=("tag",),
            reference="tag",
            column="tag",
            of="tags",
            plain=True,
        ),
        Part("links", Link, "project", key=("kind", "url"), others=("text", "former")),
        FORMER_SLUGS["projects"],
        Part(
            "relations",
            Relation,
            "source",
            key=("kind", "project"),
            others=("since", "note_zh", "note_en", "evidence_zh", "evidence_en", "evidence_url"),
            reference="project",
            column="target",
            of="projects",
        ),
        Part(
            "capabilities",
            CapabilityValue,
            "project",
            key=("capability",),
            others=(
                "value",
                "text_zh",
                "text_en",
                "note_zh",
                "note_en",
                "source_url",
                "verified",
            ),
            reference="capability",
            column="capability",
            of="capabilities",
        ),
    )
}


def told(value: Any) -> Any:
    """A column's value as JSON tells it; a reference is not its business."""
    teller = _TELLERS.get(type(value))
    return teller(value) if teller else value


def _told_time(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


_TELLERS: dict[type, Callable[[Any], Any]] = {
    datetime.datetime: _told_time,
    datetime.date: datetime.date.isoformat,
}
