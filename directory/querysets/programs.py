"""Readings of what programs are given: plain values of many projects at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from .expressions import as_values


def columns_of(projects: Any, columns: Sequence[str]) -> QuerySet:
    """These columns with slug, first homepage and repository, category, the one above, and logo."""
    links = projects.model._meta.get_field("links").related_model.objects
    doors = {
        kind: Subquery(links.first_of_kind(OuterRef("pk"), kind))
        for kind in ("homepage", "repository")
    }
    beside = ("category__slug", "category__parent__slug", "logo__digest", "logo__media_type")
    return projects.order_by().annotate(**doors).values("pk", "slug", *doors, *beside, *columns)


def parts_of(model: Any, owner: str, ids: Iterable[int], columns: Sequence[str]) -> QuerySet:
    """(id of the project, *columns) of what belongs to these projects, as the model orders it."""
    return model.objects.filter(**{f"{owner}__in": as_values(ids)}).values_list(
        f"{owner}_id", *columns
    )
