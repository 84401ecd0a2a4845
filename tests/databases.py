"""The database of the tests when one of them is over; others beside it, and their addresses."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
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


def empty() -> None:
    """What `flush` does after a test with transactions of its own, in a tenth of the time.

    Content types, permissions and triggers are not made anew. Only tables with rows are emptied, by
    DELETE: TRUNCATE of a hundred tables takes long, and waits for requests that a server still
    answers, which may in turn wait for it.
    """
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model not in (ContentType, Permission)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables
            )
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')
