"""The directory as a ListRecord, in as many queries for ten projects as for ten thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from directory.formats.records import Fields, ListRecord, Place, Record
from directory.services.moment import one_moment_to_read

from .terms import ALWAYS_TOLD, KINDS, Key, Kind, Part, told

NOWHERE = Place("")
# Above this number it is cheaper to read everything than to name every project.
NAMED_AT_MOST = 500
_TOLD_ALWAYS = object()


class Snapshot(NamedTuple):
    """`ids` has the id in the database of each object, by kind and key."""

    listing: ListRecord
    ids: dict[str, dict[Key, int]]

    def fields(self, kind: str) -> dict[Key, Fields]:
        return {
            KINDS[kind].key_of(record.fields): record.fields
            for record in KINDS[kind].records(self.listing)
        }


def take(project_ids: Sequence[int] | None = None) -> Snapshot:
    """Everything, in the order of the list; or only these projects, in their order, with the
    taxonomy and the people."""
    with one_moment_to_read():
        return _Taking(project_ids).snapshot()


class _Taking:
    def __init__(self, project_ids: Sequence[int] | None):
        self.project_ids = project_ids
        self.keys: dict[str, dict[int, Key]] = {}
        self.ids: dict[str, dict[Key, int]] = {}

    def snapshot(self) -> Snapshot:
        listing = ListRecord("json")
        for kind in KINDS.values():
            records = self._records(kind)
            if kind.name == "landscape":
                listing.landscape = records[0] if records else None
            else:
                setattr(listing, kind.name, records)
        return Snapshot(listing, self.ids)

    def _records(self, kind: Kind) -> list[Record]:
        columns = [kind.model._meta.pk, *kind.columns.values()]
        found = self._wanted(kind.model._base_manager.all(), "pk", kind.name == "projects")
        rows = list(found.values_list(*(column.attname for column in columns)))
        self._know(kind, rows)
        fields = self._fields(kind, rows)
        self._add_parts(kind, fields)
        self.ids[kind.name] = {kind.key_of(said): pk for pk, said in fields.items()}
        return [Record(said, NOWHERE) for said in self._ordered(kind, fields)]

    def _wanted(self, rows: Any, owner: str, limited: bool) -> Any:
        if limited and self.project_ids is not None and len(self.project_ids) <= NAMED_AT_MOST:
            return rows.filter(**{f"{owner}__in": self.project_ids})
        return rows

    def _know(self, kind: Kind, rows: Iterable[Sequence[Any]]) -> None:
        """The keys of a kind before its records, for categories name each other."""
        if kind.name in ("landscape", "stewardships"):
            return
        name = "handle" if kind.name == "maintainers" else "slug"
        place = list(kind.columns).index(name) + 1
        self.keys[kind.name] = {row[0]: row[place] for row in rows}

    def _fields(self, kind: Kind, rows: Iterable[Sequence[Any]]) -> dict[int, Fields]:
        """What is told of each object, by id."""
        columns = [
            (name, self._default(kind, name), self._teller(kind, name)) for name in kind.columns
        ]
        found = {}
        for pk, *values in rows:
            said = {}
            for (name, default, teller), value in zip(columns, values, strict=True):
                if value != default:
                    said[name] = teller(value) if teller else value
            found[pk] = said
        return found

    def _default(self, kind: Kind, name: str) -> Any:
        always = (kind.model, name) in ALWAYS_TOLD or name not in kind.defaults
        return _TOLD_ALWAYS if always else kind.defaults[name]

    def _teller(self, kind: Kind, name: str) -> Callable[[Any], Any] | None:
        """None for the columns whose values JSON has too."""
        if name in kind.references:
            return self.keys[kind.references[name]].get
        return told if "Date" in type(kind.columns[name]).__name__ else None

    def _ordered(self, kind: Kind, fields: dict[int, Fields]) -> Iterable[Fields]:
        """By what people see, and in Python, for databases sort differently."""
        if kind.name == "projects" and self.project_ids is not None:
            return [fields[pk] for pk in self.project_ids if pk in fields]
        said = list(fields.values())
        if kind.name == "categories":
            return sorted(said, key=_category_order({each["slug"]: each for each in said}))
        return sorted(said, key=_ORDERS.get(kind.name, lambda each: 0))

    # ---- what belongs to an object

    def _add_parts(self, kind: Kind, objects: dict[int, Fields]) -> None:
        for part in kind.parts.values():
            for pk, items in self._items(part, kind.name == "projects").items():
                if pk in objects:
                    objects[pk][part.name] = part.in_order(items)

    def _items(self, part: Part, limited: bool) -> dict[int, list[Any]]:
        """The items of each object, by its id."""
        names = (*part.key, *part.others)
        columns = [f"{part.column}_id" if name == part.reference else name for name in names]
        rows = self._wanted(part.model._base_manager.all(), part.owner, limited)
        found: dict[int, list[Any]] = defaultdict(list)
        keys = self._part_keys(part)
        place = names.index(part.reference) if part.reference else None
        for owner, *values in rows.order_by(*_order(part)).values_list(
            f"{part.owner}_id", *columns
        ):
            if place is not None:
                values[place] = keys[values[place]]
            said = dict(zip(names, map(told, values), strict=True))
            found[owner].append(said[part.key[0]] if part.plain else part.tidy(said))
        return found

    def _part_keys(self, part: Part) -> dict[int, Key]:
        if part.of != "projects" or self.project_ids is None:
            return self.keys.get(part.of, {})
        named = self._wanted(part.model._base_manager.all(), part.owner, True)
        projects = KINDS["projects"].model._base_manager.filter(
            pk__in=named.values(f"{part.column}_id")
        )
        return dict(projects.values_list("pk", "slug"))


def _order(part: Part) -> Collection[str]:
    return ("former", "position", "id") if part.name == "links" else ()


def _category_order(categories: dict[str, Fields]) -> Callable[[Fields], tuple[Any, ...]]:
    def order(said: Fields) -> tuple[Any, ...]:
        root = categories[said["parent"]] if "parent" in said else said
        below = "parent" in said
        return (root["position"], root["slug"], below, said["position"], said["slug"])

    return order


_ORDERS: dict[str, Callable[[Fields], Any]] = {
    "tags": lambda said: said["slug"],
    "capability_groups": lambda said: (said.get("position", 0), said["slug"]),
    "capabilities": lambda said: (said["group"], said.get("position", 0), said["slug"]),
    "projects": lambda said: (said["position"], said["slug"]),
    "maintainers": lambda said: said["handle"],
    "stewardships": lambda said: [
        said.get(name) or "" for name in ("role", "maintainer", "category", "project")
    ],
}
