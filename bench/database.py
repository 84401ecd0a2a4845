"""The database that is measured: made for it, and dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection


@contextmanager
def made_for_this() -> Iterator[None]:
    """An empty migrated database beside the one of the settings, as for tests."""
    configured = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(configured, verbosity=0)


def address() -> str:
    """The database of this process as a DATABASE_URL, for other processes."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user, password = (quote(settings[name], safe="") for name in ("USER", "PASSWORD"))
    return (
        f"postgres://{user}:{password}@{settings['HOST']}:{settings['PORT'] or 5432}"
        f"/{settings['NAME']}"
    )
