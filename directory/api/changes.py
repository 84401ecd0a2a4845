"""What changed since a version, so that a copy of the directory stays in step."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from directory import heartbeat
from directory.catalogue import Catalogue
from directory.filters import one_of
from directory.filters.fields import QueryForm
from directory.heartbeat import Place
from directory.representations import Origin, briefs, fulls, gone
from directory.views.site import catalogue_of

from .answering import as_json
from .openapi import leads_to, links, takes
from .parameters import LIMIT, USUAL, Depth, SinceField, checked
from .refused import Refused
from .schemas import Changes

router = Router(tags=["changes"])


class ChangesForm(QueryForm):
    since = SinceField(
        label=gettext_lazy("What is there already: from next of the answer before; all without."),
        required=False,
    )
    limit = forms.IntegerField(required=False, **LIMIT)
    depth = one_of(Depth, gettext_lazy("How much is told of each project.")).field


@router.get(
    "",
    response=Changes,
    url_name="changes",
    openapi_extra=takes(ChangesForm.base_fields)
    | links(leads_to("get_project", slug="$response.body#/changed/0/slug")),
    summary=gettext_noop(
        "The projects that changed since a version, as they are now, and those that are gone."
    ),
)
def list_changes(request: HttpRequest) -> HttpResponse:
    asked = checked(request, ChangesForm(request.GET))
    known = catalogue_of(request)
    since = asked.get("since") or Place(0, 0)
    if since.version > known.version and since.version > heartbeat.version():
        raise _start_anew(request)
    limit = asked.get("limit") or USUAL
    places = _told(since, known, limit + 1)
    more, places = len(places) > limit, places[:limit]
    origin = Origin.of(request)
    ids = [place.project_id for place in places]
    read = fulls if asked.get("depth") == Depth.FULL else briefs
    following = _written(places[-1]) if more else str(max(known.version, since.version))
    return as_json(
        {
            "version": known.version,
            "changed": read(known, [i for i in ids if i in known.published], origin),
            "gone": gone([i for i in ids if i not in known.published]),
            "more": more,
            "next": _address(request, origin, following),
        }
    )


def _told(since: Place, known: Catalogue, limit: int) -> list[Place]:
    """What the catalogue knows of; the log may be ahead of it while it is built."""
    found = heartbeat.changes_after(since, limit)
    return [place for place in found if place.version <= known.version]


def _written(place: Place) -> str:
    return f"{place.version}-{place.project_id}"


def _address(request: HttpRequest, origin: Origin, since: str) -> str:
    query = request.GET.copy()
    query["since"] = since
    return f"{origin.base}{request.path}?{query.urlencode()}"


def _start_anew(request: HttpRequest) -> Refused:
    says = _(
        "The directory is older than this version: it was restored from a copy, or is another "
        "one. Discard what you have and start anew without since."
    )
    query = request.GET.copy()
    del query["since"]
    path = f"{request.path}?{query.urlencode()}".rstrip("?")
    return Refused(410, says, start=Origin.of(request).base + path)
