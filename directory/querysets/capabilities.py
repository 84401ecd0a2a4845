"""Readings of capabilities and of what projects have of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import CharField, Manager, Q, QuerySet
from django.db.models.functions import Cast, ExtractYear

from .gathered import ids_by_key
from .natural_keys import SlugManager, only


class CapabilityManager(SlugManager):
    def for_matrix(self, category_ids: Iterable[int], also: Iterable[int] = ()) -> QuerySet:
        """The capabilities of categories, and some others, as they stand below one another."""
        return self._in_order(Q(group__category__in=list(category_ids)) | Q(pk__in=list(also)))

    def for_form(self, category_ids: Iterable[int], also: Iterable[str]) -> QuerySet:
        """The same; the others are named by their slugs."""
        return self._in_order(Q(group__category__in=list(category_ids)) | Q(slug__in=list(also)))

    def _in_order(self, wanted: Q) -> QuerySet:
        return (
            self.filter(wanted)
            .select_related("group")
            .order_by(
                "group__category__position",
                "group__position",
                "group__slug",
                "position",
                "slug",
            )
        )


class CapabilityValueManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], capability: Iterable[str]) -> Any:
        return self.get(project__slug=only(project), capability__slug=only(capability))

    def of(self, project: Any) -> QuerySet:
        return self.filter(project=project).select_related("capability__group")

    def of_projects(self, project_ids: Iterable[int]) -> QuerySet:
        return self.filter(project__in=list(project_ids)).order_by("pk")

    def pairs(self, project_ids: Iterable[int]) -> Iterator[tuple[tuple[str, int], int]]:
        """((year, capability id), project id) of values whose source has a date."""
        found = _with_year(self.of_projects(project_ids))
        for year, capability, project in found.values_list("year", "capability_id", "project_id"):
            yield (year, capability), project

    def project_ids_by_key(self) -> Iterable[tuple[tuple[str, int], list[int]]]:
        """((year, capability id), project ids) of values whose source has a date."""
        return ids_by_key(_with_year(self.all()), "project_id", "year", "capability_id")

    def project_ids(self, category_ids: Iterable[int]) -> QuerySet:
        """Projects with a value of any capability of these categories."""
        found = self.filter(capability__group__category__in=list(category_ids))
        return found.order_by().values_list("project_id", flat=True).distinct()


def _with_year(values: QuerySet) -> QuerySet:
    """Those whose source has a date, with its year as a text."""
    year = Cast(ExtractYear("verified"), CharField())
    return values.filter(verified__isnull=False).annotate(year=year)
