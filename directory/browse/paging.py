"""What was found in pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .offered import Option


class Paged:
    """Pages of what whoever inherits this has found."""

    page_size: int
    number: int
    if TYPE_CHECKING:

        @property
        def count(self) -> int: ...

        def page_url(self, number: int) -> str: ...

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.page_size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.page_size + 1

    @property
    def last(self) -> int:
        return min(self.number * self.page_size, self.count)

    @property
    def previous_url(self) -> str | None:
        return self.page_url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.page_url(self.number + 1) if self.number < self.pages else None

    @property
    def page_links(self) -> Iterator[Option | None]:
        """The pages near this one, the first and the last; None stands for a gap."""
        near = range(self.number - 2, self.number + 3)
        shown = sorted(n for n in {1, self.pages, *near} if 1 <= n <= self.pages)
        for before, n in zip([0, *shown], shown, strict=False):
            if n - before > 1:
                yield None
            yield Option(str(n), self.page_url(n), n == self.number)
