"""Suggesting a new project, or that one is otherwise."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import client
from directory.models import Project, Suggestion
from directory.services.suggestions import following
from directory.services.suggestions.submitting import (
    Invalid,
    Sender,
    TooMany,
    address_key,
    submit,
)
from directory.suggesting import asked as asking
from directory.suggesting import cells
from directory.suggesting.asked import Asked
from directory.suggesting.preview import preview
from directory.suggesting.sheet import Sheet
from directory.views.errors import explain
from directory.views.moved import follows
from directory.views.posted import open_to_all, refuse_other_sites
from directory.views.public import public
from directory.views.site import catalogue_of

Doubt = Suggestion.Doubt


@public
def suggest(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/suggest.html")


@open_to_all
def suggest_new(request: HttpRequest) -> HttpResponse:
    asked, begun = asking.of_new(request.GET)
    catalogue = catalogue_of(request)
    sheet = Sheet(asked, None, catalogue, {}, _typed(request), begun)
    return _answer(request, sheet)


@open_to_all
@follows(Project.objects.by_old_slug)
def suggest_change(request: HttpRequest, slug: str) -> HttpResponse:
    project = _project(request, slug)
    catalogue = catalogue_of(request)
    category = catalogue.taxonomy.category_of(project)
    also = request.GET.get("about", "").replace("\0", "")
    capabilities = cells.of_category(category, catalogue, also)
    try:
        asked = asking.of_change(request.GET, capabilities)
    except asking.Unknown as unknown:
        return explain(request, 400, _("This cannot be suggested"), str(unknown))
    sheet = Sheet(asked, project, catalogue, capabilities, _typed(request))
    return _answer(request, sheet)


def _project(request: HttpRequest, slug: str) -> Project:
    """What is sent to a former address is not redirected, for it would be lost."""
    known = Project.objects.for_page().known()
    found = known.by_slug(slug)
    if found is None and request.method == "POST":
        found = Project.objects.by_old_slug(slug.lower())
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if request.method != "POST":
        return _page(request, sheet)
    if "send" in request.POST:
        refuse_other_sites(request)
        return _send(request, sheet)
    if "fragment" in request.POST:
        context = _context(sheet) | {"is_fragment": True}
        return render(request, "directory/_suggest_preview.html", context)
    if "preview" in request.POST:
        sheet.look()
    return _page(request, sheet)


def _send(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if not sheet.check():
        return _page(request, sheet, status=400)
    key = address_key(client.address(request) or "")
    doubts = (Doubt.TRAP.value,) if sheet.sender.is_trapped else ()
    try:
        suggestion = submit(sheet.proposal, Sender(key, doubts))
    except Invalid as invalid:
        for mistake in invalid.mistakes:
            sheet.take(mistake)
        return _page(request, sheet, status=400)
    except TooMany as too_many:
        return _too_many(request, sheet, too_many.retry_after)
    response = redirect(reverse("directory:suggestion", args=[following.token(suggestion)]))
    response.status_code = 303
    return response


def _too_many(request: HttpRequest, sheet: Sheet, seconds: int) -> HttpResponse:
    minutes = -(-seconds // 60)
    sheet.general.append(
        ngettext(
            "Many suggestions came in within the last hour. Send it again in %(minutes)d minute.",
            "Many suggestions came in within the last hour. Send it again in %(minutes)d minutes.",
            minutes,
        )
        % {"minutes": minutes}
    )
    response = _page(request, sheet, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _page(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    return render(request, "directory/suggest_form.html", _context(sheet), status=status)


def _context(sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "project": sheet.project,
        "asked": sheet.asked,
        "kinds": _kinds(sheet.asked),
        "proposed": preview(sheet),
        # Of cards, which mark what a search found and lead back to it.
        "phrases": (),
        "back": "",
    }


def _kinds(asked: Asked) -> list[tuple[str, str, bool]]:
    """(value, what one would say, whether it is said now)."""
    words = {
        Suggestion.Kind.CHANGE: _("Correct or add something"),
        Suggestion.Kind.DEAD_LINK: _("A link is dead"),
        Suggestion.Kind.SUCCESSOR: _("It has a successor"),
        Suggestion.Kind.REMOVAL: _("Ask to remove it"),
    }
    return [(kind.value, words[kind], kind == asked.kind) for kind in asking.KINDS]
