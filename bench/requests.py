"""Requests as the server makes them: an environment, Django's handler, the whole answer."""

from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

_handler = WSGIHandler()


def _start(status: str, headers: list[tuple[str, str]], error: object = None) -> Any:
    """Where a server would send the head."""


def asking(address: str) -> Callable[[], bytes]:
    """A function that asks Django for a page, the page cache not involved, and reads it."""
    environment = RequestFactory(SERVER_NAME="localhost").get(address).environ

    def ask() -> bytes:
        response = _handler(dict(environment), _start)
        body = b"".join(response)
        response.close()
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered with {response.status_code}")
        return body

    return ask
