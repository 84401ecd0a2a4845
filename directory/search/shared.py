"""What both search backends are handed."""

from typing import NamedTuple


class Document(NamedTuple):
    """A project as search sees it: segmented texts by weight, and words for near spellings."""

    project_id: int
    names: tuple[str, str]
    name: list[str]
    tags: list[str]
    summary: list[str]
    body: list[str]
    words: frozenset[str]


class Cursor(NamedTuple):
    """A place in the log of changes: everything up to this project at this version is done."""

    version: int
    project_id: int


COMMON_TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_state "
    "(id integer PRIMARY KEY CHECK (id = 1), version bigint NOT NULL, project_id bigint NOT NULL)",
    "INSERT INTO directory_search_state (id, version, project_id) VALUES (1, 0, 0) ON CONFLICT DO NOTHING",
    "CREATE TABLE IF NOT EXISTS directory_search_word (word text PRIMARY KEY)",
)
