"""The dump as an SQLite file: tables that refer to each other, and views to look at first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .contents import Contents, Fields

_FOLDER = Path(__file__).parent
SCHEMA = (_FOLDER / "schema.sql").read_text(encoding="utf-8")
INDEXES = (_FOLDER / "indexes.sql").read_text(encoding="utf-8")

_encode = json.JSONEncoder(ensure_ascii=False).encode


class Database:
    def __init__(self, connection: sqlite3.Connection, contents: Contents) -> None:
        self.connection = connection
        # Whoever breaks off leaves a file that nobody gets.
        self.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self.connection.executescript(SCHEMA)
        self.columns = {name: self._columns(name) for name in self._tables()}
        self.category_ids = {each["slug"]: each["id"] for each in contents.categories}
        self.tag_ids = {each["slug"]: each["id"] for each in contents.tags}
        self._add_around(contents)

    def add(self, projects: Iterable[Fields]) -> None:
        some = list(projects)
        self._put("projects", map(self._project, some))
        for table, rows in _PARTS.items():
            self._put(table, (row for project in some for row in rows(project)))
        self._put(
            "project_tags",
            (
                {"project_id": project["id"], "tag_id": self.tag_ids[slug]}
                for project in some
                for slug in project["tags"]
            ),
        )

    def close(self) -> None:
        """Indexes come last, which is faster."""
        self.connection.executescript(INDEXES)
        self.connection.execute("ANALYZE")
        self.connection.commit()

    # ---- rows

    def _add_around(self, contents: Contents) -> None:
        about = contents.about.items()
        self._put("about", ({"name": name, "value": value} for name, value in about))
        self._put("categories", map(self._category, contents.categories))
        self._put("tags", contents.tags)
        for category in contents.categories:
            groups = category["capability_groups"]
            self._put("capability_groups", ({**g, "category_id": category["id"]} for g in groups))
            for group in groups:
                rows = ({**c, "group_slug": group["slug"]} for c in group["capabilities"])
                self._put("capabilities", rows)

    def _category(self, category: Fields) -> Fields:
        return category | {"parent_id": self.category_ids.get(category["parent"])}

    def _project(self, project: Fields) -> Fields:
        return project | {"category_id": self.category_ids[project["category"]]}

    # ---- tables

    def _tables(self) -> list[str]:
        found = self.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return [name for (name,) in found]

    def _columns(self, table: str) -> list[str]:
        found = self.connection.execute("SELECT name FROM pragma_table_info(?)", [table])
        return [name for (name,) in found]

    def _put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """What a row says beyond the columns of its table is in another table."""
        columns = self.columns[table]
        places = ", ".join("?" * len(columns))
        self.connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
            ([_told(row[column]) for column in columns] for row in rows),
        )


def _told(value: Any) -> Any:
    return _encode(value) if isinstance(value, list | dict) else value


def _languages(project: Fields) -> Iterator[Fields]:
    for language in dict.fromkeys(project["languages"]):
        yield {"project_id": project["id"], "language": language}


def _links(project: Fields) -> Iterator[Fields]:
    for link in project["links"]:
        yield link | {"project_id": project["id"]}


def _relations(project: Fields) -> Iterator[Fields]:
    for relation in project["relations"]:
        yield relation | {"project_id": project["id"], "other_id": relation["project_id"]}


def _capabilities(project: Fields) -> Iterator[Fields]:
    for cell in project["capabilities"]:
        yield cell | {"project_id": project["id"]}


def _old_slugs(project: Fields) -> Iterator[Fields]:
    for slug in project["old_slugs"]:
        yield {"slug": slug, "project_id": project["id"]}


# Tables of what belongs to a project, and its rows.
_PARTS = {
    "project_languages": _languages,
    "links": _links,
    "relations": _relations,
    "project_capabilities": _capabilities,
    "old_slugs": _old_slugs,
}
