"""What is not answered, and how that is told: as RFC 9457 has it, in the language asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from directory.representations import Wrong, problem

from .shapes import misshapen

Handler = Callable[[HttpRequest, Any], HttpResponse]

RETRY_AFTER = 60
logger = logging.getLogger(__name__)


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
        PermissionDenied: _denied,
        RequestDataTooBig: _too_large,
        UnreadablePostError: _cut_off,
        OperationalError: _held_up,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused.status, str(refused), refused.errors, refused.headers, **refused.members)


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    says = str(error)
    errors = [Wrong("slug", says)] if says else []
    return problem(404, _("There is nothing of this name here."), errors)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, Refused):
        return _refused(request, error.__cause__)
    return problem(error.status_code, str(error))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, wrong_content(), misshapen(error.errors))


def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, str(error))


def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413, too_large())


def _cut_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return problem(400, _("What was sent did not arrive whole."))


def _held_up(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """A database that somebody else is writing for too long, such as a large list, or that is not
    there: nothing was done."""
    logger.error("%s %s was not answered: %s", request.method, request.path, error)
    says = _("The database is busy or away. Nothing was done. Try again in a minute.")
    return problem(503, says, headers={"Retry-After": str(RETRY_AFTER)})


def wrong_content() -> str:
    return _("What was sent cannot be taken: see errors.")


def too_large() -> str:
    return _("At most one megabyte can be sent.")
