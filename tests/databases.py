"""Databases beside that of the test, and their addresses for other processes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


def database_url(database: BaseDatabaseWrapper) -> str:
    said = database.settings_dict
    if database.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    login = ":".join(quote(said[part], safe="") for part in ("USER", "PASSWORD") if said[part])
    host = quote(said["HOST"], safe="")
    return f"postgres://{login}@{host}:{said['PORT']}/{said['NAME']}"


@contextmanager
def empty_database(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Another database, without a table."""
    with _named(folder) as name, closing(connection.copy()) as other:
        other.settings_dict |= {"NAME": name, "OPTIONS": {}}
        yield other


@contextmanager
def _named(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield str(folder / "empty.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_empty"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
