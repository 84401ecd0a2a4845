"""Programs are told which project may be meant where there is none; people are offered a search."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.functional import lazy

from directory.browse import near, no_project
from directory.views.site import catalogue_of


def missing(request: HttpRequest, slug: str) -> Http404:
    """To be raised. What is near is looked for when it is told: the slug may be a former one."""

    def says() -> str:
        return no_project(slug, near(catalogue_of(request), slug))

    return Http404(lazy(says, str)())
