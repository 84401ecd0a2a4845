"""Slugs for what has none: made of the name, and nobody else's."""

from collections.abc import Iterable
from itertools import count

from directory.text import SLUG_LENGTH, slugify


class Slugs:
    """Slugs that are taken, and new ones beside them."""

    def __init__(self, taken: Iterable[str]):
        self._taken = set(taken)
        # The next number to try of each slug, for thousands of entries may have one name.
        self._numbers: dict[str, int] = {}

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
        stem = slug[: SLUG_LENGTH - 8].rstrip("-")
        for number in count(self._numbers.get(stem, 2)):
            if (numbered := f"{stem}-{number}") not in self._taken:
                self._numbers[stem] = number + 1
                return numbered
        raise AssertionError("there is always another number")
