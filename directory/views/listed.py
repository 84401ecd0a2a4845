"""The list for programs: everything that its query string finds, as JSON, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from directory import documents
from directory.documents import Taking
from directory.media_types import CSV, JSON, MARKDOWN
from directory.representations import Origin
from directory.views.programs import (
    Refuse,
    as_problem,
    as_text,
    cannot_answer,
    for_programs,
)
from directory.views.projects import refusal_of
from directory.views.site import catalogue_of
from directory.views.streaming import streamed

# Some megabytes. More are not put together in memory, nor kept by the page cache.
WHOLE_AT_MOST = 5_000


@for_programs(as_problem)
def project_list_json(request: HttpRequest) -> HttpResponseBase:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_problem, asked, status)
    pieces = documents.data.as_json(asked, Origin.of(request))
    return _answer(request, asked, pieces, JSON, as_problem)


@for_programs(as_text)
def project_list_csv(request: HttpRequest) -> HttpResponseBase:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_text, asked, status)
    pieces = documents.table.as_csv(asked, Origin.of(request))
    response = _answer(request, asked, pieces, f"{CSV}; charset=utf-8", as_text)
    if response.status_code == 200:
        response["Content-Disposition"] = 'attachment; filename="projects.csv"'
    return response


@for_programs(as_text)
def project_list_md(request: HttpRequest) -> HttpResponseBase:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_text, asked, status)
    pieces = documents.listing.as_markdown(asked, Origin.of(request))
    return _answer(request, asked, pieces, f"{MARKDOWN}; charset=utf-8", as_text)


def _asked(request: HttpRequest) -> Taking:
    return Taking(request.GET, catalogue_of(request), request.path)


def _answer(
    request: HttpRequest,
    asked: Taking,
    pieces: Iterator[str],
    content_type: str,
    refuse: Refuse,
) -> HttpResponseBase:
    if len(asked.taken) <= WHOLE_AT_MOST:
        return HttpResponse("".join(pieces), content_type=content_type)
    # At the page's own address there are all forms.
    form = request.path.rpartition(".")[2]
    headers = {"Content-Type": content_type, "ETag": f'W/"{asked.catalogue.version}-{form}"'}
    return streamed(request, pieces, headers, refuse)
