"""What stands in the head of any feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.urls import reverse

from .identity import tag

SIZE = 50
# Of a feed that nothing was ever in.
_NEVER = datetime.fromtimestamp(0, UTC)


class Dated(Protocol):
    @property
    def updated(self) -> datetime: ...


class Feed:
    """`name` is what the feed goes by in its id, `heading` and `says` what it is called and what is
    in it, and `shown_at` the name of the page that shows the same to people."""

    name: str
    heading: Any
    says: Any
    shown_at: str
    if TYPE_CHECKING:
        number: int
        asked_in_words: list[str]

        @property
        def items(self) -> Sequence[Dated]: ...

        def query(self, **changes: Any) -> str: ...

        def page_url(self, number: int) -> str: ...

    @property
    def id(self) -> str:
        """The same for all of its pages."""
        return tag(f"feeds/{self.name}{_begun(self.query(page=None, before=None))}")

    @property
    def criteria(self) -> list[str]:
        """What it is narrowed by, in words."""
        return self.asked_in_words

    @property
    def updated(self) -> datetime:
        return max((item.updated for item in self.items), default=_NEVER)

    @property
    def self_url(self) -> str:
        return self.page_url(self.number)

    @property
    def page_path(self) -> str:
        return self.path_of_page()

    def path_of_page(self, **changes: Any) -> str:
        query = self.query(page=None, before=None, **changes)
        return reverse(self.shown_at) + _begun(query)


def _begun(query: str) -> str:
    return f"?{query}" if query else ""
