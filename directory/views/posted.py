"""Forms that anybody sends without a session: what is refused before anything is read."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory.views.errors import explain
from directory.views.moved import View

# Bytes; the texts of a suggestion are at most 50,000 characters, which are told of one by one.
LARGEST = 1024 * 1024
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class Refused(Exception):
    def __init__(self, status: int, title: str, says: str) -> None:
        super().__init__(title)
        self.status, self.title, self.says = status, title, says


def open_to_all(view: View) -> View:
    """A form without a cookie. It is never kept by anybody, so that each reader has a form of
    their own, and the browser's way back shows what was typed."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "POST":
                _read(request)
            response = view(request, *args, **kwargs)
        except Refused as refused:
            response = explain(request, refused.status, refused.title, refused.says)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    # A token against forged requests needs a cookie, and protects what a session may do. Nothing is
    # done with a session's authority here.
    return csrf_exempt(wrapped)


def refuse_other_sites(request: HttpRequest) -> None:
    """What another site sends through its visitors, each with an address of their own, would pass
    the limits. Browsers say where a form stands; what is no browser has no visitors to misuse."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    if site not in (None, "same-origin", "none") or (site is None and origin not in (None, own)):
        raise Refused(
            403,
            _("This form stands on another site"),
            _("Open the page here and send it from here."),
        )


def _read(request: HttpRequest) -> None:
    """Raises Refused."""
    _refuse_size(request)
    if request.content_type not in TYPES or not _is_utf8(request):
        raise Refused(
            415,
            _("This cannot be read"),
            _("A form is sent as application/x-www-form-urlencoded, in UTF-8."),
        )
    try:
        files = request.FILES
    except (SuspiciousOperation, MultiPartParserError, BadRequest, UnreadablePostError):
        raise Refused(
            400,
            _("This cannot be read"),
            _(
                "The form has more fields than this site shows, or came in damaged. Go back, "
                "load the page again and send it once more."
            ),
        ) from None
    if files:
        raise Refused(
            400,
            _("Files cannot be sent here"),
            _("Go back, leave the file out and give an address where it can be read."),
        )


def _refuse_size(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        raise Refused(
            413,
            _("This is too much"),
            _(
                "A suggestion has at most one megabyte. Go back, where everything that you typed "
                "still stands, and shorten it."
            ),
        )


def _is_utf8(request: HttpRequest) -> bool:
    said = (request.content_params or {}).get("charset", "utf-8")
    return said.lower() in ("utf-8", "utf8")
