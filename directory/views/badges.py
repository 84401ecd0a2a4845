"""Badges of projects."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from directory.models import Project
from directory.publishing import badges
from directory.publishing.badges import BadgeKind
from directory.views.errors import explain
from directory.views.moved import follows
from directory.views.public import public
from directory.views.site import catalogue_of


@public
@follows(Project.objects.by_old_slug)
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """`?kind=listed` or `status`. What is no longer listed is still told by a picture, with 410."""
    kind = request.GET.get("kind", BadgeKind.LISTED.value)
    if kind not in BadgeKind.values:
        says = _("Choose one of: {choices}.").format(choices=", ".join(BadgeKind.values))
        return explain(request, 400, _("There is no badge of this kind"), says)
    project = Project.objects.known().by_slug(slug)
    if project is None:
        raise Http404
    drawn = badges.draw(kind, project, catalogue_of(request).taxonomy.landscape)
    gone = project.state == Project.State.WITHDRAWN
    return HttpResponse(drawn, content_type="image/svg+xml", status=410 if gone else 200)
