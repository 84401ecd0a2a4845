"""Triggers for PostgreSQL: one a table and event, for each statement.

The version is raised once per transaction: a row that is updated ten thousand times in one
transaction is found ever more slowly. The row's lock makes the order of versions that of commits.
"""

from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from .shared import CHANGE, HEARTBEAT, THIRD_LEVEL, Watched

_NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_TURN = "directory_heartbeat_turn"
_TRANSACTION = "pg_current_xact_id()::text::bigint"
_BEAT = (
    f"UPDATE {HEARTBEAT} SET version = greatest(version + 1, {_NOW}), xact = {_TRANSACTION} "
    f"WHERE id = 1 AND xact <> {_TRANSACTION};"
)
_CHANGED = {
    "INSERT": "SELECT * FROM new_rows",
    "UPDATE": (
        "(SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) UNION "
        "(SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows)"
    ),
    "DELETE": "SELECT * FROM old_rows",
}
_SHOWN_ANEW = (
    "SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id "
    "WHERE (o.slug, o.state) IS DISTINCT FROM (n.slug, n.state)"
)
_REFERENCING = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}


def setup(watched: Iterable[Watched]) -> Iterator[str]:
    yield from _tables()
    yield from _two_levels()
    yield _function(_TURN, f"PERFORM 1 FROM {HEARTBEAT} WHERE id = 1 FOR UPDATE;")
    for one in watched:
        yield from _triggers(one)


def _tables() -> Iterator[str]:
    yield (
        f"CREATE TABLE IF NOT EXISTS {HEARTBEAT} (id integer PRIMARY KEY CHECK (id = 1), "
        "version bigint NOT NULL, xact bigint NOT NULL)"
    )
    yield (
        f"INSERT INTO {HEARTBEAT} (id, version, xact) VALUES (1, {_NOW}, 0) ON CONFLICT DO NOTHING"
    )
    yield (
        f"CREATE TABLE IF NOT EXISTS {CHANGE} "
        "(project_id bigint PRIMARY KEY, version bigint NOT NULL)"
    )
    yield f"CREATE INDEX IF NOT EXISTS {CHANGE}_version ON {CHANGE} (version, project_id)"


def _two_levels() -> Iterator[str]:
    name = "directory_heartbeat_levels"
    yield _function(
        name,
        f"IF {THIRD_LEVEL} THEN RAISE EXCEPTION 'directory_category_two_levels' "
        "USING ERRCODE = 'check_violation'; END IF;",
        "NEW",
    )
    yield _trigger(name, "BEFORE INSERT OR UPDATE ON directory_category FOR EACH ROW")


def _triggers(one: Watched) -> Iterator[str]:
    # Whoever writes takes turns before the first row is locked: no deadlock with one who holds the
    # version's row and wants that row.
    yield _trigger(_TURN, f"BEFORE INSERT OR UPDATE OR DELETE ON {one.table}")
    for event, changed in _CHANGED.items():
        name = f"directory_heartbeat_{one.table}_{event}".lower()
        body = _on_change(changed, one.projects)
        if one.shown and event == "UPDATE":
            body += _log(_SHOWN_ANEW, one.shown)
        yield _function(name, body)
        yield _trigger(name, f"AFTER {event} ON {one.table} {_REFERENCING[event]}")
    name = f"directory_heartbeat_{one.table}_truncate"
    yield _function(name, _on_truncate(one.projects))
    yield _trigger(name, f"AFTER TRUNCATE ON {one.table}")


def _function(name: str, body: str, returned: str = "NULL") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {body} RETURN {returned}; END $$"
    )


def _trigger(function: str, on: str) -> str:
    return f"CREATE OR REPLACE TRIGGER {function} {on} EXECUTE FUNCTION {function}()"


def _on_change(changed: str, projects: str | None) -> str:
    body = f"IF NOT EXISTS ({changed}) THEN RETURN NULL; END IF; {_BEAT}"
    if projects is None:
        return body
    return f"{body} {_log(changed, projects)}"


def _log(changed: str, projects: str) -> str:
    return (
        f"INSERT INTO {CHANGE} (project_id, version) "
        f"SELECT DISTINCT concerned.id, beat.version FROM ({changed}) AS changed, "
        f"LATERAL ({projects.format(row='changed')}) AS concerned (id), {HEARTBEAT} beat "
        "ON CONFLICT (project_id) DO UPDATE SET version = excluded.version;"
    )


def _on_truncate(projects: str | None) -> str:
    """Nothing tells which rows there were, so every project counts as changed."""
    log = f"UPDATE {CHANGE} SET version = beat.version FROM {HEARTBEAT} beat;" if projects else ""
    return f"{_BEAT} {log}"


def pause(connection: BaseDatabaseWrapper) -> None:
    """Nothing here stands in a migration's way."""
