"""The list for programs: everything that its query string finds, as JSON, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from directory import documents
from directory.browse import Browse
from directory.media_types import CSV, JSON, MARKDOWN
from directory.representations import Origin
from directory.views.programs import (
    as_problem,
    as_text,
    cannot_answer,
    for_programs,
    whole_or_streamed,
)
from directory.views.projects import refusal_of
from directory.views.site import catalogue_of

# More are not put together in memory, nor kept by the page cache.
WHOLE_AT_MOST = 1_000


class Asked(Browse):
    """The list's query string, which finds everything unless a page is asked for."""

    @property
    def is_paged(self) -> bool:
        return "page" in self.asked

    @property
    def shown(self) -> Sequence[int]:
        return self.page_ids if self.is_paged else self.all_ids

    @property
    def following_url(self) -> str | None:
        return self.next_url if self.is_paged else None


@for_programs(as_problem)
def project_list_json(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_problem, asked, status)
    origin = Origin.of(request)
    following = asked.following_url and origin.base + asked.following_url
    pieces = documents.data.as_json(asked, asked.shown, origin, following)
    return _answer(asked, pieces, JSON)


@for_programs(as_text)
def project_list_csv(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_text, asked, status)
    pieces = documents.table.as_csv(asked.catalogue, asked.shown, Origin.of(request))
    response = _answer(asked, pieces, f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="projects.csv"'
    return response


@for_programs(as_text)
def project_list_md(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    if status := refusal_of(asked):
        return cannot_answer(as_text, asked, status)
    origin = Origin.of(request)
    query = asked.query(page=asked.asked.get("page"))
    page = f"{origin.base}{reverse('directory:project_list')}{f'?{query}' if query else ''}"
    following = asked.following_url and origin.base + asked.following_url
    pieces = documents.listing.as_markdown(asked, asked.shown, origin, page, following)
    return _answer(asked, pieces, f"{MARKDOWN}; charset=utf-8")


def _asked(request: HttpRequest) -> Asked:
    return Asked(request.GET, catalogue_of(request), request.path)


def _answer(asked: Asked, pieces: Iterator[str], content_type: str) -> HttpResponse:
    streamed = len(asked.shown) > WHOLE_AT_MOST
    etag = f'W/"{asked.catalogue.version}"'
    return whole_or_streamed(pieces, streamed, etag, content_type)
