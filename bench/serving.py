"""Serving under the production server: a page asked for again, against what does less and less.

All three answers have the same bytes, are asked for in turns, and come from the same server with
the same options, those of `make run`.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from tempfile import NamedTemporaryFile

from bench import load, wire
from bench.database import address
from bench.report import Figure

SITE = "landscape.wsgi:application"
VIEW = "bench.constant:django_view"
BARE = "bench.constant:bare"
OPTIONS = ["--workers", "2", "--blocking-threads", "2", "--no-ws"]
ROUNDS = 5
PATIENCE = 30


def measure(size: int) -> Iterator[Figure]:
    with ExitStack() as running:
        site = running.enter_context(serving(SITE))
        answer = running.enter_context(NamedTemporaryFile())
        answer.write(wire.get(site, "/").body)
        answer.flush()
        ports = {SITE: site}
        for floor in (VIEW, BARE):
            ports[floor] = running.enter_context(serving(floor, CONSTANT=answer.name))
        rates = {application: [] for application in ports}  # type: dict[str, list[float]]
        for _ in range(ROUNDS):
            for application, port in ports.items():
                rates[application].append(load.requests_per_second(port, "/"))
    site_rate, view_rate, bare_rate = (median(rates[application]) for application in ports)
    yield Figure("a page asked for again", site_rate, "req/s")
    yield Figure("floor: a Django view that returns the same bytes", view_rate, "req/s")
    yield Figure("floor: a bare WSGI callable that returns them", bare_rate, "req/s")
    yield Figure("the page / the Django view", site_rate / view_rate, "times", at_least=5)
    yield Figure("the page / the bare callable", site_rate / bare_rate, "times", at_least=0.5)


@contextmanager
def serving(application: str, **environment: str) -> Iterator[int]:
    """Granian with an application, on the port that this yields."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", application]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", *OPTIONS]
    server = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address()} | environment)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            wire.get(port, "/")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")
