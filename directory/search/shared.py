"""What both search backends are handed."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from directory.heartbeat import LAST


class Origin(IntEnum):
    """Where a word stands; of words equally near to a misspelling the first kind is offered."""

    NAME = 0
    TAG = 1
    TEXT = 2


class Document(NamedTuple):
    """A project as search sees it: segmented texts by weight, keys of what it is called, words
    for near spellings. Of documents alike the smaller `standing` comes first."""

    project_id: int
    names: tuple[str, str]
    aliases: frozenset[str]
    standing: int
    position: int
    name: list[str]
    category: list[str]
    tags: list[str]
    summary: list[str]
    body: list[str]
    words: Mapping[str, Origin]

    @property
    def alias_lines(self) -> str:
        """Each alias between two line ends, so that one of them is found by its line."""
        return "".join(f"\n{alias}\n" for alias in sorted(self.aliases))


# Raise it when text is segmented or kept in another way: the next `migrate` empties the index,
# and the first searches fill it again.
FORMAT = 3

# The version up to which the index is complete.
DONE = (
    f"(SELECT CASE WHEN project_id = {LAST} THEN version ELSE version - 1 END "
    "FROM directory_search_state)"
)

STATE_TABLE = (
    "CREATE TABLE IF NOT EXISTS directory_search_state (id integer PRIMARY KEY CHECK (id = 1), "
    "format integer NOT NULL, version bigint NOT NULL, project_id bigint NOT NULL)",
    "INSERT INTO directory_search_state (id, format, version, project_id) VALUES (1, 0, 0, 0) "
    "ON CONFLICT DO NOTHING",
)
WORD_TABLE = (
    "CREATE TABLE IF NOT EXISTS directory_search_word "
    "(word text PRIMARY KEY, origin integer NOT NULL)"
)
NO_WORD_TABLE = "DROP TABLE IF EXISTS directory_search_word"
