"""One moment of the database: everything that is read within it fits together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees no change of anybody else's, and on PostgreSQL fails rather than
    overwrite one. Within another transaction it is no stricter than that one."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def one_moment_to_read() -> Iterator[None]:
    """The same for who writes nothing, however long it takes: nobody is kept from writing."""
    with _sharing(), one_moment():
        yield


@contextmanager
def _sharing() -> Iterator[None]:
    """On SQLite a transaction begins with the lock of writers (landscape/settings.py)."""
    sqlite: Any = connection
    if sqlite.vendor != "sqlite":
        yield
        return
    # Connecting reads the mode from the settings.
    sqlite.ensure_connection()
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual
