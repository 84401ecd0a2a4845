"""The logos themselves, and what stands for a project that has none."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from directory.models import Logo, Project
from directory.models.translated import column_language
from directory.publishing import emblems
from directory.views.moved import follows
from directory.views.public import public
from directory.views.site import catalogue_of

A_YEAR = 365 * 24 * 60 * 60


@require_safe
@csp({"default-src": [NONE], "img-src": ["data:"], "frame-ancestors": [NONE], "sandbox": [True]})  # type: ignore[arg-type]
def logo(request: HttpRequest, slug: str, digest: str, ending: str) -> HttpResponse:
    """A picture under an address of its own; a former address leads to the present picture.

    Whoever knows the digest of a draft's logo has the picture; editors see it before publication.
    """
    found = Logo.objects.of(slug)
    if found is None:
        raise Http404
    if (digest, ending) != (found.short_digest, found.ending):
        return _moved(found)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def _moved(found: Logo) -> HttpResponse:
    if found.project.state == Project.State.DRAFT:
        raise Http404
    response = redirect(found)
    patch_cache_control(response, public=True, no_cache=True)
    return response


@public
@follows(Project.objects.by_old_slug)
def emblem(request: HttpRequest, slug: str) -> HttpResponse:
    """The logo or, if there is none, the monogram in the language of the address."""
    project = Project.objects.published().by_slug(slug)
    if project is None:
        raise Http404
    if found := Logo.objects.of(slug):
        return redirect(found)
    known = catalogue_of(request)
    category = known.taxonomy.category_of(project)
    name = project.display_name
    letters = known.monograms.of(project.pk, name, column_language())
    hue = (category.parent or category).hue
    drawn = emblems.draw(name, letters, hue, ended=project.is_ended)
    return HttpResponse(drawn, content_type="image/svg+xml")
