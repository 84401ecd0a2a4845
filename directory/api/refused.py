"""What is not answered, and how that is told: as RFC 9457 has it, in the language asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from directory.representations import Wrong, problem

Handler = Callable[[HttpRequest, Any], HttpResponse]


class Refused(Exception):
    """A request that is not done. `members` stand in the answer beside what is wrong."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Iterable[Wrong] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ):
        super().__init__(detail)
        self.status = status
        self.errors = list(errors)
        self.headers = headers
        self.members = members


def tell(api: NinjaAPI) -> None:
    """Have the API answer so whatever went wrong."""
    handlers: dict[type[Exception], Handler] = {
        Refused: _refused,
        Http404: _not_found,
        HttpError: _http_error,
        ValidationError: _invalid,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused.status, str(refused), refused.errors, refused.headers, **refused.members)


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("There is nothing of this name here."))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [Wrong(".".join(map(str, each["loc"][1:])), each["msg"]) for each in error.errors]
    return problem(422, _("What was sent cannot be understood: see errors."), errors)
