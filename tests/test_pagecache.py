"""What is kept of pages, for whom, and how long."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st

from directory import catalogue, outdated
from directory.catalogue import Catalogue
from landscape import pulse
from landscape.pagecache import PageCache
from tests.builders import make_project
from tests.wsgi import Answer, ask

# Django closes connections at the end of a request, and PostgreSQL's have a pool to ask.
pytestmark = pytest.mark.django_db

Environ = dict[str, Any]


class Site:
    """In the place of Django: gives an answer, and remembers what it was asked."""

    def __init__(self, answer: Callable[[Environ], HttpResponseBase]):
        self.answer = answer
        self.asked: list[Environ] = []
        self.answered: list[HttpResponseBase] = []

    def __call__(self, environ: Environ, start_response: Any) -> HttpResponseBase:
        self.asked.append(environ)
        response = self.answer(environ)
        self.answered.append(response)
        cookies = [("Set-Cookie", c.output(header="")) for c in response.cookies.values()]
        start_response(
            f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies]
        )
        return response


class Version:
    """In the place of a database."""

    def __init__(self) -> None:
        self.now: int | None = 1

    def version(self) -> int | None:
        return self.now

    def close(self) -> None: ...


def public(body: str | bytes = "a page", **arguments: Any) -> HttpResponse:
    headers = {"Cache-Control": "public, no-cache"} | arguments.pop("headers", {})
    return HttpResponse(body, headers=headers, **arguments)


def make_cache(
    answer: Callable[[Environ], HttpResponseBase] = lambda environ: public(),
) -> tuple[PageCache, Site, Version]:
    site, version = Site(answer), Version()
    return PageCache(site, version), site, version


# ---- what is kept


@pytest.mark.parametrize("status", [200, 301, 410])
def test_a_public_page_is_computed_once(status: int):
    cache, site, _ = make_cache(lambda environ: public(status=status))

    answers = [ask(cache) for _ in range(3)]

    assert [(answer.status, answer.body) for answer in answers] == [(status, b"a page")] * 3
    assert len(site.asked) == 1


def test_an_answer_from_memory_has_the_same_headers():
    headers = {"ETag": '"a"', "Content-Language": "en", "Content-Security-Policy": "default-src"}
    cache, _, _ = make_cache(lambda environ: public(headers=headers))

    first, second = ask(cache), ask(cache)

    assert dict(second.headers) == dict(first.headers)
    assert headers.items() <= dict(second.headers).items()


@pytest.mark.parametrize("status", [302, 400, 403, 404, 500, 503])
def test_an_error_or_a_passing_redirect_is_not_kept(status: int):
    cache, site, _ = make_cache(lambda environ: public(status=status))

    assert ask(cache).status == ask(cache).status == status
    assert len(site.asked) == 2


def test_made_up_addresses_push_no_page_out_of_memory():
    cache, site, _ = make_cache(
        lambda environ: public(status=200 if environ["PATH_INFO"] == "/" else 404)
    )
    ask(cache, "/")

    for number in range(1000):
        ask(cache, f"/made-up/{number}/")
    ask(cache, "/")

    assert [environ["PATH_INFO"] for environ in site.asked].count("/") == 1


def set_cookie(response: HttpResponse) -> HttpResponse:
    response.set_cookie("seen", "yes")
    return response


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("not said to be public"),
        HttpResponse("private", headers={"Cache-Control": "private"}),
        public(headers={"Cache-Control": "public, no-store"}),
        public(headers={"Vary": "Cookie"}),
        public(headers={"Vary": "accept-encoding, HX-Request"}),
        set_cookie(public()),
    ],
    ids=lambda answer: str(dict(answer.headers)),
)
def test_what_may_be_one_readers_own_is_not_kept(answer: HttpResponse):
    cache, site, _ = make_cache(lambda environ: answer)

    ask(cache)
    ask(cache)

    assert len(site.asked) == 2


def test_a_cookie_that_django_sets_arrives():
    cache, _, _ = make_cache(lambda environ: set_cookie(public()))

    assert "seen=yes" in ask(cache).headers["Set-Cookie"]


def test_a_streamed_answer_passes_through_piece_by_piece():
    def pieces():
        yield b"one, "
        yield b"two"

    cache, site, _ = make_cache(
        lambda environ: StreamingHttpResponse(pieces(), headers={"Cache-Control": "public"})
    )

    assert ask(cache).body == ask(cache).body == b"one, two"
    assert len(site.asked) == 2


def test_a_fault_passes_through_and_nothing_is_kept():
    def at_first_fails(environ: Environ) -> HttpResponse:
        if len(site.asked) == 1:
            raise RuntimeError("on purpose")
        return public()

    cache, site, _ = make_cache(at_first_fails)

    with pytest.raises(RuntimeError, match="on purpose"):
        ask(cache)
    assert ask(cache).body == b"a page"


def test_every_answer_of_django_is_closed():
    answers = [public(), HttpResponse("not kept"), HttpResponse("not kept")]
    cache, site, _ = make_cache(lambda environ: answers[len(site.asked) - 1])

    ask(cache, "/kept")
    ask(cache, "/not-kept")
    ask(cache, "/not-kept", "HEAD")

    assert [response.closed for response in site.answered] == [True, True, True]


# ---- for whom


@pytest.mark.parametrize(
    "request_",
    [
        {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_IF_MATCH": '"a"'},
        {"CONTENT_LENGTH": "4"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"method": "POST"},
        {"method": "OPTIONS"},
        {"path": "/admin/"},
        {"path": "/en/admin/directory/project/"},
        {"path": "/static/site.css"},
    ],
    ids=str,
)
def test_some_requests_are_always_answered_by_django(request_: dict[str, Any]):
    cache, site, _ = make_cache(lambda environ: public(f"answer {len(site.asked)}"))
    request_ = {"path": "/"} | request_
    ask(cache, request_["path"])

    assert ask(cache, **request_).body != ask(cache, **request_).body
    if not request_["path"].startswith(("/admin", "/en/admin", "/static")):
        assert ask(cache, request_["path"]).body == b"answer 1"


def test_such_a_request_reaches_django_as_it_came():
    cache, site, _ = make_cache()

    ask(cache, HTTP_COOKIE="sessionid=abc", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH='"a"')

    assert site.asked[0]["HTTP_ACCEPT_ENCODING"] == "gzip"
    assert site.asked[0]["HTTP_IF_NONE_MATCH"] == '"a"'


def test_a_reader_with_another_cookie_gets_what_all_get():
    cache, site, _ = make_cache()

    ask(cache)
    ask(cache, HTTP_COOKIE="theme=dark")

    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "other.example.org"},
        {"path": "/en/"},
        {"query": "tag=envoy"},
        {"query": "page=2&tag=ebpf"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_ACCEPT_ENCODING": "br"},
    ],
    ids=str,
)
def test_another_address_or_coding_is_another_page(settings: Any, other: dict[str, str]):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache, site, _ = make_cache(lambda environ: public(str(len(site.asked))))
    first = {"path": "/", "query": "tag=ebpf&page=2", "HTTP_ACCEPT_ENCODING": "gzip"}

    assert ask(cache, **first).body == b"1"
    assert ask(cache, **(first | other)).body == b"2"
    assert ask(cache, **first).body == b"1"


@pytest.mark.parametrize("said", [None, "http", "nonsense, https"])
def test_the_scheme_is_the_one_that_django_sees(settings: Any, said: str | None):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache, site, _ = make_cache()

    ask(cache)
    ask(cache, **({"HTTP_X_FORWARDED_PROTO": said} if said else {}))

    assert len(site.asked) == 1


def test_the_scheme_is_not_what_a_client_says_without_a_proxy(settings: Any):
    settings.SECURE_PROXY_SSL_HEADER = None
    cache, site, _ = make_cache()

    ask(cache)
    ask(cache, HTTP_X_FORWARDED_PROTO="https")

    assert len(site.asked) == 1


# ---- codings


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("*", "identity"),
        ("deflate", "identity"),
        ("", "identity"),
        (None, "identity"),
        ("gzip;q=nonsense", "identity"),
        ("gz\xffip", "identity"),
        ("gzip, " * 10_000, "identity"),
    ],
)
def test_django_is_asked_for_the_one_coding_that_is_best(accepted: str | None, coding: str):
    cache, site, _ = make_cache()

    ask(cache, **({} if accepted is None else {"HTTP_ACCEPT_ENCODING": accepted}))

    assert site.asked[0]["HTTP_ACCEPT_ENCODING"] == coding


def test_readers_who_prefer_the_same_coding_share_a_page():
    cache, site, _ = make_cache()

    ask(cache, HTTP_ACCEPT_ENCODING="gzip, br")
    ask(cache, HTTP_ACCEPT_ENCODING="br;q=1.0, gzip;q=0.8, *;q=0.1")

    assert len(site.asked) == 1


@pytest.mark.parametrize("vary", ["Accept-Encoding", None])
def test_other_caches_learn_that_the_coding_varies(vary: str | None):
    cache, _, _ = make_cache(lambda environ: public(headers={"Vary": vary} if vary else {}))

    for answer in (ask(cache), ask(cache)):
        assert "accept-encoding" in answer.headers["Vary"].lower()


# ---- HEAD and conditions


@pytest.mark.parametrize("methods", [["GET", "HEAD", "GET"], ["HEAD", "GET", "HEAD"]])
def test_head_and_get_are_one_page_of_which_head_gets_no_body(methods: list[str]):
    cache, site, _ = make_cache(lambda environ: public(headers={"Content-Length": "6"}))

    for method in methods:
        answer = ask(cache, method=method)
        assert answer.body == (b"a page" if method == "GET" else b"")
        assert answer.headers["Content-Length"] == "6"
    assert len(site.asked) == 1


@pytest.mark.parametrize("answer", [HttpResponse("no"), StreamingHttpResponse([b"no"])])
def test_head_of_a_page_that_is_not_kept_has_no_body_either(answer: HttpResponseBase):
    cache, _, _ = make_cache(lambda environ: answer)

    assert ask(cache, method="HEAD").body == b""


@pytest.mark.parametrize("own", ['"a"', 'W/"a"'])
@pytest.mark.parametrize("known", ['"a"', 'W/"a"', '"x", W/"a", "y"', "*"])
def test_a_page_that_the_reader_has_is_not_sent_again(own: str, known: str):
    headers = {"ETag": own, "Content-Language": "en", "Content-Length": "6"}
    cache, site, _ = make_cache(lambda environ: public(headers=headers))

    for _ in range(2):
        answer = ask(cache, HTTP_IF_NONE_MATCH=known)

        assert (answer.status, answer.body) == (304, b"")
        assert dict(answer.headers) == {
            "ETag": own,
            "Cache-Control": "public, no-cache",
            "Vary": "Accept-Encoding",
        }
    assert len(site.asked) == 1


@pytest.mark.parametrize("known", ['"b"', 'W/"b", "c"', "a", "", "W/", '"', "\xff", '"a'])
def test_a_page_that_the_reader_does_not_have_is_sent(known: str):
    cache, _, _ = make_cache(lambda environ: public(headers={"ETag": '"a"'}))

    assert ask(cache, HTTP_IF_NONE_MATCH=known).body == b"a page"
    assert ask(cache, HTTP_IF_NONE_MATCH=known).body == b"a page"


def test_a_redirect_is_never_unchanged():
    cache, _, _ = make_cache(lambda environ: public(status=301, headers={"ETag": '"a"'}))

    assert ask(cache, HTTP_IF_NONE_MATCH="*").status == 301


def test_django_is_asked_for_the_whole_page_whatever_the_reader_has():
    cache, site, _ = make_cache()

    ask(cache, HTTP_IF_NONE_MATCH='"a"', HTTP_IF_MODIFIED_SINCE="Mon, 23 Nov 2026 05:00:00 GMT")

    assert "HTTP_IF_NONE_MATCH" not in site.asked[0]
    assert "HTTP_IF_MODIFIED_SINCE" not in site.asked[0]


def test_a_reader_who_has_what_is_streamed_is_told_so():
    headers = {"Cache-Control": "public", "ETag": 'W/"7"'}
    cache, site, _ = make_cache(lambda environ: StreamingHttpResponse([b"much"], headers=headers))

    answer = ask(cache, HTTP_IF_NONE_MATCH='"7"')

    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", 'W/"7"')
    assert site.answered[0].closed
    assert ask(cache, HTTP_IF_NONE_MATCH='"6"').body == b"much"


def test_a_reader_who_has_what_is_not_kept_is_told_so():
    headers = {"Cache-Control": "public", "Vary": "Accept-Language", "ETag": '"7"'}
    cache, site, _ = make_cache(lambda environ: HttpResponse("in words", headers=headers))

    for _ in range(2):
        assert ask(cache, HTTP_IF_NONE_MATCH='"7"').status == 304
    assert len(site.asked) == 2
    assert ask(cache, HTTP_IF_NONE_MATCH='"6"').body == b"in words"


def test_a_cookie_reaches_the_reader_who_has_the_page():
    def with_cookie(environ: Environ) -> HttpResponse:
        response = public(headers={"ETag": '"7"'})
        response.set_cookie("seen", "1")
        return response

    cache, _, _ = make_cache(with_cookie)

    assert ask(cache, HTTP_IF_NONE_MATCH='"7"').status == 200


def test_a_script_of_another_site_may_see_that_nothing_changed():
    headers = {"ETag": '"7"', "Access-Control-Allow-Origin": "*"}
    cache, _, _ = make_cache(lambda environ: public(headers=headers))

    answer = ask(cache, HTTP_IF_NONE_MATCH='"7"')

    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (304, "*")


# ---- in which form


def of_its_form(environ: Environ) -> HttpResponse:
    return public(environ["HTTP_ACCEPT"], headers={"Vary": "Accept"})


def test_each_form_that_is_wanted_is_kept_on_its_own():
    cache, site, _ = make_cache(of_its_form)
    accepted = ["*/*", "application/json", "text/html;q=0.1, text/csv", "application/json, */*"]

    answers = [[ask(cache, HTTP_ACCEPT=accept).body for accept in accepted] for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0] == [
        b"text/html",
        b"application/json, text/html",
        b"text/csv, text/html",
        b"application/json, text/html",
    ]
    assert len(site.asked) == 3


def test_a_page_of_one_form_is_kept_once_whatever_is_wanted():
    cache, site, _ = make_cache()

    for accept in ("application/json", "text/html", "", "text/csv, text/markdown"):
        ask(cache, HTTP_ACCEPT=accept)

    assert len(site.asked) == 1


# ---- how long


def test_a_new_version_empties_the_memory():
    cache, _, version = make_cache(lambda environ: public(f"of version {version.now}"))
    ask(cache, "/")
    ask(cache, "/about/")

    version.now = 2

    assert ask(cache, "/").body == b"of version 2"
    assert len(cache.pages) == 1


def test_without_a_version_django_answers():
    cache, site, version = make_cache()
    ask(cache)

    version.now = None

    assert ask(cache).body == ask(cache).body == b"a page"
    assert len(site.asked) == 3


def test_a_page_made_during_an_edit_is_not_given_after_it():
    def edited_meanwhile(environ: Environ) -> HttpResponse:
        body = f"of version {version.now}"
        version.now = 2
        return public(body)

    cache, _, version = make_cache(edited_meanwhile)

    assert ask(cache).body == b"of version 1"
    assert ask(cache).body == b"of version 2"


def test_a_page_made_from_something_outdated_is_not_kept():
    def slow_rebuild(environ: Environ) -> HttpResponse:
        if len(site.asked) == 1:
            outdated.was_given()
        return public(f"answer {len(site.asked)}")

    cache, site, _ = make_cache(slow_rebuild)

    assert [ask(cache).body for _ in range(3)] == [b"answer 1", b"answer 2", b"answer 2"]


# ---- how much


def test_memory_is_bounded_and_what_was_not_asked_for_longest_goes_first(settings: Any):
    settings.PAGE_CACHE_BYTES = 100_000
    cache, site, _ = make_cache(lambda environ: public(b"x" * 5_000))
    for number in range(10):
        ask(cache, f"/{number}")
    ask(cache, "/0")

    for number in range(10, 20):
        ask(cache, f"/{number}")
        assert cache.pages.size <= 100_000

    computed = len(site.asked)
    ask(cache, "/0")
    ask(cache, "/19")
    assert len(site.asked) == computed
    ask(cache, "/1")
    assert len(site.asked) == computed + 1


def test_headers_and_addresses_count_too(settings: Any):
    settings.PAGE_CACHE_BYTES = 1_000_000
    cache, _, _ = make_cache(lambda environ: public(b"", headers={"X-Long": "x" * 10_000}))

    ask(cache, query="y" * 20_000)

    assert cache.pages.size > 30_000


def test_a_page_too_large_is_not_kept(settings: Any):
    settings.PAGE_CACHE_BYTES = 80_000
    cache, site, _ = make_cache(lambda environ: public(b"x" * 10_000))

    ask(cache)
    ask(cache)

    assert len(site.asked) == 2
    assert len(cache.pages) == 0


def test_nothing_is_kept_where_there_is_no_memory(settings: Any):
    settings.PAGE_CACHE_BYTES = 0
    cache, site, _ = make_cache()

    assert ask(cache).body == ask(cache).body == b"a page"
    assert len(site.asked) == 2


def test_many_threads_get_each_its_own_page_within_bounds(settings: Any):
    settings.PAGE_CACHE_BYTES = 30_000
    cache, _, version = make_cache(
        lambda environ: public(environ["PATH_INFO"] * 100 + f" {version.now}")
    )

    def read(number: int) -> None:
        if number % 500 == 0:
            version.now = number
        path = f"/{number % 37}"
        assert ask(cache, path).body.startswith(path.encode() * 100 + b" ")
        assert cache.pages.size <= 30_000

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(read, range(5_000)))

    assert cache.pages.size == sum(size for _, size in cache.pages.held.values())


# ---- whatever comes


raw = st.binary().map(lambda data: data.decode("latin-1"))


@given(path=raw, query=raw, host=raw, form=raw, accepted=raw, known=raw, cookie=raw)
def test_no_request_is_too_strange(
    path: str, query: str, host: str, form: str, accepted: str, known: str, cookie: str
):
    cache, _, _ = make_cache(lambda environ: public(headers={"ETag": '"a"'}))
    request = {
        "query": query,
        "HTTP_HOST": host,
        "HTTP_ACCEPT": form,
        "HTTP_ACCEPT_ENCODING": accepted,
        "HTTP_IF_NONE_MATCH": known,
        "HTTP_COOKIE": cookie,
    }

    first, second = ask(cache, path, **request), ask(cache, path, **request)

    assert first.status == second.status


# ---- with Django


@pytest.fixture
def served(transactional_db: None) -> Iterator[PageCache]:
    """The site as it is served."""
    beat = pulse.of(connection)
    yield PageCache(WSGIHandler(), beat)
    beat.close()


def read(served: PageCache, path: str = "/en/", **environ: Any) -> Answer:
    return ask(served, path, HTTP_HOST="localhost", **environ)


def test_a_page_asked_for_again_does_not_reach_django(served: PageCache, monkeypatch: Any):
    make_project("istio")
    first = read(served)

    monkeypatch.setattr(served, "django", None)

    assert read(served) == first
    assert b"Istio" in first.body


def test_an_edit_shows_at_once(served: PageCache):
    project = make_project("istio")
    read(served)

    project.name = "Renamed"
    project.save()
    assert b"Renamed" in read(served).body

    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_project SET name = 'By plain SQL'")
    assert b"By plain SQL" in read(served).body


def test_a_page_of_the_previous_catalogue_gives_way_to_the_next(
    served: PageCache, monkeypatch: pytest.MonkeyPatch
):
    make_project("istio")
    read(served)
    may_rebuild, build = threading.Event(), Catalogue.build
    monkeypatch.setattr(catalogue, "CHANGES_AT_MOST", 0)
    monkeypatch.setattr(catalogue, "SMALL", 0)
    monkeypatch.setattr(Catalogue, "build", lambda: may_rebuild.wait(10) and build())

    make_project("linkerd")
    assert b"Linkerd" not in read(served).body
    may_rebuild.set()

    deadline = time.monotonic() + 10
    while b"Linkerd" not in read(served).body:
        assert time.monotonic() < deadline


@pytest.mark.parametrize("coding", ["zstd", "br", "gzip"])
def test_a_kept_page_is_compressed(served: PageCache, coding: str):
    make_project("istio")

    for answer in (read(served, HTTP_ACCEPT_ENCODING=coding) for _ in range(2)):
        assert answer.headers["Content-Encoding"] == coding
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert "X-Noise" not in answer.headers


def test_a_kept_page_carries_what_keeps_readers_safe(served: PageCache):
    make_project("istio")
    read(served)

    headers = read(served).headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_reader_who_has_the_page_is_told_so(served: PageCache):
    make_project("istio")
    etag = read(served).headers["ETag"]

    assert read(served, HTTP_IF_NONE_MATCH=etag).status == 304


def test_an_unknown_host_is_refused_every_time(served: PageCache):
    make_project("istio")

    assert ask(served, "/en/", HTTP_HOST="elsewhere.example.org").status == 400
    assert ask(served, "/en/", HTTP_HOST="elsewhere.example.org").status == 400
    assert len(served.pages) == 0


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/\xff\xfe\x00"},
        {"path": ""},
        {"path": "//"},
        {"query": "q=" + "x" * 200_000},
        {"query": "\xff=\x00&" * 2_000},
        {"query": "q=%00%ff"},
        {"HTTP_COOKIE": "\xff" * 10_000},
        {"HTTP_IF_NONE_MATCH": '"' * 100_000},
    ],
    ids=lambda request_: str(request_)[:40],
)
def test_a_strange_request_is_no_fault_of_the_site(served: PageCache, request_: dict[str, Any]):
    for _ in range(2):
        assert read(served, **request_).status < 500
