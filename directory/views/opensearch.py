"""Searching the directory from a browser's own search field (OpenSearch 1.1)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.catalogue import Catalogue
from directory.comparison import adding
from directory.models import Project
from directory.publishing import words
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def description(request: HttpRequest) -> HttpResponse:
    title = words.clean(catalogue_of(request).taxonomy.landscape.title) or _("Landscape")
    return render(
        request,
        "directory/opensearch.xml",
        {"description": _("Search the projects of %(title)s") % {"title": title}},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )


@public
def completions(request: HttpRequest) -> HttpResponse:
    """What is typed into `q`; of the projects first found names, what they are, and addresses."""
    asked, known = request.GET.get("q", ""), catalogue_of(request)
    found = adding.offered(request.GET, known)
    answer = [
        asked,
        [str(project.display_name) for project in found],
        [_kind(project, known) for project in found],
        [request.build_absolute_uri(project.get_absolute_url()) for project in found],
    ]
    return JsonResponse(
        answer,
        safe=False,
        content_type="application/x-suggestions+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _kind(project: Project, known: Catalogue) -> str:
    """Its category and status, by which two of nearly the same name are told apart."""
    return f"{known.taxonomy.category_of(project).name} · {project.get_status_display()}"
