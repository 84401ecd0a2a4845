"""Relations in words, with both projects and their sources."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from directory.browse import Entry, entries
from directory.catalogue import Catalogue
from directory.models import Project, Relation

from .gathering import Edge
from .sentences import linked


class Told(NamedTuple):
    source: Entry
    relation: Relation
    target: Entry

    @property
    def sentence(self) -> SafeString:
        return linked(self.source.project, self.relation.kind, self.target.project)


def listed(pks: Sequence[int], projects: Mapping[int, Entry]) -> list[Told]:
    """Those of these relations whose projects are known, in this order; one query."""
    rows = Relation.objects.in_bulk(pks)
    return [
        Told(projects[row.source_id], row, projects[row.target_id])
        for row in (rows[pk] for pk in pks if pk in rows)
        if row.source_id in projects and row.target_id in projects
    ]


def ends(catalogue: Catalogue, edges: Sequence[Edge]) -> dict[int, Entry]:
    """The projects of some relations."""
    ids = {i for edge in edges for i in (edge.source, edge.target)}
    found = entries(catalogue, sorted(ids), Project.objects.for_tiles())
    return {entry.project.pk: entry for entry in found}
