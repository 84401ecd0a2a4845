"""What Datasette shows beside the tables: https://docs.datasette.io/en/stable/metadata.html."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from directory.formats.own.fields import (
    CAPABILITY,
    CAPABILITY_GROUP,
    CATEGORY,
    CELL,
    LINK,
    PROJECT,
    RELATION,
    TAG,
)

from .contents import Contents, Fields

_VERSION = _("Version %(version)s of %(generated)s")
_DATABASE = _("The views project_list, relation_list and capability_list are made for reading.")
_TABLES: dict[str, dict[str, Any]] = {
    "project_list": {
        "description": _("Projects with their categories, languages and tags."),
        "sort": "name",
        "facets": ["category_en", "status", {"array": "languages"}, {"array": "tags"}],
        "facet_size": 12,
    },
    "relation_list": {
        "description": _("What projects are to each other. Read as: project, kind, other."),
        "sort": "project",
        "facets": ["kind"],
    },
    "capability_list": {
        "description": _("What projects can do, with sources. No row means unknown, never no."),
        "sort": "project",
        "facets": ["capability_en", {"array": "value"}],
        "facet_size": 12,
    },
    "projects": {
        "description": _("All facts of projects."),
        "label_column": "name",
        "sort": "position",
        "facets": ["status", "foundation", "maturity"],
    },
    "project_tags": {"description": _("Tags by project.")},
    "project_languages": {
        "description": _("Programming languages by project."),
        "facets": ["language"],
    },
    "links": {"description": _("Addresses of projects."), "facets": ["kind", "former"]},
    "relations": {"description": _("Relations of projects to each other."), "facets": ["kind"]},
    "project_capabilities": {"description": _("Cells of the comparison, each with its source.")},
    "old_slugs": {"description": _("Slugs that projects once had. Their addresses lead on.")},
    "categories": {
        "description": _("Categories and, with a parent, subcategories."),
        "sort": "position",
    },
    "tags": {"description": _("Tags of projects."), "label_column": "name"},
    "capability_groups": {"description": _("Headings of the comparison, by category.")},
    "capabilities": {"description": _("Rows of the comparison.")},
    "about": {"description": _("Version, date and license of this file.")},
}
_FIELDS = {
    "projects": PROJECT.fields,
    "links": LINK.fields,
    "relations": RELATION.fields,
    "project_capabilities": CELL.fields,
    "categories": CATEGORY.fields,
    "tags": TAG.fields,
    "capability_groups": CAPABILITY_GROUP.fields,
    "capabilities": CAPABILITY.fields,
}


def metadata(
    contents: Contents, database: str, columns: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """`columns` are those of each table."""
    landscape, about = contents.landscape, contents.about
    labels = _labels(contents)
    said = {
        "title": _joined(landscape["title_zh"], landscape["title_en"]),
        "description": _in_both_languages(_VERSION) % about,
        "license": about["license"],
        "source": about["attribution_en"] or about["attribution_zh"],
        "source_url": landscape["url_en"],
    }
    tables = {
        table: {
            **rest,
            "description": _in_both_languages(rest["description"]),
            **labels.get(table, {}),
            **_columns(table, columns.get(table, ())),
        }
        for table, rest in _TABLES.items()
    }
    known = {name: value for name, value in said.items() if value}
    within = {"description": _in_both_languages(_DATABASE), "tables": tables}
    return known | {"databases": {database: within}}


def _labels(contents: Contents) -> dict[str, dict[str, str]]:
    """Datasette has one label for both languages, and writes None for a row without it."""
    groups = [group for each in contents.categories for group in each["capability_groups"]]
    capabilities = [capability for group in groups for capability in group["capabilities"]]
    return {
        "categories": {"label_column": _known("name", contents.categories)},
        "capability_groups": {"label_column": _known("label", groups)},
        "capabilities": {"label_column": _known("label", capabilities)},
    }


def _known(name: str, rows: Iterable[Fields]) -> str:
    return f"{name}_en" if all(row[f"{name}_en"] for row in rows) else f"{name}_zh"


def _columns(table: str, columns: Iterable[str]) -> dict[str, dict[str, str]]:
    fields = _FIELDS.get(table, {})
    told = {name: fields[name].about for name in columns if name in fields and fields[name].about}
    return {"columns": told} if told else {}


def _in_both_languages(text: Any) -> str:
    """Datasette has no languages."""
    told = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            told.append(str(text))
    return _joined(*told)


def _joined(*texts: str | None) -> str:
    return " · ".join(dict.fromkeys(filter(None, texts)))
