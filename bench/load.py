"""Requests per second: with wrk, or where it is missing with connections that pipeline."""

import re
import shutil
import socket
import subprocess
import threading
import time

from bench import wire

SECONDS = 2
CONNECTIONS = 32
# The generator that stands in for wrk.
IN_FLIGHT = 16
OWN_CONNECTIONS = 8


def requests_per_second(port: int, path: str) -> float:
    return _wrk(port, path) if shutil.which("wrk") else _pipelined(port, path)


def _wrk(port: int, path: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    command += ["-H", f"Accept-Encoding: {wire.ENCODINGS}", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if "Non-2xx" in said or rate is None:
        raise RuntimeError(said)
    return float(rate[1])


def _pipelined(port: int, path: str) -> float:
    """Each connection sends several requests at once and counts the bytes that come back."""
    answered: list[int] = []
    stop = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_ask, args=[port, path, stop, answered])
        for _ in range(OWN_CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / SECONDS


def _ask(port: int, path: str, stop: float, answered: list[int]) -> None:
    head = f"Host: 127.0.0.1:{port}\r\nAccept-Encoding: {wire.ENCODINGS}\r\n"
    request = f"GET {path} HTTP/1.1\r\n{head}\r\n".encode()
    count = 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        length = len(connection.recv(1 << 20))
        while time.monotonic() < stop:
            connection.sendall(request * IN_FLIGHT)
            received = 0
            while received < length * IN_FLIGHT:
                received += len(connection.recv(1 << 20))
            count += IN_FLIGHT
    answered.append(count)
