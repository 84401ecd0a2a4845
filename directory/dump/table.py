"""Projects as CSV, with the columns of the format `csv` (docs/formats.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from directory.formats import tabular

from .contents import Fields

# What is told of a relation beyond what a file says of it.
_BEYOND = {"project_id"}
_SAYS_NOTHING: tuple[Any, ...] = (None, False, "", [])


class Table:
    def __init__(self, file: TextIO) -> None:
        file.write(tabular.BYTE_ORDER_MARK)
        self.rows = csv.writer(file, lineterminator="\r\n")
        self.rows.writerow(tabular.COLUMNS)

    def add(self, projects: Iterable[Fields]) -> None:
        self.rows.writerows(tabular.row(_record(project)) for project in projects)


def _record(project: Fields) -> Fields:
    """In the terms of formats/records.py, where what is not there was not said."""
    said = {name: value for name, value in project.items() if value is not None}
    parts = {name: [_tidy(item) for item in project[name]] for name in _PARTS}
    return said | parts | {"state": "published"}


_PARTS = ("links", "relations", "capabilities")


def _tidy(item: Fields) -> Fields:
    return {
        name: value
        for name, value in item.items()
        if name not in _BEYOND and value not in _SAYS_NOTHING
    }
