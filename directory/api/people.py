"""Maintainers, and what they look after."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from directory.models import Maintainer
from directory.representations import Origin, maintainers
from directory.views.moved import follows
from directory.views.site import catalogue_of

from . import taxonomy_schemas as schemas
from .answering import as_json
from .openapi import leads_to, links
from .parameters import refuse_unknown
from .taxonomy import called

router = Router(tags=["maintainers"])


@router.get(
    "",
    response=schemas.Maintainers,
    url_name="maintainers",
    openapi_extra=links(leads_to("get_maintainer", slug="$response.body#/maintainers/0/handle")),
    summary=gettext_noop("All maintainers, owners first, with what each looks after."),
)
def list_maintainers(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request)
    version = catalogue_of(request).version
    return as_json({"version": version, "maintainers": maintainers(Origin.of(request))})


@router.get(
    "/{slug:slug}",
    response=schemas.Maintainer,
    url_name="maintainer",
    summary=gettext_noop("One maintainer, by handle."),
)
@follows(Maintainer.objects.by_old_slug)
def get_maintainer(request: HttpRequest, slug: str) -> HttpResponse:
    refuse_unknown(request)
    return as_json(called(slug, maintainers(Origin.of(request)), "handle"))
