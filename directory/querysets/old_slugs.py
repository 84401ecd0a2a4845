"""Readings of former addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

    def ids_ever_called(self, slugs: Iterable[str]) -> Any:
        """Of what has one of these slugs or once had it. Each half is found by its own index, which
        an OR of both would not be."""
        owner = self.model._meta.get_field(self.model.OWNER)
        present = owner.related_model.objects.filter(slug__in=slugs).order_by().values("pk")
        return present.union(self.filter(slug__in=slugs).order_by().values(owner.attname))
