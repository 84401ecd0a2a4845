"""A project for programs: everything that is public about it, as JSON and as Markdown."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from directory.documents import sheet
from directory.media_types import JSON, MARKDOWN
from directory.models import Project
from directory.representations import Origin, page, problem, why_withdrawn, withdrawn
from directory.views.missing import missing
from directory.views.moved import follows
from directory.views.programs import as_problem, as_text, for_programs
from directory.views.projects import project_page, withdrawn_page
from directory.views.site import catalogue_of


@for_programs(as_problem)
@follows(Project.objects.by_old_slug)
def project_json(request: HttpRequest, slug: str) -> HttpResponse:
    project = Project.objects.known().by_slug(slug)
    if project is None:
        raise missing(request, slug)
    if project.state == Project.State.WITHDRAWN:
        return _withdrawn(request, project)
    found = page(catalogue_of(request), project.pk, Origin.of(request))
    if found is None:
        raise missing(request, slug)
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return HttpResponse(f"{text}\n", content_type=JSON)


def _withdrawn(request: HttpRequest, project: Project) -> HttpResponse:
    return problem(410, why_withdrawn(project), project=withdrawn(project, Origin.of(request)))


@for_programs(as_text)
@follows(Project.objects.by_old_slug)
def project_md(request: HttpRequest, slug: str) -> HttpResponse:
    project = Project.objects.for_page().known().by_slug(slug)
    if project is None:
        raise missing(request, slug)
    if project.state == Project.State.WITHDRAWN:
        text, status = sheet.withdrawn(withdrawn_page(request, project), Origin.of(request)), 410
    else:
        text, status = sheet.as_markdown(project_page(request, project), Origin.of(request)), 200
    return HttpResponse(text, content_type=f"{MARKDOWN}; charset=utf-8", status=status)
