"""Projects: the list, and one of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from directory.models import Project
from directory.representations import (
    Origin,
    briefs,
    fulls,
    page,
    why_withdrawn,
    withdrawn,
    wrong_in,
)
from directory.views.missing import missing
from directory.views.moved import follows, to_present_values
from directory.views.site import catalogue_of

from .answering import as_json
from .listing import Listing
from .openapi import leads_to, links, takes
from .parameters import ListFilter, refuse_unknown, wrong_parameters
from .refused import Refused
from .schemas import ProjectPage, Projects

router = Router(tags=["projects"])

FIRST = "$response.body#/projects/0/slug"


@router.get(
    "",
    response=Projects,
    url_name="projects",
    openapi_extra=takes(ListFilter.base_filters)
    | links(leads_to("get_project", slug=FIRST), leads_to("get_history", slug=FIRST)),
    summary=gettext_noop("The projects that the list's query string finds."),
)
def list_projects(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request, Listing.parameters)
    if moved := to_present_values(request):
        return moved
    asked = Listing(request.GET, catalogue_of(request), request.path)
    if not asked.is_valid:
        raise wrong_parameters(wrong_in(asked))
    origin = Origin.of(request)
    rows = (fulls if asked.is_full else briefs)(asked.catalogue, asked.page_ids, origin)
    if asked.fields:
        rows = [{name: row[name] for name in asked.fields} for row in rows]
    following = asked.next_url and origin.base + asked.next_url
    data = {
        "version": asked.catalogue.version,
        "count": asked.count,
        "total": asked.total,
        "facets": {name: asked.counted(name) for name in asked.asked.get("facets", ())},
        "projects": rows,
        "next": following,
    }
    return as_json(data, {"Link": f'<{following}>; rel="next"'} if following else None)


@router.get(
    "/{slug:slug}",
    response=ProjectPage,
    url_name="project",
    openapi_extra=links(
        leads_to("get_history", slug="$response.body#/slug"),
        leads_to("get_category", slug="$response.body#/category"),
        leads_to("get_tag", slug="$response.body#/tags/0"),
    ),
    summary=gettext_noop("Everything that is public about a project."),
)
@follows(Project.objects.by_old_slug)
def get_project(request: HttpRequest, slug: str) -> HttpResponse:
    refuse_unknown(request)
    project = Project.objects.known().by_slug(slug)
    if project is None:
        raise missing(request, slug)
    if project.state == Project.State.WITHDRAWN:
        raise _withdrawn(request, project)
    found = page(catalogue_of(request), project.pk, Origin.of(request))
    if found is None:
        raise missing(request, slug)
    return as_json(found)


def _withdrawn(request: HttpRequest, project: Project) -> Refused:
    return Refused(410, why_withdrawn(project), project=withdrawn(project, Origin.of(request)))
