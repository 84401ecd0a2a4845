"""Search with SQLite's FTS5 over text that is segmented already.

External content, since `contentless_delete` needs SQLite 3.43.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from directory.text import Phrase

from .shared import COMMON_TABLES, Document

_OLD = "INSERT INTO directory_search_index (directory_search_index, rowid, name, tags, summary, body) VALUES ('delete', old.project_id, old.name, old.tags, old.summary, old.body);"
_NEW = "INSERT INTO directory_search_index (rowid, name, tags, summary, body) VALUES (new.project_id, new.name, new.tags, new.summary, new.body);"

_TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_text (project_id integer PRIMARY KEY, "
    "name_key text NOT NULL, name_zh_key text NOT NULL, "
    "name text NOT NULL, tags text NOT NULL, summary text NOT NULL, body text NOT NULL)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS directory_search_index USING fts5("
    "name, tags, summary, body, content='directory_search_text', content_rowid='project_id', "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.+#'\", prefix='1 2 3')",
    "CREATE TRIGGER IF NOT EXISTS directory_search_text_insert AFTER INSERT ON directory_search_text "
    f"BEGIN {_NEW} END",
    "CREATE TRIGGER IF NOT EXISTS directory_search_text_delete AFTER DELETE ON directory_search_text "
    f"BEGIN {_OLD} END",
    "CREATE TRIGGER IF NOT EXISTS directory_search_text_update AFTER UPDATE ON directory_search_text "
    f"BEGIN {_OLD} {_NEW} END",
)


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in (*COMMON_TABLES, *_TABLES):
            cursor.execute(statement)


def match(phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]:
    # One JSON text for all ids: twenty thousand rows would cost 20 ms.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT version FROM directory_search_state WHERE id = 1), json_group_array(id) "
            "FROM (SELECT rowid AS id FROM directory_search_index WHERE directory_search_index MATCH %s)",
            [_expression(phrases)],
        )
        version, ids = cursor.fetchone()
    return version, json.loads(ids)


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project_id FROM directory_search_index "
            "JOIN directory_search_text ON project_id = directory_search_index.rowid "
            "WHERE directory_search_index MATCH %s "
            "ORDER BY (name_key = %s OR name_zh_key = %s) DESC, "
            "bm25(directory_search_index, 1000.0, 100.0, 10.0, 1.0), project_id",
            [_expression(phrases), exact, exact],
        )
        return [row[0] for row in cursor.fetchall()]


def write(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_text "
            "(project_id, name_key, name_zh_key, name, tags, summary, body) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    document.project_id,
                    *document.names,
                    " ".join(document.name),
                    " ".join(document.tags),
                    " ".join(document.summary),
                    " ".join(document.body),
                )
                for document in documents
            ],
        )


def _expression(phrases: Sequence[Phrase]) -> str:
    """Tokens hold letters, digits and `.+#` only, so quoting them is safe."""
    return " AND ".join(
        f'"{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}' for phrase in phrases
    )
