"""Other sites are asked, and whatever they do harms nobody here."""

import _socket
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.sources.client import PUBLIC, Answer, Call, Client, Failure, Unreachable
from tests.receiver import Handler, Receiver, answer, receiving
from tests.sources.certificates import certified


@pytest.fixture(scope="module")
def server() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def receiver(server: Receiver) -> Receiver:
    server.got.clear()
    server.behave = lambda request: answer(request, 200, b"thanks")
    return server


def call(client: Client, url: str, body: bytes = b"{}") -> Answer | Unreachable:
    (tried,) = client.send_all([Call("POST", url, {"X-Test": "1"}, body)])
    return tried.found


def failure(client: Client, url: str) -> Failure:
    found = call(client, url)
    assert isinstance(found, Unreachable)
    return found.failure


def resolve(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Every name has this address at first, the next when it is asked for again, and so on; which
    names were asked for."""
    asked: list[str] = []
    left = list(addresses)

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        address = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_what_was_sent_arrives_and_the_answer_comes_back(receiver: Receiver):
    found = call(receiver.client(), receiver.address, b'{"a": 1}')

    assert isinstance(found, Answer)
    assert (found.status, found.body) == (200, b"thanks")
    (got,) = receiver.got
    assert (got.path, got.body) == ("/hook", b'{"a": 1}')
    assert got.headers["host"] == f"localhost:{receiver.port}"
    assert got.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[0:0:0:0:0:ffff:7f00:1]/",
        "http://0/",
        "https://127.0.0.1:443/",
    ],
)
def test_no_spelling_of_this_machine_is_called(url: str, monkeypatch: pytest.MonkeyPatch):
    """As the C library reads it, which knows more spellings than anybody."""

    def getaddrinfo(host: str, port: int, *args: Any) -> Any:
        return _socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert failure(Client(), url) in (Failure.NOT_PUBLIC, Failure.BAD_ADDRESS)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hook",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://name:word@example.org/",
        "https://example.org:22/",
        "https://example.org:99999/",
        "https://example.org/\x00",
        "https://[::1/",
        "gopher://127.0.0.1:6379/",
    ],
)
def test_what_is_no_address_to_call_asks_for_no_name(url: str, monkeypatch: pytest.MonkeyPatch):
    asked = resolve(monkeypatch, "8.8.8.8")

    assert failure(Client(), url) == Failure.BAD_ADDRESS
    assert asked == []


@given(st.text(max_size=60))
def test_any_text_as_an_address_is_a_failure_and_no_error(text: str):
    with pytest.MonkeyPatch.context() as patch:
        resolve(patch, "127.0.0.1")

        assert isinstance(call(Client(), text), Unreachable)
        assert isinstance(call(Client(), f"https://{text}/"), Unreachable)


def test_a_name_that_leads_into_this_network_is_not_called(monkeypatch: pytest.MonkeyPatch):
    for address in ("10.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:10.0.0.1"):
        resolve(monkeypatch, address)
        assert failure(Client(), "https://evil.example/") == Failure.NOT_PUBLIC


def test_a_name_with_one_good_and_one_bad_address_is_not_called(monkeypatch: pytest.MonkeyPatch):
    both = [(2, 1, 6, "", (address, 443)) for address in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: both)

    assert failure(Client(), "https://evil.example/") == Failure.NOT_PUBLIC


def test_a_name_server_that_changes_its_mind_is_asked_once(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    asked = resolve(monkeypatch, "127.0.0.1", "10.0.0.1")

    found = call(receiver.client(), f"http://rebinding.example:{receiver.port}/")

    assert isinstance(found, Answer)
    assert asked == ["rebinding.example"]
    assert receiver.got[0].headers["host"] == f"rebinding.example:{receiver.port}"


def test_a_redirect_is_an_answer_and_leads_nowhere(receiver: Receiver):
    place = f"http://127.0.0.1:{receiver.port}/inside"
    receiver.behave = lambda request: answer(request, 307, Location=place)

    found = call(receiver.client(), receiver.address)

    assert isinstance(found, Answer)
    assert found.status == 307
    assert [got.path for got in receiver.got] == ["/hook"]


def test_a_proxy_of_the_environment_is_not_asked(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert isinstance(call(receiver.client(), receiver.address), Answer)


def drip(request: Handler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def drip_body(request: Handler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    drip(request)


@pytest.mark.parametrize("behave", [drip, drip_body], ids=["headers", "body"])
def test_an_answer_that_drips_is_given_up_in_time(receiver: Receiver, behave: Any):
    receiver.behave = behave
    client = receiver.client(seconds=0.3)

    assert failure(client, receiver.address) == Failure.TOO_SLOW


def test_who_takes_no_call_is_given_up_in_time():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        quiet = Receiver(port=deaf.getsockname()[1])

        assert failure(quiet.client(seconds=0.3), quiet.address) == Failure.TOO_SLOW


def test_of_an_endless_answer_only_the_beginning_is_read(receiver: Receiver):
    written = threading.Event()

    def endless(request: Handler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                request.wfile.write(b"x" * 65_536)
        finally:
            written.set()

    receiver.behave = endless

    found = call(receiver.client(), receiver.address)

    assert isinstance(found, Answer)
    assert len(found.body) == Client().most_bytes
    assert written.wait(20), "the connection is closed"


def test_endless_headers_are_no_answer(receiver: Receiver):
    def endless(request: Handler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            request.wfile.write(b"X-More: " + b"x" * 1_000 + b"\r\n")

    receiver.behave = endless

    assert failure(receiver.client(), receiver.address) == Failure.NO_ANSWER


def test_what_is_packed_small_is_not_unpacked(receiver: Receiver):
    receiver.behave = lambda request: answer(request, 200, b"\x1f\x8b\x08", Content_Encoding="gzip")

    found = call(receiver.client(), receiver.address)

    assert isinstance(found, Answer)
    assert found.body == b"\x1f\x8b\x08"


@pytest.mark.parametrize("said", [b"", b"no http\r\n\r\n", b"HTTP/1.1 200\r\nbad header\r\n\r\n"])
def test_what_is_no_answer_is_told_as_such(receiver: Receiver, said: bytes):
    receiver.behave = lambda request: request.wfile.write(said)

    assert failure(receiver.client(), receiver.address) == Failure.NO_ANSWER


def test_nobody_listening_is_told_as_such():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = Receiver(port=taken.getsockname()[1])

        assert failure(nobody.client(), nobody.address) == Failure.NO_CONNECTION


def test_a_certificate_is_checked_for_the_name_that_was_called(tmp_path: Path):
    server, trusted = certified(tmp_path, "localhost")
    with receiving(server) as receiver:
        good = call(receiver.client(trusted=trusted), receiver.address)
        nobodys = failure(receiver.client(), receiver.address)
        another = f"https://127.0.0.1:{receiver.port}/"
        wrong_name = failure(receiver.client(trusted=trusted), another)

    assert isinstance(good, Answer)
    assert (nobodys, wrong_name) == (Failure.NOT_TRUSTED, Failure.NOT_TRUSTED)
    assert len(receiver.got) == 1


def test_calls_at_once_do_not_wait_for_each_other(receiver: Receiver):
    together = threading.Barrier(3)

    def wait(request: Handler) -> None:
        together.wait(20)
        answer(request, 204)

    receiver.behave = wait

    tries = receiver.client().send_all([Call("POST", receiver.address)] * 3)

    assert [each.found.status for each in tries if isinstance(each.found, Answer)] == [204] * 3


def test_a_name_that_takes_long_to_look_up_keeps_no_other_waiting(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    answered = threading.Event()

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host == "slow.example":
            answered.wait(20)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def behave(request: Handler) -> None:
        answer(request, 204)
        answered.set()

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    receiver.behave = behave
    slow = [Call("POST", f"http://slow.example:{receiver.port}/")] * 40

    tries = receiver.client().send_all([*slow, Call("POST", receiver.address)])

    assert isinstance(tries[-1].found, Answer)


def test_without_being_told_otherwise_only_usual_ports_are_called():
    assert PUBLIC.ports == {80, 443}
    assert failure(Client(), "https://example.org:8443/") == Failure.BAD_ADDRESS
