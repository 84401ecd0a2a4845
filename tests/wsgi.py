"""Asking a WSGI application as a server does, without a server."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from wsgiref.util import setup_testing_defaults

from django.utils.datastructures import CaseInsensitiveMapping


class Answer(NamedTuple):
    status: int
    headers: CaseInsensitiveMapping
    body: bytes


def ask(application: Any, path: str = "/", method: str = "GET", **environ: Any) -> Answer:
    """`query` is the query string; what is in capitals goes into the environ as it is."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": environ.pop("query", ""),
    } | environ
    setup_testing_defaults(environ)
    started: list[tuple[str, list[tuple[str, str]]]] = []
    parts: Iterable[bytes] = application(environ, lambda *arguments: started.append(arguments))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    [(status, headers)] = started
    return Answer(int(status.split()[0]), CaseInsensitiveMapping(headers), body)
