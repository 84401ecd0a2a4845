"""Rows found by what stands for them in fixtures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager


class SlugManager(Manager):
    """Objects whose slug is their natural key."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


def only(key: Iterable[str]) -> str:
    """The one part of a key that has no more."""
    (value,) = key
    return value
