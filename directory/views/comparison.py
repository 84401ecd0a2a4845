"""Projects side by side, and a category's whole matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.browse import Browse, Entry, entries
from directory.catalogue import Catalogue
from directory.comparison import (
    MOST,
    Matrix,
    Question,
    adding,
    covered_by,
    side_by_side,
    whole,
)
from directory.media_types import CSV, JSON, MARKDOWN
from directory.models import Category, Project
from directory.views import cards
from directory.views.moved import follows
from directory.views.negotiation import also_as
from directory.views.public import public
from directory.views.site import catalogue_of

OFFERED = 6
# Columns of a category's matrix on one page: more would be a page of many megabytes.
COLUMNS = 40


class Column(NamedTuple):
    """`instead_url` leads to the comparison with the successor, if that is not in it already."""

    entry: Entry
    without_url: str
    instead_url: str = ""


@public
@also_as(CSV, JSON, MARKDOWN)
def compare(request: HttpRequest) -> HttpResponse:
    question = Question(request.GET, catalogue_of(request), request.path)
    if question.problems:
        return render(request, "directory/compare_invalid.html", {"browse": question}, status=400)
    if question.add:
        return _add(request, question)
    if not question.is_canonical:
        return redirect(question.url(), permanent=True)
    return render(request, "directory/compare.html", _compare_page(question))


def _add(request: HttpRequest, question: Question) -> HttpResponse:
    """To the comparison with what was typed, or to choose which project was meant."""
    projects = adding.meant(question)
    if len(projects) == 1:
        return redirect(question.with_also(projects[0].slug))
    place = question.catalogue.taxonomy.category_of
    choices = [(p, place(p), question.with_also(p.slug)) for p in projects]
    context = _compare_page(question) | {"choices": choices}
    return render(request, "directory/compare.html", context)


def _compare_page(question: Question) -> dict[str, Any]:
    found = with_facts(question.catalogue, question.ids)
    context: dict[str, Any] = {
        "question": question,
        "most": MOST,
        "entries": found,
        "names": [entry.project.display_name for entry in found],
        "columns": [_column(question, entry) for entry in found],
    }
    if len(found) < 2:
        return context | _invitation(question)
    return context | _side_by_side(question, found)


def _column(question: Question, entry: Entry) -> Column:
    slug, successor = entry.project.slug, entry.successor
    column = Column(entry, question.without(slug))
    if successor is None or successor.slug in question.slugs:
        return column
    if entry.project.status == Project.Status.ACTIVE:
        return column
    return column._replace(instead_url=question.with_instead(slug, successor.slug))


def _side_by_side(question: Question, found: list[Entry]) -> dict[str, Any]:
    matrix = side_by_side(question.catalogue, found)
    context: dict[str, Any] = {"counts": matrix.counts}
    if question.only_differences:
        return context | {"matrix": Matrix(matrix.differences)}
    return context | {"matrix": matrix, "unrecorded": [row.label for row in matrix.unknown]}


def _invitation(question: Question) -> dict[str, Any]:
    """What could stand beside the one project; without one, the matrices that there are."""
    if not question.ids:
        return {"matrices": Category.objects.compared()}
    similar = [i for i, _shared in question.catalogue.similar(question.ids[0], OFFERED)]
    by_id = cards.as_entries(question.catalogue, similar)
    offered = [by_id[i] for i in similar if i in by_id]
    return {"offered": [(entry, question.with_also(entry.project.slug)) for entry in offered]}


def with_facts(catalogue: Catalogue, ids: Sequence[int]) -> list[Entry]:
    return entries(catalogue, ids, Project.objects.for_comparison())


# ---- a category's whole matrix


class Covered(NamedTuple):
    """The projects of a category that its query string leaves: those with a cell, in order, and
    those without any."""

    category: Category
    browse: Browse
    ids: list[int]
    without: list[int]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.ids) // COLUMNS))

    @property
    def shown(self) -> list[int]:
        """The projects of the page that was asked for."""
        return self.ids[(self.browse.number - 1) * COLUMNS : self.browse.number * COLUMNS]


@public
@also_as(CSV, JSON, MARKDOWN)
@follows(Category.objects.by_old_slug)
def category_compare(request: HttpRequest, slug: str) -> HttpResponse:
    covered = covered_of(request, slug)
    browse = covered.browse
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    if browse.number > covered.pages:
        return redirect(browse.page_url(covered.pages))
    return render(request, "directory/category_compare.html", _category_page(covered))


def _category_page(covered: Covered) -> dict[str, Any]:
    category, browse = covered.category, covered.browse
    known = browse.catalogue
    found = with_facts(known, covered.shown)
    numbers = range(1, covered.pages + 1)
    return {
        "category": category,
        "letter": known.taxonomy.letter(category),
        "browse": browse,
        "columns": [Column(entry, "") for entry in found],
        "matrix": whole(category, known, found),
        "covered": len(covered.ids),
        "without": list(cards.as_entries(known, covered.without[:COLUMNS]).values()),
        "without_count": len(covered.without),
        "list_url": _list_url(browse, category.slug),
        "pages": [(n, browse.page_url(n), n == browse.number) for n in numbers],
        "most": MOST,
    }


def _list_url(browse: Browse, slug: str) -> str:
    query = browse.query(category=browse.wanted.get("category") or slug)
    return f"{reverse('directory:project_list')}?{query}"


def covered_of(request: HttpRequest, slug: str) -> Covered:
    known = catalogue_of(request)
    category = known.taxonomy.category_by_slug.get(slug)
    if category is None:
        raise Http404
    browse = Browse(request.GET, known, request.path)
    of_it = known.choices["category"][slug]
    with_cells = covered_by(category, known)
    ids = [i for i in browse.all_ids if i in of_it] if browse.is_valid else []
    return Covered(
        category,
        browse,
        [i for i in ids if i in with_cells],
        [i for i in ids if i not in with_cells],
    )
