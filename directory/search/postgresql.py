"""Search with PostgreSQL: a tsvector written by the application, so that both databases agree on
what a token is. Lexemes and queries are written in their input form; no parser touches them."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from directory.text import Phrase

from .shared import COMMON_TABLES, Document

_POSITIONS = 16_383

_TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_text (project_id bigint PRIMARY KEY, "
    "name_key text NOT NULL, name_zh_key text NOT NULL, document tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS directory_search_text_document ON directory_search_text USING gin (document)",
)


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in (*COMMON_TABLES, *_TABLES):
            cursor.execute(statement)


def match(phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT version FROM directory_search_state WHERE id = 1), "
            "(SELECT array_agg(project_id) FROM directory_search_text WHERE document @@ %s::tsquery)",
            [_expression(phrases)],
        )
        version, ids = cursor.fetchone()
    return version, ids or []


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project_id FROM directory_search_text WHERE document @@ %s::tsquery "
            "ORDER BY (name_key = %s OR name_zh_key = %s) DESC, "
            "ts_rank('{0.001, 0.01, 0.1, 1}', document, %s::tsquery, 1) DESC, project_id",
            [_expression(phrases), exact, exact, _expression(phrases)],
        )
        return [row[0] for row in cursor.fetchall()]


def write(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_text (project_id, name_key, name_zh_key, document) "
            "VALUES (%s, %s, %s, %s::tsvector)",
            [
                (document.project_id, *document.names, _tsvector(document))
                for document in documents
            ],
        )


def _tsvector(document: Document) -> str:
    """Tokens with position and weight; a gap of one position keeps phrases within one text."""
    lexemes = []
    position = 0
    for weight, tokens in zip(
        "ABCD", (document.name, document.tags, document.summary, document.body), strict=True
    ):
        position += 1
        for token in tokens:
            position += 1
            lexemes.append(f"'{token}':{min(position, _POSITIONS)}{weight}")
    return " ".join(lexemes)


def _expression(phrases: Sequence[Phrase]) -> str:
    """Tokens hold letters, digits and `.+#` only, so quoting them is safe."""
    return " & ".join(
        "("
        + " <-> ".join(
            f"'{token}'{':*' if phrase.prefix and last else ''}"
            for last, token in _with_last(phrase.tokens)
        )
        + ")"
        for phrase in phrases
    )


def _with_last(tokens: Sequence[str]) -> Iterable[tuple[bool, str]]:
    return ((index == len(tokens) - 1, token) for index, token in enumerate(tokens))
