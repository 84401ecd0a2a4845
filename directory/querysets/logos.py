"""Readings of logos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet


class LogoQuerySet(QuerySet):
    def of(self, slug: str) -> Any:
        """The logo of a project, by the project's slug, or None."""
        return self.filter(project__slug=slug).select_related("project").first()

    def for_files(self, project_ids: Iterable[int] | None) -> Iterable[Any]:
        """Of these projects or of all, few at a time, for pictures are large."""
        found = self if project_ids is None else self.filter(project__in=project_ids)
        return found.select_related("project").order_by("pk").iterator(chunk_size=100)
