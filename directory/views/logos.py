"""The logos themselves."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from directory.models import Logo, Project

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
