"""What all answers to programs have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from directory import representations
from directory.representations import Wrong
from directory.views.moved import View
from directory.views.public import public

Refuse = Callable[[int, str, Sequence[Wrong]], HttpResponse]


def for_programs(refuse: Refuse) -> Callable[[View], View]:
    """A public answer that scripts of any site may read; `refuse` says what is not there."""

    def decorate(view: View) -> View:
        @public
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return refuse(404, _("There is nothing at this address."), ())

        @wraps(answered)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = answered(request, *args, **kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            return response

        return wrapped

    return decorate


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
