"""Requests to other sites, whose addresses and answers are not to be trusted.

A name is resolved here, once, and the connection goes to the address that was looked at, so that
no second answer of its name server leads elsewhere; TLS still checks the name. No redirect is
followed, no proxy of the environment asked, no cookie kept, nothing unpacked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import httpx

from .addresses import Address, is_public

# Of those that a name has.
MOST_ADDRESSES = 3


class Failure(StrEnum):
    BAD_ADDRESS = "bad-address"
    NO_SUCH_HOST = "no-such-host"
    NOT_PUBLIC = "not-public"
    NO_CONNECTION = "no-connection"
    NOT_TRUSTED = "not-trusted"
    TOO_SLOW = "too-slow"
    NO_ANSWER = "no-answer"


class Unreachable(Exception):
    """Why there is no answer; `detail` is what the machine said, in English."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail


@dataclass(frozen=True)
class Reach:
    """Where requests may go."""

    is_allowed: Callable[[Address], bool] = is_public
    ports: Container[int] = frozenset({80, 443})


PUBLIC = Reach()


@dataclass(frozen=True)
class Call:
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """`body` is as much of it as was wanted, as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Tried(NamedTuple):
    """What became of a call, and how many seconds it took."""

    found: Answer | Unreachable
    seconds: float


@dataclass(frozen=True)
class Client:
    """`seconds` is the time for all of a call, from the name to the last byte."""

    seconds: float = 15
    most_bytes: int = 8_192
    reach: Reach = PUBLIC
    trusted: ssl.SSLContext | None = None

    def send_all(self, calls: Sequence[Call]) -> list[Tried]:
        """At the same time; what became of each, in their order."""
        # The thread of the caller may have an event loop already.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._send_all(calls)).result()

    async def _send_all(self, calls: Sequence[Call]) -> list[Tried]:
        # In which names are looked up: one that takes long keeps no other waiting.
        threads = ThreadPoolExecutor(max(1, len(calls)))
        asyncio.get_running_loop().set_default_executor(threads)
        async with _Transport(self.reach, self.trusted) as transport:
            return await asyncio.gather(*(self._try(transport, call) for call in calls))

    async def _try(self, transport: _Transport, call: Call) -> Tried:
        begun = time.monotonic()
        found = await self._send(transport, call)
        return Tried(found, time.monotonic() - begun)

    async def _send(self, transport: _Transport, call: Call) -> Answer | Unreachable:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._answer(transport, call)
        except Unreachable as error:
            return error
        except TimeoutError:
            return Unreachable(Failure.TOO_SLOW)
        except (httpx.InvalidURL, UnicodeError) as error:
            return Unreachable(Failure.BAD_ADDRESS, str(error))
        except Exception as error:  # whatever a library makes of what it was sent
            return Unreachable(Failure.NO_ANSWER, str(error) or type(error).__name__)

    async def _answer(self, transport: _Transport, call: Call) -> Answer:
        headers = {"Accept-Encoding": "identity", **call.headers}
        request = httpx.Request(call.method, call.url, headers=headers, content=call.body)
        response = await transport.handle_async_request(request)
        try:
            body = await self._beginning(response)
        finally:
            await response.aclose()
        return Answer(response.status_code, dict(response.headers), body)

    async def _beginning(self, response: httpx.Response) -> bytes:
        body = b""
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) >= self.most_bytes:
                break
        return body[: self.most_bytes]


class _Transport(httpx.AsyncBaseTransport):
    """Connects to the address that it looked at."""

    def __init__(self, reach: Reach, trusted: ssl.SSLContext | None) -> None:
        self._reach = reach
        self._connections = httpx.AsyncHTTPTransport(
            verify=trusted or True,
            trust_env=False,
            # One that was made for a name must not be used for another at the same address.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def aclose(self) -> None:
        await self._connections.aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        self._check(url)
        for number, address in enumerate(addresses := await self._addresses(url), start=1):
            request.url = url.copy_with(host=str(address))
            request.extensions["sni_hostname"] = url.raw_host.decode().strip("[]")
            try:
                return await self._connections.handle_async_request(request)
            except httpx.ConnectError as error:
                if number == len(addresses):
                    raise _no_connection(error) from error
        raise AssertionError("a name without an address")

    def _check(self, url: httpx.URL) -> None:
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise Unreachable(Failure.BAD_ADDRESS)
        if _port(url) not in self._reach.ports:
            raise Unreachable(Failure.BAD_ADDRESS, f"port {_port(url)}")

    async def _addresses(self, url: httpx.URL) -> list[Address]:
        """All of them must be allowed: a name that leads here as well is not to be trusted."""
        host = url.raw_host.decode().strip("[]")
        look_up = asyncio.get_running_loop().getaddrinfo
        try:
            found = await look_up(host, _port(url), type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unreachable(Failure.NO_SUCH_HOST, str(error)) from error
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        for address in addresses:
            if not self._reach.is_allowed(address):
                raise Unreachable(Failure.NOT_PUBLIC, str(address))
        return addresses[:MOST_ADDRESSES]


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _no_connection(error: httpx.ConnectError) -> Unreachable:
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return Unreachable(Failure.NOT_TRUSTED if cause else Failure.NO_CONNECTION, str(error))
