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
    "name_key text NOT NULL, name_zh_key text NOT NULL, aliases text NOT NULL, "
    "standing integer NOT NULL, position integer NOT NULL, "
    "heading tsvector NOT NULL, document tsvector NOT NULL)",
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
            _RANK,
            {
                "exact": exact,
                "alias": f"\n{exact}\n",
                "all": expression,
                "name": _expression(phrases, "A"),
                "tags": _expression(phrases, "AB"),
                "summary": _expression(phrases, "ABC"),
            },
        )
        return [row[0] for row in cursor.fetchall()]


# Materialized, or the fields would be looked up again for each part of the order.
_RANK = (
    "WITH found AS MATERIALIZED (SELECT project_id, standing, position, CASE "
    "WHEN %(exact)s IN (name_key, name_zh_key) THEN 0 "
    "WHEN strpos(aliases, %(alias)s) > 0 THEN 1 "
    "WHEN document @@ %(name)s::tsquery THEN 2 WHEN heading @@ %(all)s::tsquery THEN 3 "
    "WHEN document @@ %(tags)s::tsquery THEN 4 WHEN document @@ %(summary)s::tsquery THEN 5 "
    "ELSE 6 END AS field, "
    "length(CASE WHEN strpos(name_zh_key, %(exact)s) > 0 AND strpos(name_key, %(exact)s) = 0 "
    "THEN name_zh_key ELSE name_key END) AS length, "
    "ts_rank('{0.001, 0.01, 0.1, 1}', document, %(all)s::tsquery, 1) AS relevance "
    "FROM directory_search_text WHERE document @@ %(all)s::tsquery) "
    "SELECT project_id FROM found ORDER BY field, standing, "
    "CASE WHEN field = 2 THEN length WHEN field > 4 THEN -relevance END, position, project_id"
)


def write(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_search_text (project_id, name_key, name_zh_key, aliases, "
            "standing, position, heading, document) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s::tsvector, %s::tsvector)",
            [
                (
                    document.project_id,
                    *document.names,
                    document.alias_lines,
                    document.standing,
                    document.position,
                    _vector(("A", document.name), ("B", document.category)),
                    _vector(
                        ("A", document.name),
                        ("B", document.category),
                        ("B", document.tags),
                        ("C", document.summary),
                        ("D", document.body),
                    ),
                )
                for document in documents
            ],
        )


def _vector(*texts: tuple[str, Sequence[str]]) -> str:
    """Texts by weight as a tsvector is written."""
    return " ".join(_lexemes(texts))


def _lexemes(texts: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Tokens with position and weight; a gap of one position keeps phrases within one text."""
    before = size = 0
    for weight, tokens in texts:
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
