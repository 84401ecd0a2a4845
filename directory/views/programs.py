"""What all answers to programs have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from directory import representations
from directory.representations import Wrong
from directory.views.moved import View
from directory.views.public import public

Refuse = Callable[[int, str, Sequence[Wrong]], HttpResponse]

READING = ("GET", "HEAD")
# What scripts on other sites may do and see: read, without a login.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Retry-After",
}
_PREFLIGHT = OPEN | {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def for_programs(refuse: Refuse) -> Callable[[View], View]:
    """A public answer that scripts of any site may read; `refuse` says what is not there."""

    def decorate(view: View) -> View:
        @open_to_scripts(refuse)
        @public
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Http404 as error:
                return refuse(404, str(error) or nothing_here(), ())

        return answered

    return decorate


def open_to_scripts(refuse: Refuse) -> Callable[[View], View]:
    """Read by scripts of any site, which may ask first what they may; `refuse` says what they may
    not."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in READING:
                return not_taken(request, [*READING, "OPTIONS"], refuse)
            response = view(request, *args, **kwargs)
            for name, value in OPEN.items():
                response.headers.setdefault(name, value)
            return response

        return wrapped

    return decorate


def nothing_here() -> str:
    return _("There is nothing at this address.")


def not_taken(request: HttpRequest, methods: Sequence[str], refuse: Refuse) -> HttpResponse:
    """The answer to a method that an address has nothing for, or to the question which it takes."""
    allowed = ", ".join(methods)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT | {"Allow": allowed})
    response = refuse(405, _("This address takes: {methods}.").format(methods=allowed), ())
    response["Allow"] = allowed
    return response


def as_problem(status: int, detail: str, errors: Sequence[Wrong]) -> HttpResponse:
    """A refusal for whoever reads JSON."""
    return representations.problem(status, detail, errors)


def as_text(status: int, detail: str, errors: Sequence[Wrong]) -> HttpResponse:
    """A refusal for whoever reads text."""
    lines = [detail, *(f"{wrong.parameter}: {wrong.detail}" for wrong in errors)]
    said = "".join(f"{line}\n" for line in lines)
    return HttpResponse(said, content_type="text/plain; charset=utf-8", status=status)


def cannot_answer(refuse: Refuse, asked: representations.Asked, status: int = 400) -> HttpResponse:
    """What a query string says wrongly."""
    wrong = representations.wrong_in(asked)
    return refuse(status, _("What the address asks cannot be answered."), wrong)
