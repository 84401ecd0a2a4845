"""The version of the published directory, raised by the database itself.

Triggers on every table that the public sees raise one version row and write down which project
changed at which version. So `loaddata`, the admin, a bulk update and plain SQL all count, in every
process, and nothing is ever invalidated by hand.

A version is the time of the change in milliseconds, or one more than the version before. So it
never comes twice, not even in a directory that was emptied or restored from a copy.

Both tables are no Django models, so that `flush` lets them live and is itself a change.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from . import postgresql, sqlite
from .shared import CHANGE, HEARTBEAT, Watched

# Per model: SQL for the ids of the projects that a changed row concerns; {row} is OLD or NEW
# (SQLite) or an alias of the changed rows (PostgreSQL). None: no single project, only the version
# is raised.
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
    "capability": (
        "SELECT v.project_id FROM directory_capabilityvalue v WHERE v.capability_id = {row}.id"
    ),
    "project": "SELECT {row}.id",
    "oldslug": "SELECT {row}.project_id",
    "oldcategoryslug": None,
    "oldtagslug": None,
    "oldhandle": None,
    "link": "SELECT {row}.project_id",
    "logo": "SELECT {row}.project_id",
    "projecttag": "SELECT {row}.project_id",
    "capabilityvalue": "SELECT {row}.project_id",
    "relation": "SELECT {row}.source_id UNION SELECT {row}.target_id",
}

# The same for a row whose slug or state changed: both show in what is told of other projects.
SHOWN: dict[str, str] = {
    "project": (
        "SELECT r.source_id FROM directory_relation r WHERE r.target_id = {row}.id "
        "UNION SELECT r.target_id FROM directory_relation r WHERE r.source_id = {row}.id"
    ),
}


class Backend(Protocol):
    def setup(self, watched: Iterable[Watched]) -> Iterable[str]: ...

    def pause(self, connection: BaseDatabaseWrapper) -> None: ...


def _backend(connection: BaseDatabaseWrapper) -> Backend:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


class Place(NamedTuple):
    """A place in the log: a project, at the version at which it last changed."""

    version: int
    project_id: int


# The project behind all projects of a version.
LAST = 2**62


def version() -> int:
    """The version of what this connection sees, one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version FROM {HEARTBEAT} WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


def changes_after(place: Place, limit: int) -> list[Place]:
    """What changed after a place in the log, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT version, project_id FROM {CHANGE} WHERE (version, project_id) > (%s, %s) "
            "ORDER BY version, project_id LIMIT %s",
            [*place, limit],
        )
        return [Place(*row) for row in cursor.fetchall()]


def tables() -> set[str]:
    """The tables that the public sees."""
    return {watched.table for watched in _watched()}


# So that whoever follows the log from its beginning misses nothing.
_LOG_WHAT_WAS_BEFORE = (
    f"INSERT INTO {CHANGE} (project_id, version) "
    f"SELECT p.id, beat.version FROM directory_project p, {HEARTBEAT} beat WHERE NOT EXISTS "
    f"(SELECT 1 FROM {CHANGE} c WHERE c.project_id = p.id)"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put tables and triggers in place; run after every `migrate`."""
    with connection.cursor() as cursor:
        for statement in _backend(connection).setup(_watched()):
            cursor.execute(statement)
        cursor.execute(_LOG_WHAT_WAS_BEFORE)


def pause(connection: BaseDatabaseWrapper) -> None:
    """Take away, until `install`, the triggers that would stand in the way of a migration."""
    _backend(connection).pause(connection)


def everything_changed(connection: BaseDatabaseWrapper) -> None:
    """Say so where no trigger could, after a migration."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {HEARTBEAT} SET version = version + 1")
        cursor.execute(f"UPDATE {CHANGE} SET version = (SELECT version FROM {HEARTBEAT})")


def raise_version() -> None:
    """For what pages show of tables that are not watched, when it must not stay on kept pages."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {HEARTBEAT} SET version = version + 1")


def _watched() -> Iterable[Watched]:
    for name, projects in PUBLIC.items():
        meta = apps.get_model("directory", name)._meta
        columns = [field.column for field in meta.concrete_fields]
        yield Watched(meta.db_table, columns, projects, SHOWN.get(name))
