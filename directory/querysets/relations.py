"""Readings of relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Q, QuerySet

from .expressions import as_values
from .natural_keys import only


class RelationManager(Manager):
    model: Any

    def get_by_natural_key(self, source: Iterable[str], kind: str, target: Iterable[str]) -> Any:
        return self.get(source__slug=only(source), kind=kind, target__slug=only(target))

    def for_successors(self, ids: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """(project, who took its place) among published projects: first what one was renamed to or
        merged into, then what followed it. `ids` limits them to those that touch these projects."""
        kind = self.model.Kind
        found = self.filter(
            kind__in=[kind.SUCCESSOR_OF, kind.MERGED_INTO, kind.RENAMED_TO],
            source__state="published",
            target__state="published",
        )
        if ids is not None:
            found = found.filter(Q(source__in=ids) | Q(target__in=ids))
        rows = found.order_by("pk").values_list("kind", "source_id", "target_id")
        for name, source, target in sorted(rows, key=lambda row: row[0] == kind.SUCCESSOR_OF):
            yield (target, source) if name == kind.SUCCESSOR_OF else (source, target)

    def successor_of(self, project: Any) -> int | None:
        """The id of the published project that took the place of one that need not be published."""
        kind = self.model.Kind
        into = self.filter(source=project, kind__in=[kind.MERGED_INTO, kind.RENAMED_TO])
        after = self.filter(target=project, kind=kind.SUCCESSOR_OF)
        return (
            into.filter(target__state="published").values_list("target_id", flat=True).first()
            or after.filter(source__state="published").values_list("source_id", flat=True).first()
        )

    def slugs_of_successors(self, ids: Iterable[int]) -> dict[int, str]:
        """By id, the published project that took the place of one that need not be published."""
        kind, wanted = self.model.Kind, as_values(ids)
        after = self.filter(
            kind=kind.SUCCESSOR_OF, target__in=wanted, source__state="published"
        ).order_by("-pk")
        into = self.filter(
            kind__in=[kind.MERGED_INTO, kind.RENAMED_TO],
            source__in=wanted,
            target__state="published",
        ).order_by("-pk")
        found = dict(after.values_list("target_id", "source__slug"))
        return found | dict(into.values_list("source_id", "target__slug"))

    def inverse_of(self, project: Any) -> QuerySet:
        """Those of other projects with this one."""
        return self.filter(target=project).order_by("kind", "pk")

    def other_ends_of(self, project: Any) -> list[int]:
        """The ids of projects that have a relation with this one."""
        found = self.filter(target=project).order_by()
        return list(found.values_list("source_id", flat=True).distinct())

    def ends(self) -> QuerySet:
        """(id, kind, source, target) of every relation."""
        return self.order_by().values_list("pk", "kind", "source_id", "target_id")

    def between_published(self, ids: Iterable[int]) -> QuerySet:
        """Relations in which any of these projects stands, from either side, both ends
        published."""
        wanted = Q(source__in=as_values(ids)) | Q(target__in=as_values(ids))
        found = self.filter(wanted, source__state="published", target__state="published")
        return found.order_by("kind", "since", "id")

    def of(self, project: Any) -> QuerySet:
        """Relations in which a project stands, from either side, other ends published."""
        return self.filter(
            Q(source=project, target__state="published")
            | Q(target=project, source__state="published")
        ).order_by("kind", "since", "id")
