"""Readings of projects that went into others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Manager, QuerySet


class MergeManager(Manager):
    def standing(self) -> QuerySet:
        return self.filter(undone=None)

    def into(self, project_id: Any) -> list[int]:
        """The ids that projects had which went into this one."""
        return list(self.standing().filter(project=project_id).values_list("merged", flat=True))

    def places_of(self, ids: Iterable[int]) -> dict[int, str]:
        """By id that a project had which went into another: the slug of that one, if it is
        published."""
        found = self.standing().filter(merged__in=list(ids), project__state="published")
        return dict(found.values_list("merged", "project__slug"))

    def after(self, merge: Any) -> Any:
        """The last that stands of those that came later, into the same project or of it into
        another; None if there is none."""
        later = self.standing().filter(project=merge.project_id, pk__gt=merge.pk)
        return later.order_by("pk").last()

    def with_id(self, pk: int) -> Any:
        """The merge with this id, None if there is none."""
        return self.select_related("project").filter(pk=pk).first()

    def locked(self, pk: int) -> Any:
        """The merge, which nobody else undoes until the transaction ends; None if it is gone."""
        return self.select_for_update().filter(pk=pk).first()


def of_project(model: Any, project: Any) -> QuerySet:
    """Rows of a model without a history that name a project."""
    found: QuerySet = model._base_manager.filter(project=project)
    return found


def still_of(model: Any, project: Any, column: str, values: Iterable[Any]) -> QuerySet:
    """Those of them that this column tells from others."""
    return of_project(model, project).filter(**{f"{column}__in": list(values)})


def open_at(suggestions: QuerySet, time: datetime) -> QuerySet:
    """Those that nobody decided on after this time."""
    return suggestions.exclude(decided__gt=time)


def with_names(model: Any, ids: Iterable[int]) -> dict[int, Any]:
    """By id, rows with what their foreign keys name."""
    named = [each.name for each in model._meta.concrete_fields if each.is_relation]
    found: dict[int, Any] = model._base_manager.select_related(*named).in_bulk(ids)
    return found
