"""All relations among projects, drawn, listed and as JSON."""

from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.browse import Entry, entries
from directory.models import Project, Relation
from directory.relations import RelationsBrowse, Told, as_json, drawn, listed, picture
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def relations(request: HttpRequest) -> HttpResponse:
    browse = RelationsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    if browse.number > browse.pages:
        return redirect(browse.page_url(browse.pages))
    return render(request, "directory/relations.html", {"browse": browse, **_page(browse)})


def _page(browse: RelationsBrowse) -> dict[str, Any]:
    """The picture stands on the first page only."""
    edges = browse.found.edges
    ids = drawn(edges) if browse.number == 1 else []
    by_id = _ends(browse, ids)
    kinds = dict(Relation.Kind.choices)
    by_kind = groupby(_listed(browse, by_id), key=lambda told: told.relation.kind)
    query = browse.list_query
    return {
        "picture": picture(edges, by_id, ids, browse.size) if ids else None,
        "groups": [(kind, kinds[kind], list(group)) for kind, group in by_kind],
        "list_url": reverse("directory:project_list") + (f"?{query}" if query else ""),
    }


def _ends(browse: RelationsBrowse, also: Collection[int] = ()) -> dict[int, Entry]:
    """The projects of the relations of this page, and some others."""
    ids = {i for edge in browse.listed for i in (edge.source, edge.target)}
    rows = Project.objects.for_tiles()
    found = entries(browse.catalogue, sorted(ids.union(also)), rows)
    return {entry.project.pk: entry for entry in found}


def _listed(browse: RelationsBrowse, by_id: dict[int, Entry]) -> list[Told]:
    return listed([edge.pk for edge in browse.listed], by_id)


@public
def relations_json(request: HttpRequest) -> HttpResponse:
    browse = RelationsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return _json({"problems": _problems(browse)}, status=400)
    origin = f"{request.scheme}://{request.get_host()}"
    content = {
        "count": browse.count,
        "next": origin + browse.next_url if browse.next_url else None,
        "relations": as_json(_listed(browse, _ends(browse)), origin),
    }
    return _json(content)


def _problems(browse: RelationsBrowse) -> list[dict[str, str]]:
    return [
        {"label": str(label), "parameter": name, "problem": says}
        for label, name, says in browse.problems
    ]


def _json(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
