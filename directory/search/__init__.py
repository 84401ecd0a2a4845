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

from directory.heartbeat import Place
from directory.text import Phrase

from . import postgresql, sqlite
from .shared import FORMAT, NO_WORD_TABLE, STATE_TABLE, WORD_TABLE, Document, Origin

__all__ = [
    "RANKED_AT_MOST",
    "Document",
    "Origin",
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
    """The ids that match, and the version up to which the index is complete."""

    ids: BitMap
    version: int


class Backend(Protocol):
    TABLES: Iterable[str]
    NO_TABLES: Iterable[str]

    def match(self, phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]: ...
    def rank(self, phrases: Sequence[Phrase], exact: str) -> list[int]: ...
    def write(self, documents: Sequence[Document]) -> None: ...


def _backend(connection: BaseDatabaseWrapper) -> Backend:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the search tables where they are missing or of another format."""
    backend = _backend(connection)
    with connection.cursor() as cursor:
        for statement in STATE_TABLE:
            cursor.execute(statement)
        cursor.execute("SELECT format FROM directory_search_state")
        if cursor.fetchone() != (FORMAT,):
            for statement in (*backend.NO_TABLES, NO_WORD_TABLE):
                cursor.execute(statement)
            cursor.execute(
                "UPDATE directory_search_state SET format = %s, version = 0, project_id = 0",
                [FORMAT],
            )
        for statement in (*backend.TABLES, WORD_TABLE):
            cursor.execute(statement)


def match(phrases: Sequence[Phrase]) -> Matches:
    """Everything in which all phrases stand. Raises ValueError without a phrase."""
    if not phrases:
        raise ValueError("a search needs a phrase")
    version, ids = _backend(connection).match(phrases)
    return Matches(BitMap(ids), version)


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    """Matching ids, best first: what is named `exact`, what goes by it otherwise, then what has
    all phrases in its name, in its name and category, in these and its tags, in these and its
    summary, and at last what needs the long text for it.

    Among those alike the better standing comes first; then the shorter name of those in which the
    query stands, or the more relevant of texts; then the order of the list. `exact` is a
    `text.key`.
    """
    return _backend(connection).rank(phrases, exact)


def write(documents: Sequence[Document]) -> None:
    """Put documents into the index, which must not have them."""
    _backend(connection).write(documents)
    words: dict[str, Origin] = {}
    for document in documents:
        for word, origin in document.words.items():
            words[word] = min(origin, words.get(word, origin))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_word (word, origin) VALUES (%s, %s) "
            "ON CONFLICT (word) DO UPDATE SET origin = excluded.origin "
            "WHERE excluded.origin < directory_search_word.origin",
            sorted(words.items()),
        )


def remove(project_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM directory_search_text WHERE project_id = %s",
            [(project_id,) for project_id in project_ids],
        )


def position(*, lock: bool = False) -> Place:
    """How far the index has followed the log; with `lock` no other process moves it meanwhile."""
    suffix = " FOR UPDATE" if lock and connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version, project_id FROM directory_search_state{suffix}")
        return Place(*cursor.fetchone())


def move(to: Place) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_search_state SET version = %s, project_id = %s", list(to))


def vocabulary() -> list[str]:
    """All words of the index, to compare a misspelling with; those of names first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM directory_search_word ORDER BY origin, word")
        return [row[0] for row in cursor.fetchall()]
