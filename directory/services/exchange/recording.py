"""Rows saved and deleted in bulk, each on record with who did it and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from directory.models.provenance import origin
from directory.services import history

CHUNK = 500


@dataclass(frozen=True)
class Recording:
    """`reason` is what history says of every row, such as `import awesome.md`."""

    reason: str
    user: Any = None

    def add(self, rows: Sequence[Any]) -> None:
        for chunk in chunks(rows):
            type(chunk[0])._base_manager.bulk_create(chunk)
            self._record(chunk, "+")

    def change(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """Rows of one model; the columns are those that differ in any of them."""
        for chunk in chunks(rows):
            history.begin(*chunk)
            type(chunk[0])._base_manager.bulk_update(chunk, columns)
            self._record(chunk, "~")

    def delete(self, rows: Sequence[Any]) -> None:
        for chunk in chunks(rows):
            history.begin(*chunk)
            for row in chunk:
                row._history_user = self.user
                history.because(row, self.reason).delete()

    def _record(self, rows: Sequence[Any], kind: str) -> None:
        """The database copies what it has just got: half of an import would be spent on sending it
        once more."""
        model = type(rows[0])
        told = {
            "history_date": connection.ops.adapt_datetimefield_value(timezone.now()),
            "history_change_reason": history.stated(self.reason),
            "history_type": kind,
            "history_user_id": self.user.pk if self.user else None,
            "from_suggestion": origin().suggestion,
            "from_import": origin().source,
            "from_token": origin().token,
            "from_merge": origin().merge,
        }
        quoted = connection.ops.quote_name
        copied = [quoted(field.column) for field in model.history.model.tracked_fields]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quoted(model.history.model._meta.db_table)} "
                f"({', '.join([*copied, *map(quoted, told)])}) "
                f"SELECT {', '.join([*copied, *['%s'] * len(told)])} "
                f"FROM {quoted(model._meta.db_table)} "
                f"WHERE {quoted(model._meta.pk.column)} IN ({', '.join(['%s'] * len(rows))})",
                [*told.values(), *(row.pk for row in rows)],
            )


def chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
