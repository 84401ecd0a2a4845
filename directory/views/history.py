"""What is on record, of one project and of all, for everybody."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.changes import ChangesBrowse, ProjectChanges, ProjectHistory
from directory.feeds import FeedKind
from directory.models import Maintainer, Project
from directory.views.moved import follows
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def changes(request: HttpRequest) -> HttpResponse:
    browse = ChangesBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    query = browse.query(kind=None, by=None, since=None, until=None, before=None)
    context = {
        "browse": browse,
        "maintainers": Maintainer.objects.logged_in(),
        "feed_path": FeedKind.CHANGES.path(browse.query(until=None, before=None)),
        "list_url": reverse("directory:project_list") + (f"?{query}" if query else ""),
    }
    return render(request, "directory/changes.html", context)


@public
@follows(Project.objects.by_old_slug)
def project_history(request: HttpRequest, slug: str) -> HttpResponse:
    changes = ProjectChanges(request.GET, history_of(slug), request.path)
    if changes.problems:
        return render(request, "directory/invalid.html", {"browse": changes}, status=400)
    context = {"project": changes.history.project, "browse": changes}
    if changes.is_comparison:
        return render(request, "directory/versions.html", context)
    if changes.number > changes.pages:
        return redirect(changes.page_url(changes.pages))
    return render(request, "directory/history.html", context)


@public
@follows(Project.objects.by_old_slug)
def project_as_of(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    history = history_of(slug)
    then = history.as_of(_end_of(day))
    if then is None:
        raise Http404
    context = {
        "project": then.project,
        "then": then,
        "day": day,
        "present_url": history.project.get_absolute_url(),
        "meaning": Project.Status(then.project.status).meaning,
    }
    return render(request, "directory/project_as_of.html", context)


def history_of(slug: str) -> ProjectHistory:
    project = Project.objects.for_page().known().by_slug(slug)
    if project is None:
        raise Http404
    return ProjectHistory(project)


def _end_of(day: str) -> datetime.datetime:
    """The last moment of a day where the site is. Raises Http404 if the day is none, or yet to
    come."""
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if date > timezone.localdate() or date.isoformat() != day:
        raise Http404
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time.max))
