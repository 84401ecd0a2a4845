"""A suggested change in words: how the field is called, and all that a value says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.formats.records import Fields
from directory.models import Link, Project, Relation, SuggestedChange
from directory.models.translated import column_language
from directory.services import history
from directory.services.exchange.snapshot import Snapshot
from directory.services.exchange.terms import Part
from directory.wording import labelled

from .subject import INVERSE, LISTS

# Of objects that are referred to, the columns that name them.
_NAMES = {"categories": "name", "tags": "label", "capabilities": "label"}


class Told(NamedTuple):
    """A change for who suggested it. `was` is nothing where there was nothing, `now` where it is
    taken out."""

    change: SuggestedChange
    field: str
    was: str
    now: str


class Words:
    """In the language on display, with the names of what is referred to."""

    def __init__(self, taken: Snapshot) -> None:
        self._taken = taken
        self._projects: dict[str, str] = {}

    def told(self, changes: Iterable[SuggestedChange]) -> list[Told]:
        return [
            Told(
                change,
                self.heading(change),
                self.text(change, change.was),
                self.text(change, change.outcome),
            )
            for change in changes
        ]

    def heading(self, change: SuggestedChange) -> str:
        """The field; of an item of a list, what kind of item."""
        key = change.key
        if change.field == "links" and key:
            return _choice(Link.Kind.choices, key[0])
        if change.field == "relations" and key:
            return _choice(Relation.Kind.choices, key[0])
        if change.field == INVERSE and key:
            return _choice(Relation.INVERSE.items(), key[0])
        if change.field == "capabilities" and key:
            return self.name("capabilities", key[0])
        if change.field == "tags":
            return _("Tag")
        return field_name(change.field)

    def text(self, change: SuggestedChange, value: Any) -> str:
        """Nothing where there is nothing."""
        if value in (None, "", [], {}):
            return ""
        part = LISTS.get(change.field)
        if part is None:
            return self._column(change.field, value)
        if part.plain or not isinstance(value, dict):
            return self.name(part.of, str(value))
        return "\n".join(self._lines(part, value, self.terms_of(change)))

    def choices(self, kind: str) -> list[tuple[str, str]]:
        """All categories or tags, by slug."""
        return [(key, self.name(kind, key)) for key in self._known[kind]]

    def terms_of(self, change: SuggestedChange) -> list[tuple[str, str]]:
        """Of the capability that a change is about."""
        said = self._capabilities.get(change.key[0] if change.key else "", {})
        return [(term["slug"], term[column_language()]) for term in said.get("terms") or ()]

    def _column(self, name: str, value: Any) -> str:
        if name == "category":
            return self.name("categories", str(value))
        return history.shown(Project._meta.get_field(name), value)

    def _lines(self, part: Part, item: Fields, terms: list[tuple[str, str]]) -> Iterator[str]:
        """What the heading says already is left out."""
        for name, value in item.items():
            column = part.columns.get(name)
            if name == part.reference:
                if part.of == "projects":
                    yield self._project(str(value))
            elif part.name == "links" and name == "url":
                yield str(value)
            elif part.name == "capabilities" and name == "value":
                yield ", ".join(dict(terms).get(term, term) for term in value)
            elif column is not None and name not in ("kind",):
                yield labelled(capfirst(column.verbose_name), history.shown(column, value))

    def name(self, kind: str, key: str) -> str:
        """Of something that is referred to; of what is not there, its slug."""
        said = self._known[kind].get(key, {}) if kind in self._known else {}
        stem = _NAMES.get(kind, "name")
        for language in (f"_{column_language()}", "", "_en", "_zh"):
            if name := said.get(f"{stem}{language}"):
                return str(name)
        return str(said.get("name") or key)

    def _project(self, slug: str) -> str:
        """The name of another project; of one that strangers cannot know, the slug."""
        if slug not in self._projects:
            found = Project.objects.known().by_slug(slug)
            self._projects[slug] = str(found.display_name) if found else slug
        return self._projects[slug]

    @cached_property
    def _known(self) -> Mapping[str, Mapping[Any, Fields]]:
        return {kind: self._taken.fields(kind) for kind in _NAMES}

    @property
    def _capabilities(self) -> Mapping[Any, Fields]:
        return self._known["capabilities"]


def field_name(name: str) -> str:
    """Of a column or a list of a project."""
    if part := LISTS.get(name):
        plural = part.model._meta.verbose_name_plural
        return capfirst(str(_("Tags") if name == "tags" else plural))
    column: Any = Project._meta.get_field(name)
    return capfirst(str(column.verbose_name))


def _choice(choices: Any, said: str) -> str:
    return capfirst(str(dict(choices).get(said, said)))
