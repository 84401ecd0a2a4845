"""Readings of categories and tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Manager, Q, QuerySet

from .gathered import ids_by_key
from .natural_keys import OnceElsewhere, SlugManager, only


class CategoryManager(SlugManager, OnceElsewhere):
    def of_first_level(self) -> QuerySet:
        return self.filter(parent=None)

    def with_capabilities(self) -> QuerySet:
        """Those whose projects can be compared by what they can do."""
        return self.filter(capability_groups__capabilities__isnull=False).distinct()

    def compared(self) -> QuerySet:
        """Those of whose matrix a cell at least is recorded."""
        return self.filter(capability_groups__capabilities__values__isnull=False).distinct()

    def ids_within(self, category: Any) -> set[int]:
        """Of a category and its subcategories."""
        within = self.filter(Q(pk=category.pk) | Q(parent=category.pk))
        return set(within.values_list("pk", flat=True))

    def slugs_by_id(self) -> dict[int, str]:
        return dict(self.values_list("pk", "slug"))


class TagManager(SlugManager, OnceElsewhere):
    def in_use(self) -> QuerySet:
        return self.annotate(
            uses=Count("project_tags", filter=Q(project_tags__content_object__state="published"))
        )


class ProjectTagManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], tag: Iterable[str]) -> Any:
        return self.get(content_object__slug=only(project), tag__slug=only(tag))

    def pairs(self, project_ids: Iterable[int]) -> QuerySet:
        """(tag id, project id) of some projects."""
        return self.filter(content_object_id__in=list(project_ids)).values_list(
            "tag_id", "content_object_id"
        )

    def project_ids_by_key(self) -> Iterable[tuple[int, list[int]]]:
        """(tag id, project ids)"""
        return ids_by_key(self.all(), "content_object_id", "tag_id")
