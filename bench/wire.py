"""What goes over the wire: answers counted in bytes, with their heads, as they were sent."""

from http.client import HTTPConnection
from typing import NamedTuple

ENCODINGS = "zstd, br, gzip"


class Answer(NamedTuple):
    body: bytes
    encoding: str
    bytes_sent: int


def get(port: int, address: str, encodings: str = ENCODINGS) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": encodings})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(f"{address} was answered with {response.status}")
    line = f"HTTP/1.1 {response.status} {response.reason}\r\n"
    head = sum(len(f"{name}: {value}\r\n") for name, value in response.getheaders())
    encoding = response.getheader("Content-Encoding", "")
    return Answer(body, encoding, len(line) + head + 2 + len(body))
