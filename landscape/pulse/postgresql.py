"""PostgreSQL: a round trip, shared by the requests that wait for it."""

from typing import Any

import psycopg
from psycopg.pq import ExecStatus

from .query import QUERY
from .sharing import SharedReading

# A server that is not there is found out soon, for every request asks it first.
PATIENCE = {"connect_timeout": 3, "tcp_user_timeout": 3000}


class PostgreSQLPulse:
    """One connection. The round trip takes several times as long as an answer from memory."""

    def __init__(self, parameters: dict[str, Any]):
        self._parameters = PATIENCE | parameters | {"autocommit": True}
        self._connection: psycopg.Connection | None = None
        self.version = SharedReading(self._ask)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self) -> int | None:
        for _attempt in ("on the connection there is", "on a new one"):
            try:
                return self._query()
            except psycopg.Error:
                self.close()
        return None

    def _query(self) -> int | None:
        """By libpq's own functions: a cursor takes twice as long."""
        if self._connection is None:
            self._connection = psycopg.connect(**self._parameters)
            self._connection.pgconn.prepare(b"pulse", QUERY.encode())
        result = self._connection.pgconn.exec_prepared(b"pulse", None)
        if result.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(result.error_message)
        value = result.get_value(0, 0)
        return None if value is None else int(value)
