"""Finished pages: a public page that was asked for once is answered from memory, before Django.

A page is kept compressed and with its headers, for one version of the directory, and given to
readers without a session. Django decides what is public, by `Cache-Control: public`.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from sys import getsizeof
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django_http_compression.middleware import best_coding

from directory import media_types, outdated
from landscape.pulse import Pulse

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]

# Not 404: anyone can make up addresses, and pages that exist would have to go for them.
KEPT_STATUSES = {200, 301, 410}
# What a page may depend on beside its address; it is part of the key.
KEPT_VARY = {"accept-encoding", "accept"}
# With any of these it is Django that answers, and nothing is kept.
PASSED_ON = frozenset(
    {
        "HTTP_AUTHORIZATION",
        "HTTP_RANGE",
        "HTTP_IF_MATCH",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_TRANSFER_ENCODING",
    }
)
# Django is asked for the whole page, so that there is one to keep.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
NOT_MODIFIED_HEADERS = {
    "access-control-allow-origin",
    "access-control-expose-headers",
    "cache-control",
    "content-location",
    "date",
    "etag",
    "expires",
    "last-modified",
    "vary",
}
ADMIN = ("/admin/", "/en/admin/")


class PageCache:
    """A WSGI application around Django's."""

    def __init__(self, django: Application, pulse: Pulse):
        self.django = django
        self._pulse = pulse
        self.pages = Pages(settings.PAGE_CACHE_BYTES)
        self._session_cookie = settings.SESSION_COOKIE_NAME
        self._private_paths = (*ADMIN, settings.STATIC_URL)
        self._https_header = settings.SECURE_PROXY_SSL_HEADER

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not self._is_for_everyone(environ):
            return self.django(environ, start_response)
        version = self._pulse.version()
        if version is None:
            return self.django(environ, start_response)
        coding = best_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        wanted = media_types.rather_than_html(environ.get("HTTP_ACCEPT", ""))
        key = self._key(environ, coding)
        page = self._kept(version, key, wanted)
        if page is None:
            asked = self._asked(environ, coding, wanted)
            return self._compute(version, key, wanted, asked, environ, start_response)
        return page.answer(environ, start_response)

    def _kept(self, version: int, key: Key, wanted: Key) -> "Page | None":
        """Most pages are the same whatever is wanted, and kept once."""
        page = self.pages.get(version, key + wanted)
        if page is None and wanted:
            page = self.pages.get(version, key)
            return None if page is None or page.has_forms else page
        return page

    def _is_for_everyone(self, environ: Environ) -> bool:
        """Whether the request has nothing that could make its answer a reader's own."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ.keys().isdisjoint(PASSED_ON)
            and environ.get("CONTENT_LENGTH", "") in ("", "0")
            and self._session_cookie not in environ.get("HTTP_COOKIE", "")
            and not environ.get("PATH_INFO", "").startswith(self._private_paths)
        )

    def _key(self, environ: Environ, coding: str) -> Key:
        return (
            self._scheme(environ),
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            coding,
        )

    def _scheme(self, environ: Environ) -> str:
        """As `HttpRequest.scheme` has it."""
        if self._https_header:
            name, https = self._https_header
            said = environ.get(name)
            if said is not None:
                return "https" if said.split(",", 1)[0].strip() == https else "http"
        scheme: str = environ["wsgi.url_scheme"]
        return scheme

    def _asked(self, environ: Environ, coding: str, wanted: Key) -> Environ:
        """For a whole page, by what it is kept by and nothing else."""
        asked = environ | {
            "REQUEST_METHOD": "GET",
            "HTTP_ACCEPT_ENCODING": coding,
            "HTTP_ACCEPT": ", ".join((*wanted, media_types.HTML)),
        }
        for condition in CONDITIONS:
            asked.pop(condition, None)
        return asked

    def _compute(
        self,
        version: int,
        key: Key,
        wanted: Key,
        asked: Environ,
        environ: Environ,
        start_response: Any,
    ) -> Iterable[bytes]:
        started: list[tuple[Any, ...]] = []
        last_outdated = outdated.last()
        response = self.django(asked, lambda *arguments: started.append(arguments))
        if not (isinstance(response, HttpResponse) and _may_be_kept(response)):
            return _passed_on(response, started[0], environ, start_response)
        page = Page.of(response)
        response.close()
        if outdated.last() is last_outdated:
            self.pages.put(version, key + wanted if page.has_forms else key, page)
        return page.answer(environ, start_response)


def _may_be_kept(response: HttpResponse) -> bool:
    permission = _words(response, "Cache-Control")
    return (
        response.status_code in KEPT_STATUSES
        and "public" in permission
        and permission.isdisjoint({"no-store", "private"})
        and _words(response, "Vary") <= KEPT_VARY
        and not response.cookies
    )


def _words(response: HttpResponse, header: str) -> set[str]:
    value = response.headers.get(header, "").lower()
    return {word.strip() for word in value.split(",")} - {""}


def _passed_on(
    response: Iterable[bytes], started: tuple[Any, ...], environ: Environ, start_response: Any
) -> Iterable[bytes]:
    """What is not kept, which may be known to the reader all the same."""
    if isinstance(response, HttpResponseBase) and _is_known(_etag(response), environ):
        _close(response)
        return _not_modified(started[1], start_response)
    start_response(*started)
    if environ["REQUEST_METHOD"] != "HEAD":
        return response
    _close(response)
    return []


def _etag(response: HttpResponseBase) -> str:
    """Of an answer that may be left out for a reader who has it."""
    may_be = response.status_code == 200 and not response.cookies
    return response.headers.get("ETag", "") if may_be else ""


def _close(response: Iterable[bytes]) -> None:
    if hasattr(response, "close"):
        response.close()


def _is_known(etag: str, environ: Environ) -> bool:
    """Whether the reader has this, by the weak comparison, as RFC 9110, 13.1.2 has it."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if not (known and etag):
        return False
    etags = [each.removeprefix("W/") for each in parse_etags(known)]
    return etags == ["*"] or etag.removeprefix("W/") in etags


def _not_modified(headers: Headers, start_response: Any) -> list[bytes]:
    start_response(
        "304 Not Modified",
        [header for header in headers if header[0].lower() in NOT_MODIFIED_HEADERS],
    )
    return []


class Page(NamedTuple):
    """A finished answer. `has_forms` if another form would have been given for another `Accept`."""

    status: str
    headers: Headers
    etag: str
    body: bytes
    has_forms: bool

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        patch_vary_headers(response, ["Accept-Encoding"])
        # Padding of random length, which would be the same for all; a public page has no secret.
        response.headers.pop("X-Noise", None)
        return cls(
            status=f"{response.status_code} {response.reason_phrase}",
            headers=list(response.items()),
            etag=_etag(response),
            body=response.content,
            has_forms="accept" in _words(response, "Vary"),
        )

    @property
    def size(self) -> int:
        """Bytes in memory."""
        texts = [text for header in self.headers for text in header]
        parts = [self, self.status, self.headers, self.etag, self.body, *self.headers, *texts]
        return sum(map(getsizeof, parts))

    def answer(self, environ: Environ, start_response: Any) -> list[bytes]:
        if _is_known(self.etag, environ):
            return _not_modified(self.headers, start_response)
        # A copy, for servers add their own to the list.
        start_response(self.status, self.headers.copy())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


class Pages:
    """The pages of one version, within a number of bytes; those not asked for longest go first."""

    def __init__(self, limit: int):
        self._limit = limit
        self._lock = threading.Lock()
        self._version = 0
        self.held: OrderedDict[Key, tuple[Page, int]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self.held)

    def get(self, version: int, key: Key) -> Page | None:
        with self._lock:
            if version != self._version:
                self.held.clear()
                self._version = version
                self.size = 0
            held = self.held.get(key)
            if held is None:
                return None
            self.held.move_to_end(key)
            return held[0]

    def put(self, version: int, key: Key, page: Page) -> None:
        size = page.size + sum(map(getsizeof, (key, *key)))
        if size > self._limit // 8:
            return
        with self._lock:
            if version != self._version:
                return
            if key in self.held:
                self.size -= self.held.pop(key)[1]
            self.held[key] = page, size
            self.size += size
            while self.size > self._limit:
                self.size -= self.held.popitem(last=False)[1][1]
