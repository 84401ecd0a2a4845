"""What follows the log of changes, between tests.

The log and the search index outlive a flush, so they remember all projects of all tests.
"""

import time
from collections.abc import Callable

from django.db import connection

from directory import catalogue, heartbeat, search
from directory.services import indexing


def forget() -> None:
    """An empty log, and an index that has followed it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_change")
        cursor.execute("DELETE FROM directory_search_text")
        cursor.execute("DELETE FROM directory_search_word")
    search.move(heartbeat.Place(heartbeat.version(), heartbeat.LAST))


def another_transaction() -> None:
    """As far as the version is concerned, which PostgreSQL raises once in each."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_heartbeat SET xact = 0")


def wait() -> None:
    """Until no thread follows any more."""
    wait_for(lambda: not (indexing.is_at_work() or catalogue._rebuilding.locked()))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
