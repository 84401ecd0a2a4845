"""Readings of capabilities and of what projects have of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, Q, QuerySet

from .natural_keys import SlugManager, only


class CapabilityManager(SlugManager):
    def for_matrix(self, category_ids: Iterable[int], also: Iterable[int] = ()) -> QuerySet:
        """The capabilities of categories, and some others, as they stand below one another."""
        return (
            self.filter(Q(group__category__in=list(category_ids)) | Q(pk__in=list(also)))
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

    def verified(self) -> QuerySet:
        """(project id, date) of every value with a date at which its source was read."""
        found = self.filter(verified__isnull=False, project__state="published")
        return found.order_by().values_list("project_id", "verified")

    def project_ids(self, category_ids: Iterable[int]) -> QuerySet:
        """Projects with a value of any capability of these categories."""
        found = self.filter(capability__group__category__in=list(category_ids))
        return found.order_by().values_list("project_id", flat=True).distinct()
