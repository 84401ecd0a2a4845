"""Answers too long for memory, sent piece by piece.

Each holds a thread of the server for as long as somebody reads it, so only a few are given at once:
who reads slowly, or not at all, keeps nobody waiting for a page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from directory.views.programs import Refuse
from directory.views.turned_away import turned_away

# Of the four threads that a process has (docs/serving.md).
AT_ONCE = 2
RETRY_AFTER = 30

_free = threading.BoundedSemaphore(AT_ONCE)


class Stream:
    """Pieces that are made after the request, when another language may be on display."""

    def __init__(self, pieces: Iterator[str] | Iterator[bytes]) -> None:
        self._pieces = pieces
        self._language = translation.get_language()
        self._is_held = _free.acquire(blocking=False)

    def __bool__(self) -> bool:
        """Whether there is a thread left for it."""
        return self._is_held

    def __iter__(self) -> Iterator[str | bytes]:
        while piece := self._next():
            yield piece

    def _next(self) -> str | bytes:
        with translation.override(self._language):
            return next(self._pieces, "")

    def close(self) -> None:
        """By Django at the end of the response, however it ends."""
        if close := getattr(self._pieces, "close", None):
            close()
        if self._is_held:
            self._is_held = False
            _free.release()


def streamed(
    request: HttpRequest,
    pieces: Iterator[str] | Iterator[bytes],
    headers: Mapping[str, str],
    refuse: Refuse,
    status: int = 200,
) -> HttpResponseBase:
    """Or a refusal, if no thread is left. `headers` have an ETag, for nobody has all of it to look
    at."""
    # Django would ask this too, and forget a stream unclosed.
    if unchanged := get_conditional_response(request, headers["ETag"]):
        unchanged["ETag"] = headers["ETag"]
        return unchanged
    stream = Stream(pieces)
    if stream:
        return StreamingHttpResponse(stream, status=status, headers=headers)
    stream.close()
    detail = _("Others are reading long lists. Try again in half a minute, or ask for a page.")
    response = refuse(503, detail, ())
    response["Retry-After"] = str(RETRY_AFTER)
    return turned_away(request, response)
