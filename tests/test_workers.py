"""Several processes serve the site; an edit shows on the next request of each."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from directory.models import Project
from tests.admin.helpers import address, send
from tests.builders import make_project
from tests.databases import database_url

WORKERS = 2


class Reading(NamedTuple):
    """What a process answered, and how many answers Django has computed in it so far."""

    status: int
    text: str
    process: str
    computed: int


class Reader:
    """One connection that is kept, and so one process."""

    def __init__(self, port: int):
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.process = self.read().process

    def read(self, path: str = "/en/", **headers: str) -> Reading:
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        return Reading(
            response.status,
            response.read().decode(),
            response.headers["X-Process"],
            int(response.headers["X-Computed"]),
        )

    def close(self) -> None:
        self._connection.close()


@pytest.fixture(scope="module")
def port(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Of a server with two processes and this test's database."""
    # Bound as long as the server runs, which shares it: nobody else is given this port meanwhile.
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(("127.0.0.1", 0))
    port: int = held.getsockname()[1]
    var = tmp_path_factory.mktemp("var")
    environment = os.environ | {"DATABASE_URL": database_url(connection), "VAR_DIR": str(var)}
    environment.pop("DEBUG", None)
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(manage, env=environment, check=True)
    log = var / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(Path(sys.executable).with_name("granian"), "--interface", "wsgi"),
                *("--host", "127.0.0.1", "--port", str(port), "--no-ws"),
                *("--workers", str(WORKERS), "--blocking-threads", "4"),
                *("--workers-kill-timeout", "5", "tests.served:application"),
            ],
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(port, server, log)
        yield port
    finally:
        held.close()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0, log.read_text()


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server does not answer.\n{log.read_text()}")


@pytest.fixture
def readers(port: int, transactional_db: None) -> Iterator[list[Reader]]:
    """One for each process."""
    by_process: dict[str, Reader] = {}
    opened: list[Reader] = []
    while len(by_process) < WORKERS:
        assert len(opened) < 200, "only one process answers"
        opened.append(Reader(port))
        by_process.setdefault(opened[-1].process, opened[-1])
    yield list(by_process.values())
    for reader in opened:
        reader.close()


def texts(readers: list[Reader], path: str = "/en/") -> list[str]:
    return [reader.read(path).text for reader in readers]


def fill(readers: list[Reader], path: str = "/en/") -> None:
    """Have every process keep the page."""
    for reader in readers:
        reader.read(path)
        kept = reader.read(path)
        assert reader.read(path) == kept, "Django computed it again"


def test_each_process_computes_a_page_once(readers: list[Reader]):
    make_project("istio")

    for reader in readers:
        first, *others = [reader.read("/en/projects/istio/") for _ in range(5)]
        assert "Istio" in first.text
        assert others == [first] * 4


Edit = Callable[[str, Path], None]


def by_saving(name: str, folder: Path) -> None:
    project = Project.objects.get()
    project.name = name
    project.save()


def by_bulk_update(name: str, folder: Path) -> None:
    Project.objects.update(name=name)


def by_the_admin(name: str, folder: Path) -> None:
    editor = Client()
    editor.force_login(
        User.objects.get_or_create(username="e", is_staff=True, is_superuser=True)[0]
    )
    form = address("project", "change", Project.objects.get().pk)
    assert send(editor, form, name=name).status_code == 302


def by_loaddata(name: str, folder: Path) -> None:
    fields = {
        "slug": "istio",
        "name": name,
        "category": ["service-mesh"],
        "state": Project.State.PUBLISHED,
    }
    fixture = folder / "fixture.json"
    fixture.write_text(json.dumps([{"model": "directory.project", "fields": fields}]))
    call_command("loaddata", str(fixture), verbosity=0)


def by_plain_sql(name: str, folder: Path) -> None:
    """On a connection of its own, of which Django knows nothing."""
    statement = f"UPDATE directory_project SET name = '{name}'"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as database:
            database.executescript(statement)
    else:
        import psycopg

        with psycopg.connect(**connection.get_connection_params()) as server:
            server.execute(statement)


@pytest.mark.parametrize(
    "edit", [by_saving, by_bulk_update, by_the_admin, by_loaddata, by_plain_sql]
)
def test_an_edit_shows_on_the_next_request_of_every_process(
    readers: list[Reader], edit: Edit, tmp_path: Path
):
    make_project("istio", name="Before")
    fill(readers)

    for name in ("First", "Second", "Third"):
        edit(name, tmp_path)
        assert [name in text for text in texts(readers)] == [True] * WORKERS
        fill(readers)


def test_an_edit_that_is_not_committed_is_seen_by_nobody(readers: list[Reader]):
    make_project("istio", name="Before")
    fill(readers)

    with transaction.atomic():
        Project.objects.update(name="Perhaps")
        assert ["Before" in text for text in texts(readers)] == [True] * WORKERS
        transaction.set_rollback(True)

    assert ["Before" in text for text in texts(readers)] == [True] * WORKERS


def test_no_edit_is_missed_however_quickly_they_follow(readers: list[Reader]):
    make_project("istio")

    for number in range(10):
        Project.objects.update(name=f"No. {number}!")
        assert [f"No. {number}!" in text for text in texts(readers)] == [True] * WORKERS


def test_readers_in_a_crowd_never_see_an_edit_undone(port: int, readers: list[Reader]):
    make_project("istio", name="No. 0!")
    done = threading.Event()

    def follow() -> int:
        """Until after the last edit, so that a reader who starts late has seen one too."""
        reader, seen, last = Reader(port), 0, False
        while not last:
            last = done.is_set()
            found = re.search(r"No\. (\d+)!", reader.read().text)
            assert found
            assert int(found[1]) >= seen
            seen = int(found[1])
        reader.close()
        return seen

    with ThreadPoolExecutor(8) as crowd:
        followers = [crowd.submit(follow) for _ in range(8)]
        try:
            for number in range(1, 10):
                Project.objects.update(name=f"No. {number}!")
                assert [f"No. {number}!" in text for text in texts(readers)] == [True] * WORKERS
        finally:
            done.set()

    assert [follower.result() for follower in followers] == [9] * 8
