"""Serving under the production server: a page asked for again, against what does less and less.

All answers have the same bytes, are asked for in turns, and come from the same server with
the same options, those of `make run`.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from statistics import median
from tempfile import NamedTemporaryFile

from bench import load, wire
from bench.database import address
from bench.report import Figure

SITE = "landscape.wsgi:application"
VIEW = "bench.constant:django_view"
BARE = "bench.constant:bare"
OPTIONS = ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--workers-kill-timeout", "10"]
ROUNDS = 5
PATIENCE = 30


def measure(size: int) -> Iterator[Figure]:
    with ExitStack() as running:
        site = running.enter_context(serving(SITE))
        answer = running.enter_context(NamedTemporaryFile())
        answer.write(wire.get(site, "/").body)
        answer.flush()
        start = partial(_start, running, CONSTANT=answer.name)
        views = [start(VIEW, MIDDLEWARE=named) for named in ("site", "usual", "none")]
        ports = [site, *views, start(BARE)]
        rates: dict[int, list[float]] = {port: [] for port in ports}
        for _ in range(ROUNDS):
            for port in ports:
                rates[port].append(load.requests_per_second(port, "/"))
    page, own, usual, alone, bare = (median(rates[port]) for port in ports)
    yield Figure("a page asked for again", page, "req/s")
    yield Figure(
        "floor: a Django view that returns the same bytes, this site's middleware", own, "req/s"
    )
    yield Figure("floor: the same with the middleware of startproject", usual, "req/s")
    yield Figure("floor: the same without any middleware", alone, "req/s")
    yield Figure("floor: a bare WSGI callable that returns them", bare, "req/s")
    yield Figure("the page / the Django view", page / own, "times", at_least=5)
    yield Figure(
        "the page / that with the middleware of startproject", page / usual, "times", at_least=5
    )
    # No target: the bare callable itself is less than five times as fast as this.
    yield Figure("the page / the same without any middleware", page / alone, "times")
    yield Figure("the page / the bare callable", page / bare, "times", at_least=0.5)


def _start(running: ExitStack, application: str, **environment: str) -> int:
    return running.enter_context(serving(application, **environment))


@contextmanager
def serving(application: str, **environment: str) -> Iterator[int]:
    """Granian with an application, on the port that this yields."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", application]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", *OPTIONS]
    environment = {**os.environ, "DATABASE_URL": address(), **environment}
    # Figures are printed to stdout, so what the server says goes elsewhere.
    server = subprocess.Popen(command, env=environment, stdout=sys.stderr)
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
