"""Readings of the addresses of projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, OuterRef, QuerySet

from .natural_keys import only


class LinkManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], kind: str, url: str) -> Any:
        return self.get(project__slug=only(project), kind=kind, url=url)

    def of_projects(self, project_ids: Iterable[int]) -> QuerySet:
        return self.filter(project__in=list(project_ids))

    def of_kind(self, kind: str) -> QuerySet:
        """Present links of a kind of the project that an outer query reads."""
        return self.filter(project=OuterRef("pk"), kind=kind, former=False)
