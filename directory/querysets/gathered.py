"""Ids gathered by the database, one row a key: a row for each of a million would take seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Aggregate, QuerySet, TextField


class Gathered(Aggregate):
    """The values of a group as a JSON text."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="json_group_array(%(expressions)s)")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="json_agg(%(expressions)s)::text")


def ids_by_key(rows: QuerySet, id_column: str, *key: str) -> Iterator[tuple[Any, list[int]]]:
    """(key, ids): the key is a tuple where it has several columns."""
    found = rows.order_by().values_list(*key).annotate(ids=Gathered(id_column))
    for *parts, ids in found.iterator():
        yield tuple(parts) if len(parts) > 1 else parts[0], json.loads(ids)
