"""The version that decides whether a kept page may still be given."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from directory import heartbeat
from landscape import pulse
from landscape.pulse import Pulse
from landscape.pulse.query import QUERY
from landscape.pulse.sharing import SharedReading
from landscape.pulse.sqlite import SQLitePulse
from tests import followed
from tests.builders import make_project


@pytest.fixture
def beat(transactional_db: None) -> Iterator[Pulse]:
    beat = pulse.of(connection)
    yield beat
    beat.close()


def test_it_is_the_version_of_the_directory(beat: Pulse):
    before = beat.version()

    make_project("istio")

    assert beat.version() == heartbeat.version() != before


def test_a_commit_is_seen_by_whoever_asks_after_it(beat: Pulse):
    make_project("istio")
    committed = heartbeat.version()
    done = threading.Event()

    def follow() -> int:
        """Until after the last one, so that a thread that starts late is asked too."""
        while True:
            last, at_least = done.is_set(), committed
            version = beat.version()
            assert version is not None
            assert version >= at_least
            if last:
                return version

    with ThreadPoolExecutor(8) as readers:
        followers = [readers.submit(follow) for _ in range(8)]
        try:
            with connection.cursor() as cursor:
                for _ in range(200):
                    cursor.execute("UPDATE directory_heartbeat SET version = version + 1")
                    committed += 1
        finally:
            done.set()

    assert {follower.result() for follower in followers} == {committed}


# ---- SQLite


def make_database(path: Path, version: int = 7) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE directory_heartbeat (id, version)")
    database.execute("INSERT INTO directory_heartbeat VALUES (1, ?)", [version])
    return database


def test_a_database_that_is_not_there_has_no_version_and_is_not_made(tmp_path: Path):
    path = tmp_path / "100% of a site?#.sqlite3"
    beat = SQLitePulse(str(path))
    assert beat.version() is None
    assert not path.exists()

    make_database(path).close()

    assert beat.version() == 7


def test_a_database_without_the_tables_has_no_version(tmp_path: Path):
    sqlite3.connect(tmp_path / "empty.sqlite3").close()

    assert SQLitePulse(str(tmp_path / "empty.sqlite3")).version() is None


def test_nothing_is_locked_between_two_readings(tmp_path: Path):
    database = make_database(tmp_path / "site.sqlite3")
    beat = SQLitePulse(str(tmp_path / "site.sqlite3"))
    assert beat.version() == 7

    database.execute("UPDATE directory_heartbeat SET version = 8")
    busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    database.close()

    assert not busy
    assert beat.version() == 8


def test_a_thread_that_ends_leaves_no_connection_open(tmp_path: Path):
    make_database(tmp_path / "site.sqlite3").close()
    beat = SQLitePulse(str(tmp_path / "site.sqlite3"))

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(beat.version).result() == 7

    # The last one to close the database removes what belongs to open ones.
    assert not (tmp_path / "site.sqlite3-wal").exists()


# ---- PostgreSQL


class Counted:
    """A lock, and how often it was let go."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.times = 0

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self.times += 1
        self._lock.release()


class Slow:
    """Answers, once it may, what was true when it was asked; and who asks for that, in threads."""

    def __init__(self) -> None:
        self.now = 1
        self.asked = 0
        self.may_answer = threading.Event()
        self.version = SharedReading(self.read)
        self.version._joining = self._joining = Counted()

    def read(self) -> int:
        now = self.now
        self.asked += 1
        assert self.may_answer.wait(20)
        if now == 0:
            raise RuntimeError("on purpose")
        return now

    def wait_for(self, *, readings: int, readers: int) -> None:
        """Until so many have asked, and so many readings have begun."""
        followed.wait_for(lambda: self._joining.times == readings + readers)


def test_who_asks_during_a_reading_gets_the_next_one_together_with_others():
    server = Slow()

    with ThreadPoolExecutor(10) as threads:
        first = threads.submit(server.version)
        followed.wait_for(lambda: server.asked == 1)
        server.now = 2
        others = [threads.submit(server.version) for _ in range(9)]
        server.wait_for(readings=1, readers=10)
        server.may_answer.set()

    assert first.result() == 1
    assert [other.result() for other in others] == [2] * 9
    assert server.asked == 2


def test_a_fault_while_reading_stops_nobody_else():
    server = Slow()
    server.now = 0

    with ThreadPoolExecutor(2) as threads:
        failed = threads.submit(server.version)
        followed.wait_for(lambda: server.asked == 1)
        server.now = 2
        other = threads.submit(server.version)
        server.wait_for(readings=1, readers=2)
        server.may_answer.set()

        assert other.result() == 2
        assert isinstance(failed.exception(), RuntimeError)


@pytest.mark.needs("postgresql")
def test_a_lost_connection_is_made_again(beat: Pulse):
    assert beat.version() == heartbeat.version()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query = %s AND pid <> pg_backend_pid()",
            [QUERY],
        )
        assert cursor.fetchone() == (1,)

    assert beat.version() == heartbeat.version()


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("wrong", [{"host": "127.0.0.1", "port": 1}, {"dbname": "template1"}])
def test_a_server_that_cannot_be_reached_or_is_another_has_no_version(wrong: dict[str, Any]):
    from landscape.pulse.postgresql import PostgreSQLPulse

    beat = PostgreSQLPulse(connection.get_connection_params() | wrong)

    assert beat.version() is None
    beat.close()
