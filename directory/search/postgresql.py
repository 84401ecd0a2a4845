"""Search with PostgreSQL: a tsvector written by the application, so that both databases agree on
what a token is. Lexemes and queries are written in their input form; no parser touches them."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from directory.text import Phrase

from .shared import DONE, Document

# What a tsvector can number and hold, its own numbers apart. Words beyond are not found.
_POSITIONS = 16_383
_BYTES = 900_000

TABLES = (
    "CREATE TABLE IF NOT EXISTS directory_search_text (project_id bigint PRIMARY KEY, "
    "name_key text NOT NULL, name_zh_key text NOT NULL, document tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS directory_search_text_document "
    "ON directory_search_text USING gin (document)",
)
NO_TABLES = ("DROP TABLE IF EXISTS directory_search_text",)


def match(phrases: Sequence[Phrase]) -> tuple[int, Iterable[int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {DONE}, array_agg(project_id) FROM directory_search_text "
            "WHERE document @@ %s::tsquery",
            [_expression(phrases)],
        )
        version, ids = cursor.fetchone()
    return version, ids or []


def rank(phrases: Sequence[Phrase], exact: str) -> list[int]:
    expression = _expression(phrases)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project_id FROM directory_search_text WHERE document @@ %s::tsquery "
            "ORDER BY (name_key = %s OR name_zh_key = %s) DESC, "
            "document @@ %s::tsquery DESC, document @@ %s::tsquery DESC, "
            "document @@ %s::tsquery DESC, "
            "ts_rank('{0.001, 0.01, 0.1, 1}', document, %s::tsquery, 1) DESC, project_id",
            [
                expression,
                exact,
                exact,
                _expression(phrases, "A"),
                _expression(phrases, "AB"),
                _expression(phrases, "ABC"),
                expression,
            ],
        )
        return [row[0] for row in cursor.fetchall()]


def write(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_text (project_id, name_key, name_zh_key, document) "
            "VALUES (%s, %s, %s, %s::tsvector)",
            [
                (document.project_id, *document.names, " ".join(_lexemes(document)))
                for document in documents
            ],
        )


def _lexemes(document: Document) -> Iterator[str]:
    """Tokens with position and weight; a gap of one position keeps phrases within one text."""
    before = size = 0
    texts = (document.name, document.tags, document.summary, document.body)
    for weight, tokens in zip("ABCD", texts, strict=True):
        for position, token in enumerate(tokens, before + 2):
            size += len(token.encode())
            if position > _POSITIONS or size > _BYTES:
                return
            yield f"'{token}':{position}{weight}"
        before += len(tokens) + 1


def _expression(phrases: Sequence[Phrase], weights: str = "") -> str:
    """Tokens hold letters, digits and `.+#` only, so quoting them is safe."""
    return " & ".join(f"({' <-> '.join(_operands(phrase, weights))})" for phrase in phrases)


def _operands(phrase: Phrase, weights: str) -> Iterator[str]:
    *first, last = phrase.tokens
    for token in first:
        yield f"'{token}':{weights}"
    yield f"'{last}':{'*' if phrase.prefix else ''}{weights}"
