"""What has another slug now: its former addresses redirect for ever, in one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from directory.models import OldCategorySlug, OldTagSlug
from directory.views.site import catalogue_of

FACETS = {"category": OldCategorySlug, "tag": OldTagSlug}

View = Callable[..., HttpResponseBase]


def follows(by_old_slug: Callable[[str], Any]) -> Callable[[View], View]:
    """Pages of one thing, whose slug is the only part of their address that can change.

    `by_old_slug` finds what has the page now.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **rest: str) -> HttpResponseBase:
            try:
                return view(request, slug, **rest)
            except Http404:
                found = by_old_slug(slug.lower())
                if found is None or found.natural_key() == (slug,):
                    raise
            assert request.resolver_match
            (present,) = found.natural_key()
            path = reverse(request.resolver_match.view_name, kwargs={"slug": present, **rest})
            query = request.META["QUERY_STRING"]
            return redirect(f"{path}?{query}" if query else path, permanent=True)

        return wrapped

    return decorate


def to_present_values(request: HttpRequest) -> HttpResponse | None:
    """To the same page, if categories or tags are asked for that have other slugs now."""
    query = request.GET.copy()
    for facet in FACETS.keys() & query.keys():
        values = query.getlist(facet)
        known = catalogue_of(request).choices[facet]
        unknown = [value for value in values if value not in known]
        if unknown and (present := FACETS[facet].objects.present(unknown)):
            query.setlist(facet, list(dict.fromkeys(present.get(v, v) for v in values)))
    if query == request.GET:
        return None
    return redirect(f"{request.path}?{query.urlencode()}", permanent=True)
