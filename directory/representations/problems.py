"""What is wrong with a request, for programs: RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

from django.http import HttpResponse
from django.utils.translation import pgettext_lazy

MEDIA_TYPE = "application/problem+json"
# What a status is called in other languages than that of its standard.
_TITLES = {
    400: pgettext_lazy("HTTP", "Bad Request"),
    401: pgettext_lazy("HTTP", "Unauthorized"),
    403: pgettext_lazy("HTTP", "Forbidden"),
    404: pgettext_lazy("HTTP", "Not Found"),
    405: pgettext_lazy("HTTP", "Method Not Allowed"),
    409: pgettext_lazy("HTTP", "Conflict"),
    410: pgettext_lazy("HTTP", "Gone"),
    412: pgettext_lazy("HTTP", "Precondition Failed"),
    413: pgettext_lazy("HTTP", "Request Entity Too Large"),
    415: pgettext_lazy("HTTP", "Unsupported Media Type"),
    422: pgettext_lazy("HTTP", "Unprocessable Entity"),
    428: pgettext_lazy("HTTP", "Precondition Required"),
    429: pgettext_lazy("HTTP", "Too Many Requests"),
    500: pgettext_lazy("HTTP", "Internal Server Error"),
    503: pgettext_lazy("HTTP", "Service Unavailable"),
}


class Wrong(NamedTuple):
    """A parameter or, with dots, a place in what was sent, and what would be right."""

    parameter: str
    detail: str


def problem(
    status: int,
    detail: str,
    errors: Iterable[Wrong] = (),
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> HttpResponse:
    """An answer in the language on display; `members` extend it."""
    said = {
        "type": "about:blank",
        "title": str(_TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "errors": [wrong._asdict() for wrong in errors],
        **members,
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False), MEDIA_TYPE, status, headers=headers or {}
    )


class Asked(Protocol):
    """A query string that was read, with (label, parameter, what is wrong) of each mistake."""

    @property
    def problems(self) -> Sequence[tuple[Any, str, str]]: ...


def wrong_in(asked: Asked) -> list[Wrong]:
    """What a query string says wrongly."""
    return [Wrong(parameter, says) for _label, parameter, says in asked.problems]
