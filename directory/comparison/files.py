"""A comparison as CSV for spreadsheets and as JSON for machines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.formats.tabular.cells import guarded
from directory.formats.tabular.writing import BYTE_ORDER_MARK
from directory.models import Project
from directory.representations import Origin, mention

from .rows import Cell, Matrix, Row


def as_csv(matrix: Matrix, projects: Sequence[Project]) -> str:
    """Side by side: a line for each row, and for each project its value, note, sources, of which
    one says it, and their date. What is not known says so, for an empty cell reads like a no."""
    written = io.StringIO(newline="")
    written.write(BYTE_ORDER_MARK)
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow([guarded(heading) for heading in _headings(projects)])
    for group in matrix.groups:
        for row in group.rows:
            line = [group.label, row.slug, row.label, _difference(row)]
            line += [part for cell in row.cells for part in _parts(cell)]
            table.writerow([guarded(str(part)) for part in line])
    return written.getvalue()


def _headings(projects: Sequence[Project]) -> Iterator[str]:
    yield from (_("Group"), _("Key"), _("What is compared"), _("Differs"))
    for project in projects:
        name = str(project.display_name)
        yield name
        yield _("%(project)s: note") % {"project": name}
        yield _("%(project)s: source") % {"project": name}
        yield _("%(project)s: source read as of") % {"project": name}


def _difference(row: Row) -> str:
    return _("yes") if row.differs else ""


def _parts(cell: Cell) -> tuple[str, str, str, str]:
    if not cell.is_known:
        return pgettext("value", "Unknown"), "", "", ""
    text = "; ".join(item.label or item.url for item in cell.items) or cell.text
    note = " ".join(filter(None, (cell.note, _contradiction(cell))))
    source = "; ".join(source.url or source.label for source in cell.sources)
    as_of = cell.as_of.isoformat() if cell.as_of else ""
    return text, note, _("not verified") if cell.is_unverified else source, as_of


def _contradiction(cell: Cell) -> str:
    if cell.other is None:
        return ""
    return _("The facts of the project say: %(value)s.") % {"value": cell.other.text}


def as_json(matrix: Matrix, projects: Sequence[Project], origin: Origin) -> dict[str, Any]:
    """`value` is null where nothing is known."""
    slugs = [project.slug for project in projects]
    return {
        "projects": [mention(project, origin) for project in projects],
        "groups": [
            {
                "slug": group.slug,
                "label": group.label,
                "rows": [_row(row, slugs) for row in group.rows],
            }
            for group in matrix.groups
        ],
    }


def _row(row: Row, slugs: Sequence[str]) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "label": row.label,
        "kind": row.kind,
        "differs": row.differs,
        "cells": {slug: _cell(cell) for slug, cell in zip(slugs, row.cells, strict=True)},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    if not cell.is_known:
        return {"value": None}
    said: dict[str, Any] = {"value": cell.data, "text": cell.text}
    if cell.note:
        said["note"] = cell.note
    if len(cell.sources) == 1:
        said["source"] = cell.sources[0].url or cell.sources[0].label
    elif cell.sources:
        said["one_of_sources"] = [source.url or source.label for source in cell.sources]
    if cell.as_of:
        said["source_read_as_of"] = cell.as_of.isoformat()
    if cell.is_unverified:
        said["verified"] = False
    if cell.other:
        said["facts_say"] = _cell(cell.other)
    return said
