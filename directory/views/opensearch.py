"""Searching the directory from a browser's own search field (OpenSearch 1.1)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.comparison import adding
from directory.markdown import plain
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
    """What is typed into `q`, and names, summaries and addresses of the projects first found."""
    asked = request.GET.get("q", "")
    found = adding.offered(request.GET, catalogue_of(request))
    answer = [
        asked,
        [str(project.display_name) for project in found],
        [plain(project.summary) for project in found],
        [request.build_absolute_uri(project.get_absolute_url()) for project in found],
    ]
    return JsonResponse(
        answer,
        safe=False,
        content_type="application/x-suggestions+json",
        json_dumps_params={"ensure_ascii": False},
    )
