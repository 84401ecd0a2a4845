"""Search with SQLite's FTS5 over text that is segmented already.

External content, since `contentless_delete` needs SQLite 3.43. The tokenizer takes every character
beyond ASCII for part of a token, so that what a letter is was decided once, in `directory.text`.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from directory.text import Phrase

from .shared import DONE, Document

# Columns of the index, weightiest first, and what a hit in each counts by.
_TEXTS = {"name": 1000.0, "category": 100.0, "tags": 100.0, "summary": 10.0, "body": 1.0}
_COLUMNS = ", ".join(_TEXTS)

_OLD = (
    f"INSERT INTO directory_search_index (directory_search_index, rowid, {_COLUMNS}) "
    f"VALUES ('delete', old.project_id, {', '.join(f'old.{text}' for text in _TEXTS)});"
)
_NEW = (
    f"INSERT INTO directory_search_index (rowid, {_COLUMNS}) "
    f"VALUES (new.project_id, {', '.join(f'new.{text}' for text in _TEXTS)});"
)

TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_text (project_id integer PRIMARY KEY, "
    "name_key text NOT NULL, name_zh_key text NOT NULL, aliases text NOT NULL, "
    "standing integer NOT NULL, position integer NOT NULL, "
    f"{', '.join(f'{text} text NOT NULL' for text in _TEXTS)})",
    "CREATE VIRTUAL TABLE IF NOT EXISTS directory_search_index USING fts5("
    f"{_COLUMNS}, content='directory_search_text', content_rowid='project_id', "
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
            _RANK,
            {
                "exact": exact,
                "alias": f"\n{exact}\n",
                "all": expression,
                "name": f"{{name}} : ({expression})",
                "category": f"{{name category}} : ({expression})",
                "tags": f"{{name category tags}} : ({expression})",
                "summary": f"{{name category tags summary}} : ({expression})",
            },
        )
        return [row[0] for row in cursor.fetchall()]


def _in(field: str) -> str:
    return (
        "project_id IN (SELECT rowid FROM directory_search_index "
        f"WHERE directory_search_index MATCH %({field})s)"
    )


# Materialized, or the fields would be looked up again for each part of the order.
_RANK = (
    "WITH found AS MATERIALIZED (SELECT project_id, standing, position, CASE "
    "WHEN %(exact)s IN (name_key, name_zh_key) THEN 0 WHEN instr(aliases, %(alias)s) THEN 1 "
    f"WHEN {_in('name')} THEN 2 WHEN {_in('category')} THEN 3 WHEN {_in('tags')} THEN 4 "
    f"WHEN {_in('summary')} THEN 5 ELSE 6 END AS field, "
    "length(CASE WHEN instr(name_zh_key, %(exact)s) AND NOT instr(name_key, %(exact)s) "
    "THEN name_zh_key ELSE name_key END) AS length, "
    f"bm25(directory_search_index, {', '.join(map(str, _TEXTS.values()))}) AS relevance "
    "FROM directory_search_index "
    "JOIN directory_search_text ON project_id = directory_search_index.rowid "
    "WHERE directory_search_index MATCH %(all)s) "
    "SELECT project_id FROM found ORDER BY field, standing, "
    "CASE WHEN field = 2 THEN length WHEN field > 4 THEN relevance END, position, project_id"
)


def write(documents: Sequence[Document]) -> None:
    columns = ("project_id", "name_key", "name_zh_key", "aliases", "standing", "position", *_TEXTS)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO directory_search_text ({', '.join(columns)}) "
            f"VALUES ({', '.join(['%s'] * len(columns))})",
            [
                (
                    document.project_id,
                    *document.names,
                    document.alias_lines,
                    document.standing,
                    document.position,
                    *(" ".join(getattr(document, text)) for text in _TEXTS),
                )
                for document in documents
            ],
        )


def _expression(phrases: Sequence[Phrase]) -> str:
    """Tokens hold letters, digits and `.+#` only, so quoting them is safe."""
    return " AND ".join(
        f'"{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}' for phrase in phrases
    )
