"""What all addresses of the API have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import has_vary_header, patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from directory.views.programs import OPEN, READING, as_problem, not_taken

from . import limits
from .language import language_of

View = Callable[..., HttpResponseBase]


def answering(view: View) -> View:
    """A view of ninja, which knows neither HEAD nor OPTIONS, with what the site adds to each."""

    # No cookie is looked at, so that there is nothing to forge.
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = language_of(request)
        translation.activate(language)
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs)
        request.method = method
        if response.status_code == 405:
            response = _not_allowed(request, response["Allow"])
        _keep(request, response)
        limits.tell(request, response)
        response.headers.setdefault("Content-Language", _languages(response, language))
        return response

    return wrapped


def _not_allowed(request: HttpRequest, there: str) -> HttpResponse:
    methods = {name.strip() for name in there.split(",")} | {"OPTIONS"}
    return not_taken(
        request, sorted(methods | {"HEAD"} if "GET" in methods else methods), as_problem
    )


def _keep(request: HttpRequest, response: HttpResponseBase) -> None:
    """What was read is the same for everybody until somebody edits the directory; what is wrong is
    told in the language asked for."""
    if request.method not in READING:
        patch_cache_control(response, no_store=True)
        return
    if response.has_header("Cache-Control"):
        return
    if "Authorization" in request.headers:
        patch_cache_control(response, private=True, no_cache=True)
        return
    for name, value in OPEN.items():
        response.headers.setdefault(name, value)
    if response.status_code >= 400:
        patch_vary_headers(response, ["Accept-Language"])
        patch_cache_control(response, no_cache=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)


def _languages(response: HttpResponseBase, asked: str) -> str:
    """Words are in the one that was asked for, data is in both."""
    if response.status_code < 400 and not has_vary_header(response, "Accept-Language"):
        return "zh-Hans, en"
    return "en" if asked == "en" else "zh-Hans"


def as_json(data: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(written, "application/json", headers=headers or {})
