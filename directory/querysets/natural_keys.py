"""Rows found by what stands for them in fixtures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, Q, QuerySet


class SlugManager(Manager):
    """Objects whose slug is their natural key."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class OnceElsewhere(Manager):
    """Objects that have a page, and go on being found where that once was."""

    slug_field = "slug"

    def once_at(self, slug: str) -> QuerySet:
        """What had this slug before."""
        return self.filter(old_slugs__slug=slug)

    def by_old_slug(self, slug: str) -> Any:
        """What once had this slug, or has it in another case; None if there is nothing."""
        return self.filter(Q(old_slugs__slug=slug) | Q(**{self.slug_field: slug})).first()


def only(key: Iterable[str]) -> str:
    """The one part of a key that has no more."""
    (value,) = key
    return value
