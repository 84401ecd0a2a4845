"""Relations in words, with both projects and their sources."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from directory.browse import Entry
from directory.models import Relation

from .sentences import linked


class Told(NamedTuple):
    source: Entry
    relation: Relation
    target: Entry

    @property
    def sentence(self) -> SafeString:
        return linked(self.source.project, self.relation.kind, self.target.project)


def listed(pks: Sequence[int], entries: Mapping[int, Entry]) -> list[Told]:
    """Those of these relations whose projects are known, in this order; one query."""
    rows = Relation.objects.in_bulk(pks)
    return [
        Told(entries[row.source_id], row, entries[row.target_id])
        for row in (rows[pk] for pk in pks if pk in rows)
        if row.source_id in entries and row.target_id in entries
    ]
