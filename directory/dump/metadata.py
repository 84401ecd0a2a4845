"""What Datasette shows beside the tables: https://docs.datasette.io/en/stable/metadata.html."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from directory.formats.own.fields import PROJECT

from .contents import Contents

_TABLES: dict[str, dict[str, Any]] = {
    "projects": {
        "description": "A project a row.",
        "label_column": "name",
        "sort": "position",
        "facets": ["status", "foundation", "maturity"],
    },
    "categories": {
        "description": "Categories and, with a parent, subcategories.",
        "label_column": "name_en",
        "sort": "position",
    },
    "tags": {"description": "What projects are tagged with.", "label_column": "name"},
    "relations": {"description": "What a project is to another one.", "facets": ["kind"]},
    "links": {"description": "Addresses of projects.", "facets": ["kind"]},
    "capabilities": {"description": "By what the projects of a category are compared."},
    "project_capabilities": {
        "description": "Cells of the comparison, each with its source. No cell means unknown."
    },
    "project_list": {
        "description": "Projects with the names of their categories, languages and tags.",
        "facets": ["category_en", "status"],
    },
    "about": {"description": "Version, date and license of this file."},
}


def metadata(contents: Contents, database: str, columns: Iterable[str]) -> dict[str, Any]:
    """`columns` are those of the table of projects."""
    tables = {name: dict(said) for name, said in _TABLES.items()}
    fields = PROJECT.fields
    tables["projects"]["columns"] = {
        name: fields[name].about for name in columns if name in fields and fields[name].about
    }
    said = {
        "title": contents.landscape["title_en"] or contents.landscape["title_zh"],
        "description": f"Version {contents.about['version']} of {contents.about['generated']}.",
        "license": contents.about["license"],
        "source": contents.about["attribution_en"] or contents.about["attribution_zh"],
        "source_url": contents.landscape["url_en"],
    }
    known = {name: value for name, value in said.items() if value}
    return known | {"databases": {database: {"tables": tables}}}
