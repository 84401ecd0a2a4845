"""Tags, links and whatever else belongs to an object, saved row by row as far as they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directory.formats.records import Fields

from . import checks
from .plan import Change, Item
from .recording import Recording, chunks
from .terms import Key, Kind, Part

Ids = Mapping[str, Mapping[Key, int]]
# Between a link and the one before it, so that another can be put between them.
STEP = 10


def save_parts(kind: Kind, items: Sequence[Item], ids: Ids, recording: Recording) -> None:
    """The parts of objects of one kind that are all in the database by now."""
    for part in kind.parts.values():
        _Saving(kind, part, ids, recording).save(
            [item for item in items if part.name in item.fields]
        )


class _Saving:
    """What goes, goes first: an old slug may pass from one project to another."""

    def __init__(self, kind: Kind, part: Part, ids: Ids, recording: Recording):
        self.kind = kind
        self.part = part
        self.ids = ids
        self.recording = recording
        self.added: list[Any] = []
        self.changed: list[Any] = []
        self.deleted: list[Any] = []

    def save(self, items: Sequence[Item]) -> None:
        stored = self._stored(item for item in items if item.change != Change.NEW)
        for item in items:
            owner = self.ids[self.kind.name][item.key]
            self._tell_apart(owner, item.after[self.part.name], stored[owner])
        self.recording.delete(self.deleted)
        self.recording.change(self.changed, self._columns)
        self.recording.add(self.added)

    @property
    def _columns(self) -> list[str]:
        """Those in which a row may differ from what is wanted."""
        others = [*self.part.others]
        return ["url", *others, "position"] if self.part.name == "links" else others

    def _stored(self, items: Iterable[Item]) -> dict[int, dict[Any, Any]]:
        """The rows of each object, by what tells them apart."""
        found: dict[int, dict[Any, Any]] = defaultdict(dict)
        owners = [item.pk for item in items]
        for chunk in chunks(owners):
            for row in self.part.model._base_manager.filter(**{f"{self.part.owner}__in": chunk}):
                owner = getattr(row, f"{self.part.owner}_id")
                found[owner][self._key(row)] = row
        return found

    def _key(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, column) for column in self._key_columns)

    @property
    def _key_columns(self) -> list[str]:
        part = self.part
        return [f"{part.column}_id" if name == part.reference else name for name in part.key]

    def _tell_apart(self, owner: int, items: Sequence[Any], stored: dict[Any, Any]) -> None:
        wanted = {self._key_of(values): values for values in map(self._values, items)}
        if self.part.name == "links":
            _correct(wanted, stored)
            _number(wanted, stored)
        for key, values in wanted.items():
            row = stored.pop(key, None)
            if row is None:
                self.added.append(self.part.model(**values, **{f"{self.part.owner}_id": owner}))
            elif _differs(row, values):
                self.changed.append(row)
        self.deleted += stored.values()

    def _key_of(self, values: Fields) -> tuple[Any, ...]:
        return tuple(values[column] for column in self._key_columns)

    def _values(self, item: Any) -> Fields:
        """An item as its row has it."""
        part = self.part
        said: Fields = {part.key[0]: item} if part.plain else dict(item)
        if part.reference:
            said[f"{part.column}_id"] = self.ids[part.of][said.pop(part.reference)]
        values = {name: checks.stored(part, name, said.get(name)) for name in part.others}
        return said | values


def _correct(wanted: Mapping[Any, Fields], stored: dict[Any, Any]) -> None:
    """A new address in place of one of the same kind corrects it: its row changes, so that history
    has one change, which is taken back as one."""
    for key, values in wanted.items():
        if key in stored:
            continue
        for old, row in stored.items():
            alike = (row.kind, row.former) == (values["kind"], values["former"])
            if alike and old not in wanted:
                stored[key] = stored.pop(old)
                break


def _number(wanted: dict[Any, Fields], stored: Mapping[Any, Any]) -> None:
    """Give links their positions, former ones apart: those that they have, if these are in order
    and only the last ones are new; otherwise new ones, with room between them."""
    for former in (False, True):
        links = [(key, values) for key, values in wanted.items() if values["former"] == former]
        positions = [_position(stored.get(key), former) for key, _ in links]
        while positions and positions[-1] is None:
            positions.pop()
        known = [position for position in positions if position is not None]
        if len(known) < len(positions) or known != sorted(set(known)):
            known = []
        last = known[-1] if known else 0
        known += range(last + STEP, last + STEP * (len(links) + 1), STEP)
        for (_key, values), position in zip(links, known, strict=False):
            values["position"] = position


def _position(row: Any, former: bool) -> int | None:
    return row.position if row is not None and row.former == former else None


def _differs(row: Any, values: Fields) -> bool:
    """Whether a row is otherwise than it should be; it is so afterwards."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)
