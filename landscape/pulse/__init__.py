"""The version of the published directory (directory/heartbeat), read in microseconds.

Beside Django's connections, which cost more than the answer that waits for it. A reading begins
after it was asked for, so that it sees whatever was committed before.
"""

from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from .sqlite import SQLitePulse


class Pulse(Protocol):
    def version(self) -> int | None:
        """The version now, or None if the database does not say it."""

    def close(self) -> None: ...


def of(connection: BaseDatabaseWrapper) -> Pulse:
    """The pulse of the database that a Django connection leads to; connects when first asked."""
    if connection.vendor == "postgresql":
        from .postgresql import PostgreSQLPulse  # its driver need not be installed

        return PostgreSQLPulse(connection.get_connection_params())
    return SQLitePulse(str(connection.settings_dict["NAME"]))
