"""Projects as CSV, all columns in the order of the fields."""

from __future__ import annotations

import csv
import io
from typing import Any

from directory.formats.own.fields import PROJECT
from directory.formats.records import ListRecord

from .cells import SPELLINGS, guarded

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = tuple(SPELLINGS)


def write(listing: ListRecord) -> str:
    """With CRLF and a byte order mark: without it spreadsheets do not take a file for UTF-8."""
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(row(project.fields) for project in listing.projects)
    return text.getvalue()


def row(fields: dict[str, Any]) -> list[str]:
    return [_cell(name, fields) for name in COLUMNS]


def _cell(name: str, fields: dict[str, Any]) -> str:
    """Empty, unless the field is said or its default is worth telling."""
    value = fields.get(name, PROJECT.fields[name].default)
    return guarded(SPELLINGS[name].write(value)) if value not in ("", None, [], {}) else ""
