"""What both search backends are handed."""

from typing import NamedTuple

from directory.heartbeat import LAST


class Document(NamedTuple):
    """A project as search sees it: segmented texts by weight, and words for near spellings."""

    project_id: int
    names: tuple[str, str]
    name: list[str]
    tags: list[str]
    summary: list[str]
    body: list[str]
    words: frozenset[str]


# Raise it when text is segmented or kept in another way: the next `migrate` empties the index,
# and the first searches fill it again.
FORMAT = 1

# The version up to which the index is complete.
DONE = (
    f"(SELECT CASE WHEN project_id = {LAST} THEN version ELSE version - 1 END "
    "FROM directory_search_state)"
)

COMMON_TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_state (id integer PRIMARY KEY CHECK (id = 1), "
    "format integer NOT NULL, version bigint NOT NULL, project_id bigint NOT NULL)",
    "INSERT INTO directory_search_state (id, format, version, project_id) VALUES (1, 0, 0, 0) "
    "ON CONFLICT DO NOTHING",
    "CREATE TABLE IF NOT EXISTS directory_search_word (word text PRIMARY KEY)",
)
