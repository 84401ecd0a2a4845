"""Readings of former addresses, and of what went into something else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager

from directory.text import SLUG

from .natural_keys import SlugManager


class OldSlugManager(SlugManager):
    model: Any

    def present(self, slugs: Iterable[str]) -> dict[str, str]:
        """The present slug of each of these that is a former one."""
        wanted = {slug for slug in slugs if SLUG.fullmatch(slug)}
        owner = self.model.OWNER
        return dict(self.filter(slug__in=wanted).values_list("slug", f"{owner}__slug"))

    def pairs(self) -> Any:
        """(id of the owner, slug) of all."""
        return self.values_list(f"{self.model.OWNER}_id", "slug")

    def owners_of(self, slugs: Iterable[str]) -> dict[str, int]:
        """The id of what once had each of these slugs."""
        owner = f"{self.model.OWNER}_id"
        return dict(self.filter(slug__in=set(slugs)).values_list("slug", owner))


class MergeManager(Manager):
    def into(self, project_id: Any) -> list[int]:
        """The ids that projects had which went into this one."""
        return list(self.filter(project=project_id).values_list("merged", flat=True))

    def places_of(self, ids: Iterable[int]) -> dict[int, str]:
        """By id that a project had which went into another: the slug of that one, if it is
        published."""
        found = self.filter(merged__in=list(ids), project__state="published")
        return dict(found.values_list("merged", "project__slug"))
