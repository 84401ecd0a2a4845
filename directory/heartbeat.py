"""The version of the published directory, raised by the database itself.

Triggers on every table that the public sees raise one version row and write down which project
changed at which version. So `loaddata`, the admin, a bulk update and plain SQL all count, in every
process, and nothing is ever invalidated by hand.

A version begins at the time of the installation in milliseconds, so that a directory which was
emptied and loaded anew never repeats one.
"""

import time
from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

HEARTBEAT = "directory_heartbeat"
CHANGE = "directory_change"

# Per model: SQL for the ids of the projects that a changed row concerns; {row} is OLD or NEW (SQLite)
# or an alias of the changed rows (PostgreSQL). None: no single project, only the version is raised.
PUBLIC: dict[str, str | None] = {
    "landscape": None,
    "category": (
        "SELECT p.id FROM directory_project p JOIN directory_category c ON c.id = p.category_id "
        "WHERE c.id = {row}.id OR c.parent_id = {row}.id"
    ),
    "tag": "SELECT t.project_id FROM directory_projecttag t WHERE t.tag_id = {row}.id",
    "maintainer": None,
    "stewardship": None,
    "capabilitygroup": None,
    "capability": None,
    "project": "SELECT {row}.id",
    "oldslug": "SELECT {row}.project_id",
    "link": "SELECT {row}.project_id",
    "projecttag": "SELECT {row}.project_id",
    "capabilityvalue": "SELECT {row}.project_id",
    "relation": "SELECT {row}.source_id UNION SELECT {row}.target_id",
}


def version() -> int:
    """The version of what this connection sees, one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version FROM {HEARTBEAT} WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


class Change(NamedTuple):
    """A project, and the version at which it last changed. Sorts as the log does."""

    version: int
    project_id: int


def changes_after(place: tuple[int, int], limit: int) -> list[Change]:
    """What changed after a place in the log (version, project id), oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT version, project_id FROM {CHANGE} "
            "WHERE version > %s OR (version = %s AND project_id > %s) "
            "ORDER BY version, project_id LIMIT %s",
            [place[0], *place, limit],
        )
        return [Change(*row) for row in cursor.fetchall()]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers and the version row in place; run after every `migrate`.

    SQLite drops a table's triggers whenever a migration rebuilds the table.
    """
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
        cursor.execute(
            f"INSERT INTO {HEARTBEAT} (id, version, xact) VALUES (1, %s, 0) ON CONFLICT DO NOTHING",
            [time.time_ns() // 1_000_000],
        )


def _sqlite() -> Iterator[str]:
    for name, projects in PUBLIC.items():
        model = apps.get_model("directory", name)
        table = model._meta.db_table
        columns = [field.column for field in model._meta.concrete_fields]
        differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            body = [f"UPDATE {HEARTBEAT} SET version = version + 1 WHERE id = 1;"]
            body += [
                f"INSERT INTO {CHANGE} (project_id, version) "
                f"SELECT changed.*, beat.version FROM ({projects.format(row=row)}) AS changed, {HEARTBEAT} beat "
                "WHERE true ON CONFLICT (project_id) DO UPDATE SET version = excluded.version;"
                for row in rows
                if projects
            ]
            trigger = f"{table}_beats_on_{event.lower()}"
            yield f'DROP TRIGGER IF EXISTS "{trigger}"'
            yield (
                f'CREATE TRIGGER "{trigger}" AFTER {event} ON "{table}" FOR EACH ROW '
                + (f"WHEN {differs} " if event == "UPDATE" else "")
                + f"BEGIN {' '.join(body)} END"
            )
    for event in ("INSERT", "UPDATE"):
        yield f'DROP TRIGGER IF EXISTS "directory_category_levels_on_{event.lower()}"'
        yield (
            f'CREATE TRIGGER "directory_category_levels_on_{event.lower()}" BEFORE {event} ON "directory_category" '
            f"FOR EACH ROW WHEN {_THIRD_LEVEL} "
            "BEGIN SELECT RAISE(ABORT, 'directory_category_two_levels'); END"
        )


_THIRD_LEVEL = (
    "NEW.parent_id IS NOT NULL AND ("
    "NEW.parent_id = NEW.id "
    "OR EXISTS (SELECT 1 FROM directory_category WHERE id = NEW.parent_id AND parent_id IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM directory_category WHERE parent_id = NEW.id))"
)


def _postgresql() -> Iterator[str]:
    for name, projects in PUBLIC.items():
        table = apps.get_model("directory", name)._meta.db_table
        for event, row_tables in (
            ("INSERT", ["new_rows"]),
            ("UPDATE", ["old_rows", "new_rows"]),
            ("DELETE", ["old_rows"]),
            ("TRUNCATE", []),
        ):
            function = f"{table}_beats_on_{event.lower()}"
            yield (
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                f"BEGIN\n{_postgresql_body(event, row_tables, projects)}\nRETURN NULL;\nEND $$"
            )
            referencing = " ".join(
                f"{row_table[:3].upper()} TABLE AS {row_table}" for row_table in row_tables
            )
            yield f"DROP TRIGGER IF EXISTS {function} ON {table}"
            yield (
                f"CREATE TRIGGER {function} AFTER {event} ON {table} "
                + (f"REFERENCING {referencing} " if referencing else "")
                + f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )
    yield (
        "CREATE OR REPLACE FUNCTION directory_category_levels() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {_THIRD_LEVEL} THEN RAISE EXCEPTION 'directory_category_two_levels' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    yield "DROP TRIGGER IF EXISTS directory_category_levels ON directory_category"
    yield (
        "CREATE TRIGGER directory_category_levels BEFORE INSERT OR UPDATE ON directory_category "
        "FOR EACH ROW EXECUTE FUNCTION directory_category_levels()"
    )


def _postgresql_body(event: str, row_tables: list[str], projects: str | None) -> str:
    """Once per statement, and the version once per transaction: a row updated ten thousand times
    in one transaction would be found ever more slowly."""
    changed = " UNION ".join(f"SELECT * FROM {row_table}" for row_table in row_tables)
    if event == "UPDATE":
        changed = (
            "(SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) UNION "
            "(SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows)"
        )
    unless = f"IF NOT EXISTS ({changed}) THEN RETURN NULL; END IF;" if row_tables else ""
    beat = (
        f"UPDATE {HEARTBEAT} SET version = version + 1, xact = pg_current_xact_id()::text::bigint "
        "WHERE id = 1 AND xact <> pg_current_xact_id()::text::bigint;"
    )
    if not projects or not row_tables:
        return f"{unless}\n{beat}"
    log = (
        f"INSERT INTO {CHANGE} (project_id, version) "
        f"SELECT DISTINCT concerned.id, beat.version FROM ({changed}) AS changed, "
        f"LATERAL ({projects.format(row='changed')}) AS concerned (id), {HEARTBEAT} beat "
        "ON CONFLICT (project_id) DO UPDATE SET version = excluded.version;"
    )
    return f"{unless}\n{beat}\n{log}"
