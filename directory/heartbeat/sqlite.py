"""Triggers for SQLite: one a table and event, for each row."""

from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from .shared import CHANGE, HEARTBEAT, THIRD_LEVEL, Watched

_NOW = "CAST((julianday('now') - 2440587.5) * 86400000 AS integer)"
_BEAT = f"UPDATE {HEARTBEAT} SET version = max(version + 1, {_NOW}) WHERE id = 1;"


def setup(watched: Iterable[Watched]) -> Iterator[str]:
    yield (
        f"CREATE TABLE IF NOT EXISTS {HEARTBEAT} "
        "(id integer PRIMARY KEY CHECK (id = 1), version integer NOT NULL)"
    )
    yield f"INSERT INTO {HEARTBEAT} (id, version) VALUES (1, {_NOW}) ON CONFLICT DO NOTHING"
    yield (
        f"CREATE TABLE IF NOT EXISTS {CHANGE} "
        "(project_id integer PRIMARY KEY, version integer NOT NULL)"
    )
    yield f"CREATE INDEX IF NOT EXISTS {CHANGE}_version ON {CHANGE} (version)"
    for one in watched:
        differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in one.columns)
        yield from _trigger(one, "INSERT", ["NEW"])
        yield from _trigger(one, "UPDATE", ["OLD", "NEW"], f"WHEN {differs}")
        yield from _trigger(one, "DELETE", ["OLD"])
        if one.shown:
            yield from _shown_trigger(one.table, one.shown)
    for event in ("INSERT", "UPDATE"):
        name = f"directory_heartbeat_levels_{event}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON directory_category FOR EACH ROW "
            f"WHEN {THIRD_LEVEL} BEGIN SELECT RAISE(ABORT, 'directory_category_two_levels'); END"
        )


def _trigger(watched: Watched, event: str, rows: list[str], when: str = "") -> Iterator[str]:
    name = f"directory_heartbeat_{watched.table}_{event}"
    log = [_log(watched.projects.format(row=row)) for row in rows] if watched.projects else []
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {watched.table} FOR EACH ROW {when} "
        f"BEGIN {' '.join([_BEAT, *log])} END"
    )


def _shown_trigger(table: str, shown: str) -> Iterator[str]:
    """Raises the version itself, for triggers come in no order."""
    name = f"directory_heartbeat_{table}_SHOWN"
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} AFTER UPDATE OF slug, state ON {table} FOR EACH ROW "
        "WHEN OLD.slug IS NOT NEW.slug OR OLD.state IS NOT NEW.state "
        f"BEGIN {_BEAT} {_log(shown.format(row='NEW'))} END"
    )


def _log(projects: str) -> str:
    return (
        f"INSERT INTO {CHANGE} (project_id, version) "
        f"SELECT concerned.*, beat.version FROM ({projects}) AS concerned, {HEARTBEAT} beat "
        "WHERE true ON CONFLICT (project_id) DO UPDATE SET version = excluded.version;"
    )


def pause(connection: BaseDatabaseWrapper) -> None:
    """SQLite drops no column that a trigger names, and no table without its triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master "
            "WHERE type = 'trigger' AND name LIKE 'directory!_heartbeat!_%' ESCAPE '!'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
