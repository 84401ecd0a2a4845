"""Search with SQLite's FTS5 over text that is segmented already.

External content, since `contentless_delete` needs SQLite 3.43. The tokenizer takes every character
beyond ASCII for part of a token, so that what a letter is was decided once, in `directory.text`.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from directory.text import Phrase

from .shared import DONE, Document

_OLD = (
    "INSERT INTO directory_search_index "
    "(directory_search_index, rowid, name, tags, summary, body) "
    "VALUES ('delete', old.project_id, old.name, old.tags, old.summary, old.body);"
)
_NEW = (
    "INSERT INTO directory_search_index (rowid, name, tags, summary, body) "
    "VALUES (new.project_id, new.name, new.tags, new.summary, new.body);"
)

TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_text (project_id integer PRIMARY KEY, "
    "name_key text NOT NULL, name_zh_key text NOT NULL, "
    "name text NOT NULL, tags text NOT NULL, summary text NOT NULL, body text NOT NULL)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS directory_search_index USING fts5("
    "name, tags, summary, body, content='directory_search_text', content_rowid='project_id', "
    "tokenize=\"ascii tokenchars '.+#'\", prefix='1 2 3')",
    "CREATE TRIGGER IF NOT EXISTS directory_search_text_insert "
    f"AFTER INSERT ON directory_search_text BEGIN {_NEW} END",
    "CREATE TRIGGER IF NOT EXISTS directory_search_text_delete "
    f"AFTER DELETE ON directory_search_text BEGIN {_OLD} END",
)
NO_TABLES = (
    "DROP TABLE IF EXISTS directory_search_text",
    "DROP TABLE IF EXISTS directory_search_index",
)


def match(phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]:
    # One JSON text for all ids: twenty thousand rows would cost 20 ms.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {DONE}, json_group_array(rowid) FROM "
            "(SELECT rowid FROM directory_search_index WHERE directory_search_index MATCH %s)",
            [_expression(phrases)],
        )
        version, ids = cursor.fetchone()
    return version, json.loads(ids)


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    expression = _expression(phrases)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project_id FROM directory_search_index "
            "JOIN directory_search_text ON project_id = directory_search_index.rowid "
            "WHERE directory_search_index MATCH %s "
            "ORDER BY name_key = %s OR name_zh_key = %s DESC, "
            f"{_IN_COLUMNS} DESC, {_IN_COLUMNS} DESC, {_IN_COLUMNS} DESC, "
            "bm25(directory_search_index, 1000.0, 100.0, 10.0, 1.0), project_id",
            [
                expression,
                exact,
                exact,
                f"{{name}} : ({expression})",
                f"{{name tags}} : ({expression})",
                f"{{name tags summary}} : ({expression})",
            ],
        )
        return [row[0] for row in cursor.fetchall()]


_IN_COLUMNS = (
    "project_id IN (SELECT rowid FROM directory_search_index WHERE directory_search_index MATCH %s)"
)


def write(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_text (project_id, name_key, name_zh_key, "
            "name, tags, summary, body) VALUES (%s, %s, %s, %s, %s, %s, %s)",
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
