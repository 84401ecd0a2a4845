"""Full-text search: what matches a query, and in which order. Knows tables, not models.

The tables are derived data: `directory.services.indexing` brings them up to date from the log of
changes. They are made by `install` after every `migrate` and are no Django models, for each
database has its own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pyroaring import BitMap

from directory.text import Phrase

from . import postgresql, sqlite
from .shared import Cursor, Document

__all__ = [
    "RANKED_AT_MOST",
    "Cursor",
    "Document",
    "install",
    "match",
    "move",
    "position",
    "rank",
    "remove",
    "vocabulary",
    "write",
]

# Ranking costs most for frequent words, whose ranking helps least.
RANKED_AT_MOST = 10_000


class Matches(NamedTuple):
    """The ids that match, and how far the index has followed the log."""

    ids: BitMap
    version: int


class Backend(Protocol):
    def install(self, connection: BaseDatabaseWrapper) -> None: ...
    def match(self, phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]: ...
    def rank(self, phrases: Sequence[Phrase], exact: str) -> list[int]: ...
    def write(self, documents: Sequence[Document]) -> None: ...


def _backend(connection: BaseDatabaseWrapper) -> Backend:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the search tables where they are missing."""
    _backend(connection).install(connection)


def match(phrases: Sequence[Phrase]) -> Matches:
    """Everything in which all phrases stand, unordered. Raises ValueError without a phrase."""
    if not phrases:
        raise ValueError("a search needs a phrase")
    version, ids = _backend(connection).match(phrases)
    return Matches(BitMap(ids), version)


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    """Matching ids, best first: the name `exact`, then name before tag before summary before text."""
    return _backend(connection).rank(phrases, exact)


def write(documents: Sequence[Document]) -> None:
    """Put documents into the index, in the place of what they replace."""
    remove(document.project_id for document in documents)
    _backend(connection).write(documents)
    words = sorted({word for document in documents for word in document.words})
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_word (word) VALUES (%s) ON CONFLICT DO NOTHING",
            [(word,) for word in words],
        )


def remove(project_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM directory_search_text WHERE project_id = %s",
            [(project_id,) for project_id in project_ids],
        )


def position(*, lock: bool = False) -> Cursor:
    """How far the index has followed the log; with `lock` no other process moves it meanwhile."""
    suffix = " FOR UPDATE" if lock and connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT version, project_id FROM directory_search_state WHERE id = 1{suffix}"
        )
        return Cursor(*cursor.fetchone())


def move(to: Cursor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE directory_search_state SET version = %s, project_id = %s WHERE id = 1", list(to)
        )


def vocabulary(shortest: int, longest: int) -> list[str]:
    """Words of the index by length, to compare a misspelling with."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM directory_search_word WHERE length(word) BETWEEN %s AND %s",
            [shortest, longest],
        )
        return [row[0] for row in cursor.fetchall()]
