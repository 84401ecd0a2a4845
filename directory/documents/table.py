"""A list as CSV: a line for each project, the same columns in both languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from directory.formats.tabular.cells import SPELLINGS, guarded
from directory.formats.tabular.writing import BYTE_ORDER_MARK
from directory.representations import Origin, briefs

from .asked import Taking
from .parts import parts_of

COLUMNS = (
    "id",
    "slug",
    "name",
    "name_zh",
    "summary_zh",
    "summary_en",
    "category",
    "parent_category",
    "tags",
    "status",
    "status_since",
    "last_activity",
    "started",
    "license",
    "languages",
    "organization",
    "organization_zh",
    "foundation",
    "foundation_via",
    "maturity",
    "homepage",
    "repository",
    "url",
    "url_en",
    "api_url",
    "logo_url",
    "position",
    "featured",
    "created",
    "modified",
)


def as_csv(asked: Taking, origin: Origin) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _lines([COLUMNS])
    for part in parts_of(asked.taken):
        rows = briefs(asked.catalogue, part, origin)
        yield _lines([[_cell(name, row[name]) for name in COLUMNS] for row in rows])


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(name: str, value: Any) -> str:
    """As files that are exported spell it; empty where nothing is known."""
    if value is None:
        return ""
    return guarded(SPELLINGS[name].write(value) if name in SPELLINGS else str(value))
