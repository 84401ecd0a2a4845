"""Rows saved and deleted in bulk, each on record with who did it and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from directory.services import history

CHUNK = 500


@dataclass(frozen=True)
class Recording:
    """`reason` is what history says of every row, such as `import awesome.md`."""

    reason: str
    user: Any = None

    def add(self, rows: Sequence[Any]) -> None:
        for chunk in chunks(rows):
            model = type(chunk[0])
            model._base_manager.bulk_create(chunk)
            self._record(model, chunk, update=False)

    def change(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """Rows of one model; the columns are those that differ in any of them."""
        for chunk in chunks(rows):
            model = type(chunk[0])
            history.begin(*chunk)
            model._base_manager.bulk_update(chunk, columns)
            self._record(model, chunk, update=True)

    def delete(self, rows: Sequence[Any]) -> None:
        for chunk in chunks(rows):
            history.begin(*chunk)
            for row in chunk:
                row._history_user = self.user
                history.because(row, self.reason).delete()

    def _record(self, model: Any, rows: Sequence[Any], *, update: bool) -> None:
        model.history.bulk_history_create(
            rows, update=update, default_user=self.user, default_change_reason=self.reason
        )


def chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
