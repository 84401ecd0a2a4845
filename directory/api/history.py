"""What is on record of a project: who changed what, when and why."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Literal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from ninja import Router
from pydantic import Field

from directory.changes import ProjectHistory
from directory.changes.credits import Credit
from directory.changes.entries import Entry
from directory.changes.told import Told
from directory.filters import ChangeKind
from directory.filters.fields import MomentField, QueryForm
from directory.models import Project
from directory.representations import Origin, known
from directory.views.missing import missing
from directory.views.moved import follows

from .answering import as_json
from .openapi import takes
from .parameters import LIMIT, USUAL, checked
from .schemas import Exact, Moment


class PieceOut(Exact):
    kind: Literal["kept", "removed", "added"]
    text: str


class ToldOut(Exact):
    kind: Literal[tuple(ChangeKind.values)]  # type: ignore[valid-type]
    what: Annotated[
        str, Field(description=gettext_noop("What changed, in the language asked for."))
    ]
    lang: Annotated[
        str | None, Field(description=gettext_noop("Language of the text that changed."))
    ]
    pieces: list[PieceOut]


class By(Exact):
    maintainer: Annotated[str | None, Field(description=gettext_noop("Handle."))]
    contributor: Annotated[
        str | None, Field(description=gettext_noop("Who suggested it, as they wish to be named."))
    ]
    is_import: bool


class HistoryEntry(Exact):
    time: Moment
    by: By
    reason: str | None
    changes: list[ToldOut]


class History(Exact):
    entries: Annotated[list[HistoryEntry], Field(description=gettext_noop("Newest first."))]
    next: Annotated[
        str | None, Field(description=gettext_noop("Address of older ones, null on the last."))
    ]


router = Router(tags=["projects"])

PIECES = {"": "kept", "del": "removed", "ins": "added"}


class HistoryForm(QueryForm):
    before = MomentField(
        label=_("Only what is older: from next of the answer before."), required=False
    )
    limit = forms.IntegerField(required=False, **LIMIT)


@router.get(
    "/{slug:slug}/history",
    response=History,
    url_name="history",
    openapi_extra=takes(HistoryForm.base_fields),
    summary=gettext_noop("What was changed, newest first, in words of the language asked for."),
)
@follows(Project.objects.by_old_slug)
def get_history(request: HttpRequest, slug: str) -> HttpResponse:
    asked = checked(request, HistoryForm(request.GET))
    project = Project.objects.known().by_slug(slug)
    if project is None:
        raise missing(request, slug)
    entries = ProjectHistory(project).entries
    if before := asked.get("before"):
        entries = [entry for entry in entries if entry.time < before]
    shown = _page(entries, asked.get("limit") or USUAL)
    following = _older(request, shown[-1]) if len(shown) < len(entries) else None
    response = as_json({"entries": [_entry(each) for each in shown], "next": following})
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _page(entries: list[Entry], limit: int) -> list[Entry]:
    """With all that happened in the moment in which it ends."""
    if len(entries) <= limit:
        return entries
    last = entries[limit - 1].time
    return [entry for entry in entries if entry.time >= last]


def _older(request: HttpRequest, last: Entry) -> str:
    query = request.GET.copy()
    query["before"] = last.time.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return f"{Origin.of(request).base}{request.path}?{query.urlencode()}"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "time": known(entry.time),
        "by": _by(entry.credit),
        "reason": entry.reason or None,
        "changes": [_told(each) for each in entry.told],
    }


def _by(credit: Credit) -> dict[str, Any]:
    return {
        "maintainer": credit.maintainer.handle if credit.maintainer else None,
        "contributor": credit.contributor
        or (credit.suggested_by.handle if credit.suggested_by else None),
        "is_import": credit.is_import,
    }


def _told(told: Told) -> dict[str, Any]:
    return {
        "kind": told.kind.value,
        "what": str(told.what),
        "lang": told.lang or None,
        "pieces": [{"kind": PIECES[kind], "text": str(text)} for kind, text in told.pieces],
    }
