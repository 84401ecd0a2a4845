"""Relations in words, with both projects and their sources."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from directory.browse import Entry
from directory.models import Relation


class Told(NamedTuple):
    source: Entry
    relation: Relation
    target: Entry


def listed(pks: Sequence[int], entries: Mapping[int, Entry]) -> list[Told]:
    """Those of these relations whose projects are known, in this order; one query."""
    rows = Relation.objects.in_bulk(pks)
    return [
        Told(entries[row.source_id], row, entries[row.target_id])
        for row in (rows[pk] for pk in pks if pk in rows)
        if row.source_id in entries and row.target_id in entries
    ]
