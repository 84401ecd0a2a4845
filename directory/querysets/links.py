"""Readings of the addresses of projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, QuerySet
from django.db.models.functions import Lower

from .gathered import ids_by_key
from .natural_keys import only


class LinkManager(Manager):
    def get_by_natural_key(self, project: Iterable[str], kind: str, url: str) -> Any:
        return self.get(project__slug=only(project), kind=kind, url=url)

    def of_projects(self, project_ids: Iterable[int]) -> QuerySet:
        return self.filter(project__in=list(project_ids))

    def first_of_kind(self, project: Any, kind: str) -> QuerySet:
        """The present address of this kind that a project shows first."""
        found = self.filter(project=project, kind=kind, former=False)
        return found.order_by("position", "id").values("url")[:1]

    def pairs(self, project_ids: Iterable[int]) -> QuerySet:
        """(kind, project id) of present links of some projects."""
        return self.of_projects(project_ids).filter(former=False).values_list("kind", "project_id")

    def project_ids_by_key(self) -> Iterable[tuple[str, list[int]]]:
        """(kind, project ids) of present links."""
        return ids_by_key(self.filter(former=False), "project_id", "kind")

    def spelled(self, spellings: Iterable[str]) -> QuerySet:
        """(project id, former) of links that in lower case are one of these."""
        lower = self.alias(lower=Lower("url")).filter(lower__in=list(spellings))
        return lower.order_by().values_list("project_id", "former")
