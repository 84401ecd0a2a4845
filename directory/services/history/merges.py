"""Rows of history that were written when two projects became one, or two again, as one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from directory.models import Merge, Project

from .words import by_key


class MergeAct(NamedTuple):
    """`loser` and `winner` are names, in the language on display, or slugs where both have one
    name."""

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
        self._names = _names(self._merges.values())

    def of(self, record: Any) -> MergeAct | None:
        merge = self._merges.get(record.from_merge)
        if merge is None:
            return None
        is_undo = merge.undone is not None and record.history_date >= merge.undone
        return _act(merge, is_undo, self._names)


def merge_act(merge: Merge) -> MergeAct:
    return _act(merge, False, _names([merge]))


def _names(merges: Iterable[Merge]) -> dict[int, Any]:
    return by_key(Project, {pk for merge in merges for pk in (merge.merged, _winner(merge))})


def _act(merge: Merge, is_undo: bool, names: Mapping[int, Any]) -> MergeAct:
    both = [names.get(pk, pk) for pk in (merge.merged, _winner(merge))]
    loser, winner = map(str, both)
    if loser == winner:
        loser, winner = (each.slug for each in both)
    return MergeAct(merge, is_undo, loser, winner)


def _winner(merge: Merge) -> int:
    """Where it is now, if nothing is on record of where it went."""
    return merge.winner or merge.project_id
