"""Slugs for what has none: made of the name, and nobody else's."""

from collections.abc import Iterable

from directory.text import SLUG_LENGTH, slugify


class Slugs:
    """Slugs that are taken, and new ones beside them."""

    def __init__(self, taken: Iterable[str]):
        self._taken = set(taken)

    def reserve(self, slugs: Iterable[str]) -> None:
        self._taken.update(slugs)

    def new(self, *names: str, otherwise: str) -> str:
        """Made of the first name of which one can be made that is free; if none is, numbered."""
        made = [slug for name in names if (slug := slugify(name))] or [otherwise]
        free = next((slug for slug in made if slug not in self._taken), None)
        slug = free or self._numbered(made[0])
        self._taken.add(slug)
        return slug

    def _numbered(self, slug: str) -> str:
        number = 2
        while (numbered := f"{slug[: SLUG_LENGTH - 8]}-{number}") in self._taken:
            number += 1
        return numbered
