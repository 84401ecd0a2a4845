"""All relations among projects, drawn, listed and as JSON."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.media_types import JSON
from directory.models import Relation
from directory.relations import RelationsBrowse, Told, drawn, ends, listed
from directory.representations import Origin, relation
from directory.views import told
from directory.views.negotiation import also_as
from directory.views.programs import as_problem, cannot_answer, for_programs
from directory.views.public import public
from directory.views.site import catalogue_of


@public
@also_as(JSON)
def relations(request: HttpRequest) -> HttpResponse:
    browse = RelationsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    if browse.number > browse.pages:
        return redirect(browse.page_url(browse.pages))
    return render(request, "directory/relations.html", {"browse": browse, **_page(browse)})


def _page(browse: RelationsBrowse) -> dict[str, Any]:
    """The picture stands on the first page only."""
    catalogue = browse.catalogue
    edges = drawn(browse.found.edges) if browse.number == 1 else []
    kinds = dict(Relation.Kind.choices)
    sentences = told.sentences(catalogue, browse.listed)
    by_kind = groupby(browse.listed, key=lambda edge: edge.kind)
    query = browse.list_query
    return {
        "drawing": told.drawing(catalogue, edges, browse.size) if edges else None,
        "left_out": browse.count - len(edges),
        "groups": [
            (kind, kinds[kind], [sentences[e.pk] for e in group if e.pk in sentences])
            for kind, group in by_kind
        ],
        "list_url": reverse("directory:project_list") + (f"?{query}" if query else ""),
    }


@for_programs(as_problem)
def relations_json(request: HttpRequest) -> HttpResponse:
    browse = RelationsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return cannot_answer(as_problem, browse)
    origin = Origin.of(request)
    content = {
        "version": browse.catalogue.version,
        "count": browse.count,
        "next": origin.base + browse.next_url if browse.next_url else None,
        "relations": [
            relation(row, source.project, target.project, origin)
            for source, row, target in _listed(browse)
        ],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _listed(browse: RelationsBrowse) -> list[Told]:
    projects = ends(browse.catalogue, browse.listed)
    return listed([edge.pk for edge in browse.listed], projects)
