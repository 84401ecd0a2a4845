"""The public directory at one version, its projects few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from directory import catalogue, representations
from directory.representations import Origin

Fields = dict[str, Any]

# Projects that are read at once.
CHUNK = 250


class Contents:
    """To be read in one moment of the database."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.known = catalogue.current()
        self.landscape = representations.landscape(self.known, origin)
        self.categories = representations.categories(self.known, origin)
        self.tags = representations.tags(self.known, origin)
        self.about = {
            "version": self.known.version,
            "generated": representations.now(),
            "license": self.landscape["license"],
            "attribution_zh": self.landscape["attribution_zh"],
            "attribution_en": self.landscape["attribution_en"],
            "source": self.landscape["url"],
            "projects": len(self.known.published),
        }

    def projects(self) -> Iterator[list[Fields]]:
        """In the order of the list."""
        ids = self.known.orders["position"].ids
        for start in range(0, len(ids), CHUNK):
            yield representations.fulls(self.known, ids[start : start + CHUNK], self.origin)
