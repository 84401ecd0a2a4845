"""A program on this machine that webhooks are sent to, as badly behaved as a test wants it."""

import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from directory.sources.client import Client, Reach

Handler = http.server.BaseHTTPRequestHandler


@dataclass
class Got:
    path: str
    headers: dict[str, str]
    body: bytes


def fine(request: Handler) -> None:
    answer(request, 204)


def answer(request: Handler, status: int, body: bytes = b"", **headers: str) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


@dataclass
class Receiver:
    port: int = 0
    scheme: str = "http"
    behave: Callable[[Handler], None] = fine
    got: list[Got] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/hook"

    @property
    def reach(self) -> Reach:
        """This program, which is not on the public internet, and nothing else."""
        return Reach(lambda address: address.is_loopback, {self.port})

    def client(self, seconds: float = 20, trusted: ssl.SSLContext | None = None) -> Client:
        return Client(seconds=seconds, reach=self.reach, trusted=trusted)


@contextmanager
def receiving(certificate: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver(scheme="https" if certificate else "http")

    class ToReceiver(Handler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(Got(self.path, headers, body))
            with suppress(OSError):  # the other end has hung up, as it should
                receiver.behave(self)

        def log_message(self, *args: object) -> None:
            """Tests say enough."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ToReceiver)
    server.daemon_threads = True
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *args: None  # type: ignore[method-assign]
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
