"""What is wrong with a request, for programs: RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

from django.http import HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


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
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [wrong._asdict() for wrong in errors],
        **members,
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False), MEDIA_TYPE, status, headers=headers or {}
    )


def wrong_parameters(errors: Iterable[Wrong], status: int = 400) -> HttpResponse:
    found = list(errors)
    detail = _("What the address asks cannot be answered: see errors.")
    return problem(status, detail, found)


class Asked(Protocol):
    """A query string that was read, with (label, parameter, what is wrong) of each mistake."""

    @property
    def problems(self) -> Sequence[tuple[Any, str, str]]: ...


def wrong_in(asked: Asked) -> list[Wrong]:
    """What a query string says wrongly."""
    return [Wrong(parameter, says) for _label, parameter, says in asked.problems]
