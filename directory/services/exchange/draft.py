"""A plan while it is being made: objects of the file are compared with the directory one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from directory.formats.records import Fields, Level, ListRecord, Place, Problem, Record
from directory.services.fixtures import KEYS

from . import checks
from .earlier import Earlier
from .plan import Change, Item, Options, Plan
from .severity import weighed
from .shapes import Mistake
from .snapshot import Snapshot
from .terms import FORMER_SLUGS, KINDS, Key, Kind, Part

_NO_FIELD = object()


class Draft:
    """`known` is what the directory has and what the file adds to it, by kind and key; `aliases`
    are slugs of projects that are known by another one, `former` what has another key today."""

    def __init__(
        self,
        listing: ListRecord,
        snapshot: Snapshot,
        options: Options,
        earlier: Earlier | None = None,
    ):
        self.listing = listing
        self.options = options
        self.earlier = earlier
        self.known = {name: snapshot.fields(name) for name in KINDS}
        self.former = {name: KINDS[name].former(self.known[name]) for name in FORMER_SLUGS}
        self.items: list[Item] = []
        self.entries: list[str | None] = [None] * len(listing.projects)
        self.categories: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self._ids = snapshot.ids
        self._problems = [
            weighed(problem, listing.format, options.withdraw_missing)
            for problem in listing.problems
        ]

    def plan(self) -> Plan:
        return Plan(
            self.listing.format,
            self.items,
            self._problems,
            self.listing.left_out,
            self.entries,
            self._ids,
            self.categories,
        )

    def without_alias(self, fields: Fields) -> Fields:
        """What refers to a project, by the slug by which that is known."""
        if fields.get("project") in self.aliases:
            return fields | {"project": self.aliases[fields["project"]]}
        return fields

    def present(self, kind: Kind, fields: Fields) -> Fields:
        """With what it names, and its own key, as they are called today."""
        own = KEYS[kind.model] if kind.name in self.former else ()
        named = kind.references | dict.fromkeys(own, kind.name)
        today = {
            name: self.former[of][said]
            for name, of in named.items()
            if of in self.former and (said := fields.get(name)) in self.former[of]
        }
        return fields | today

    def refuse(self, place: Place, code: str, message: str, remedy: str = "") -> None:
        self._problems.append(Problem(place, code, message, remedy))

    def warn(self, place: Place, code: str, message: str, remedy: str = "") -> None:
        self._problems.append(Problem(place, code, message, remedy, Level.WARNING))

    def twice(self, record: Record, first: Record, name: str) -> tuple[Place, str, str]:
        """Where, which code and in which words an object is told to be in the file again."""
        message = _("“%(name)s” is in the file twice; it stands at %(place)s too.")
        return record.place, "twice", message % {"name": name, "place": first.place}

    def compare(self, kind: Kind, key: Key, said: Fields, record: Record) -> Item:
        """What becomes of one object, with all that is wrong with it."""
        known = self.known[kind.name].get(key)
        said = checks.normal(kind, said)
        after = (known or {}) | said
        item = Item(
            kind.name,
            key,
            kind.title_of(known or after),
            Change.NEW if known is None else Change.UNCHANGED,
            record.place,
            _differences(kind, known, said),
            self._ids[kind.name].get(key),
        )
        if item.change == Change.NEW:
            self.known[kind.name][key] = said
            self.refuse_missing(kind, said, record)
        elif item.fields:
            item.change = Change.CHANGED
        self.refuse_all(item.name, self._mistakes(kind, item, after), record)
        self.items.append(item)
        return item

    def withdraw(self, slug: str, reasons: Fields) -> None:
        project = self.known["projects"][slug]
        after = {"state": "withdrawn"} | reasons
        self.items.append(
            Item(
                "projects",
                slug,
                slug,
                Change.WITHDRAWN,
                Place(""),
                {name: (project.get(name, ""), value) for name, value in after.items()},
                self._ids["projects"][slug],
            )
        )

    def refuse_missing(self, kind: Kind, said: Fields, record: Record) -> None:
        for name in checks.missing(kind, said):
            if (kind.name, name) == ("projects", "category"):
                # Told for all entries at once.
                continue
            self.refuse(
                record.place,
                "missing",
                _("%(item)s: “%(field)s” is missing.")
                % {"item": kind.title_of(said), "field": name},
                _("What is not in the directory yet cannot be without it."),
            )

    def refuse_all(self, title: str, mistakes: Iterable[Mistake], record: Record) -> None:
        for mistake in mistakes:
            where = ", ".join(filter(None, [title, mistake.field]))
            self.refuse(record.place_of(mistake.field), "invalid", f"{where}: {mistake.message}")

    def _mistakes(self, kind: Kind, item: Item, after: Fields) -> list[Mistake]:
        mistakes = list(checks.columns(kind, item.after))
        if item.fields and not mistakes:
            mistakes += checks.together(kind, after)
        for name in kind.parts.keys() & item.fields.keys():
            mistakes += self._of_part(kind.parts[name], *item.fields[name])
        return mistakes

    def _of_part(self, part: Part, before: Any, after: Any) -> Iterator[Mistake]:
        yield from checks.doubles(part, after)
        for each in after:
            if each not in before:
                yield from checks.item(part, each, self.known["capabilities"])


def _differences(kind: Kind, known: Fields | None, said: Fields) -> dict[str, tuple[Any, Any]]:
    found = {}
    for name, value in said.items():
        default = _default(kind, name)
        before = default if known is None else known.get(name, default)
        if default is not _NO_FIELD and (known is None or before != value):
            found[name] = before, value
    return found


def _default(kind: Kind, name: str) -> Any:
    if name in kind.columns:
        return kind.defaults.get(name)
    return [] if name in kind.parts else _NO_FIELD
