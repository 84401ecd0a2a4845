"""A plan put into the database: in one transaction, in bulk, every row with its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from directory.formats.records import Fields
from directory.models import Project

from . import checks
from .parts import Ids, save_parts
from .plan import Change, Item, Plan
from .recording import Recording, chunks
from .terms import KINDS, Kind

# Told how many objects of how many are saved.
Progress = Callable[[int, int], None]


def quietly(saved: int, of: int) -> None:
    """For those who do not watch."""


@transaction.atomic
def apply(plan: Plan, recording: Recording, progress: Progress = quietly) -> Ids:
    """Do what a plan without errors says. The ids of all objects, by the keys that the plan has."""
    applying = _Applying(plan, recording, progress)
    for kind in KINDS.values():
        applying.save(kind)
    return applying.ids


class _Applying:
    def __init__(self, plan: Plan, recording: Recording, progress: Progress):
        self.plan = plan
        self.recording = recording
        self.progress = progress
        self.saved = 0
        self.ids = {kind: dict(ids) for kind, ids in plan.ids.items()}

    def save(self, kind: Kind) -> None:
        items = [item for item in self.plan.changes if item.kind == kind.name]
        for generation in _generations(item for item in items if item.change == Change.NEW):
            self._add(kind, generation)
        self._change(kind, [item for item in items if item.change != Change.NEW])
        save_parts(kind, items, self.ids, self.recording)

    def _add(self, kind: Kind, items: Sequence[Item]) -> None:
        for chunk in chunks(items):
            rows = [kind.model(**self._values(kind, item.after)) for item in chunk]
            if kind.name == "landscape":
                rows[0].pk = 1
            self.recording.add(rows)
            self.ids[kind.name] |= {item.key: row.pk for item, row in zip(chunk, rows, strict=True)}
            self._advance(len(chunk))

    def _change(self, kind: Kind, items: Sequence[Item]) -> None:
        for chunk in chunks(items):
            rows = kind.model._base_manager.in_bulk([item.pk for item in chunk])
            changed: list[Any] = []
            columns: set[str] = set()
            for item in chunk:
                values = self._values(kind, item.after)
                for name, value in values.items():
                    setattr(rows[item.pk], name, value)
                if values:
                    changed.append(rows[item.pk])
                    columns |= values.keys()
            self._touch(kind, chunk)
            self.recording.change(changed, sorted(columns))
            self._advance(len(chunk))

    def _advance(self, saved: int) -> None:
        self.saved += saved
        self.progress(self.saved, len(self.plan.changes))

    def _touch(self, kind: Kind, items: Sequence[Item]) -> None:
        """A project has changed too if only its tags or links have."""
        if kind.model is Project:
            ids = [self.ids["projects"][item.key] for item in items]
            Project._base_manager.filter(pk__in=ids).update(modified=timezone.now())

    def _values(self, kind: Kind, after: Fields) -> Fields:
        """As the columns have them, references by id."""
        references = {
            f"{name}_id": after[name] and self.ids[of][after[name]]
            for name, of in kind.references.items()
            if name in after
        }
        return checks.values(kind, after) | references


def _generations(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Those that others of the same kind refer to come first."""
    below: list[Item] = []
    above: list[Item] = []
    for item in items:
        (below if item.after.get("parent") else above).append(item)
    yield above
    yield below
