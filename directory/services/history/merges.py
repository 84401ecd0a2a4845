"""Rows of history that were written when two projects became one, or two again, as one act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from directory.models import Merge, Project

from .words import by_key


class MergeAct(NamedTuple):
    """`loser` and `winner` are names, in the language on display."""

    merge: Merge
    is_undo: bool
    loser: str
    winner: str

    def __str__(self) -> str:
        return f"{self.loser} → {self.winner}"


class MergeActs:
    """Those of which some rows are."""

    def __init__(self, records: Iterable[Any]):
        ids = {record.from_merge for record in records} - {None}
        self._merges = Merge.objects.in_bulk(ids)
        both = {pk for merge in self._merges.values() for pk in (merge.merged, merge.winner)}
        self._names = by_key(Project, both)

    def of(self, record: Any) -> MergeAct | None:
        merge = self._merges.get(record.from_merge)
        if merge is None:
            return None
        is_undo = merge.undone is not None and record.history_date >= merge.undone
        return MergeAct(merge, is_undo, self._name(merge.merged), self._name(merge.winner))

    def _name(self, pk: int | None) -> str:
        return str(self._names.get(pk, pk))
