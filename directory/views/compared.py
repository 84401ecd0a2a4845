"""Comparisons for programs: CSV, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory import documents
from directory.comparison import Matrix, Question, files, side_by_side, whole
from directory.media_types import CSV, JSON, MARKDOWN
from directory.models import Category, Project
from directory.representations import Origin
from directory.views.comparison import covered_of, with_facts
from directory.views.moved import follows
from directory.views.programs import (
    Refuse,
    as_problem,
    as_text,
    cannot_answer,
    for_programs,
)
from directory.views.site import catalogue_of


class Compared(NamedTuple):
    """`name` is that of a file, `title` that of a document."""

    name: str
    title: str
    matrix: Matrix
    projects: Sequence[Project]


Write = Callable[[HttpRequest, Compared], HttpResponse]


@for_programs(as_text)
def compare_csv(request: HttpRequest) -> HttpResponse:
    return _compared(request, _csv, as_text)


@for_programs(as_problem)
def compare_json(request: HttpRequest) -> HttpResponse:
    return _compared(request, _json, as_problem)


@for_programs(as_text)
def compare_md(request: HttpRequest) -> HttpResponse:
    return _compared(request, _markdown, as_text)


def _compared(request: HttpRequest, write: Write, refuse: Refuse) -> HttpResponse:
    question = Question(request.GET, catalogue_of(request), request.path)
    if question.problems:
        return cannot_answer(refuse, question)
    if not question.is_canonical:
        return redirect(question.url(), permanent=True)
    found = with_facts(question.catalogue, question.ids)
    matrix = side_by_side(question.catalogue, found)
    name = "-".join(question.slugs) or "compare"
    compared = Compared(name, _("Comparison"), matrix, [entry.project for entry in found])
    return write(request, compared)


@for_programs(as_text)
@follows(Category.objects.by_old_slug)
def category_compare_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return _whole(request, slug, _csv, as_text)


@for_programs(as_problem)
@follows(Category.objects.by_old_slug)
def category_compare_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _whole(request, slug, _json, as_problem)


@for_programs(as_text)
@follows(Category.objects.by_old_slug)
def category_compare_md(request: HttpRequest, slug: str) -> HttpResponse:
    return _whole(request, slug, _markdown, as_text)


def _whole(request: HttpRequest, slug: str, write: Write, refuse: Refuse) -> HttpResponse:
    """All columns, of whatever page."""
    covered = covered_of(request, slug)
    if not covered.browse.is_valid:
        return cannot_answer(refuse, covered.browse)
    known = covered.browse.catalogue
    found = with_facts(known, covered.ids)
    matrix = whole(covered.category, known, found)
    title = _("%(category)s: what each project can do") % {"category": covered.category.name}
    return write(request, Compared(slug, title, matrix, [entry.project for entry in found]))


def _csv(request: HttpRequest, compared: Compared) -> HttpResponse:
    content = files.as_csv(compared.matrix, compared.projects)
    response = HttpResponse(content, content_type=f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{compared.name}.csv"'
    return response


def _json(request: HttpRequest, compared: Compared) -> HttpResponse:
    said = files.as_json(compared.matrix, compared.projects, Origin.of(request))
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type=JSON)


def _markdown(request: HttpRequest, compared: Compared) -> HttpResponse:
    text = documents.comparison.as_markdown(
        compared.matrix, compared.projects, compared.title, Origin.of(request)
    )
    return HttpResponse(text, content_type=f"{MARKDOWN}; charset=utf-8")
