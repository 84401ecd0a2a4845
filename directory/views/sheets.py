"""A project for programs: everything that is public about it, as JSON and as Markdown."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from directory.documents import sheet
from directory.media_types import JSON, MARKDOWN
from directory.models import Project, Relation
from directory.representations import fulls, withdrawn
from directory.views.moved import follows
from directory.views.programs import as_problem, as_text, for_programs, origin_of
from directory.views.projects import project_page, withdrawn_page
from directory.views.site import catalogue_of


@for_programs(as_problem)
@follows(Project.objects.by_old_slug)
def project_json(request: HttpRequest, slug: str) -> HttpResponse:
    project = Project.objects.known().by_slug(slug)
    if project is None:
        raise Http404
    origin = origin_of(request)
    if project.state == Project.State.WITHDRAWN:
        successor = Project.objects.with_id(Relation.objects.successor_of(project) or 0)
        return _json(withdrawn(project, successor, origin), status=410)
    known = catalogue_of(request)
    [said] = fulls(known, [project.pk], origin)
    return _json({"version": known.version, **said})


def _json(said: dict[str, object], status: int = 200) -> HttpResponse:
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return HttpResponse(f"{text}\n", content_type=JSON, status=status)


@for_programs(as_text)
@follows(Project.objects.by_old_slug)
def project_md(request: HttpRequest, slug: str) -> HttpResponse:
    project = Project.objects.for_page().known().by_slug(slug)
    if project is None:
        raise Http404
    if project.state == Project.State.WITHDRAWN:
        text, status = sheet.withdrawn(withdrawn_page(request, project), origin_of(request)), 410
    else:
        text, status = sheet.as_markdown(project_page(request, project), origin_of(request)), 200
    return HttpResponse(text, content_type=f"{MARKDOWN}; charset=utf-8", status=status)
