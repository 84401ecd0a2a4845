"""The first page, and the pages of each kind of work: 50 rows, each saved where it stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import wraps
from itertools import pairwise
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import construct_change_message
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.admin.fields import is_key
from directory.querysets import chores
from directory.services.chores import KINDS, Chore, Desk
from directory.services.permissions import may_somewhere

from .forms import FORMS
from .row_form import RowForm
from .rows import Row

PER_PAGE = 50
FIRST = 3
WHOSE, ALL, MINE = "whose", "all", "mine"
# Kinds whose work is done in another list, and how that is narrowed to it.
LISTS = {
    "suggestions": {MINE: "?state=mine", ALL: ""},
    "quarantine": {MINE: "?state=quarantined", ALL: "?state=quarantined"},
    "dead-links": {
        MINE: "?state=mine&kind__exact=dead-link",
        ALL: "?kind__exact=dead-link",
    },
}


def of_the_admin(view: Any) -> Any:
    """A page of the admin that belongs to no model."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.current_app = admin.site.name
        return view(request, *args, **kwargs)

    return admin.site.admin_view(page)


class Summary(NamedTuple):
    """One kind of work on the first page."""

    chore: Chore
    count: int
    first: list[Row]
    address: str

    @property
    def oldest(self) -> Any:
        return self.first[0].since if self.first else None

    @property
    def places(self) -> list[tuple[str, str]]:
        """(what is first, where to go for it)."""
        return [(row.title, row.place(self.address)) for row in self.first]


@of_the_admin
def index(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    summaries = [_summary(chore, desk) for chore in KINDS.values() if _concerns(request, chore)]
    return admin.site.index(
        request,
        {
            "title": _("Work"),
            "desk": desk,
            "waiting": [summary for summary in summaries if summary.count],
            "done": [summary for summary in summaries if not summary.count],
        },
    )


def _concerns(request: HttpRequest, chore: Chore) -> bool:
    return may_somewhere(request.user, chore.action)


def _desk(request: HttpRequest) -> Desk:
    whose = request.GET.get(WHOSE, MINE)
    if whose not in (ALL, MINE):
        raise Http404(_("There is the work of “mine” and of “all”."))
    return Desk(request.user, whose == ALL)


def _summary(chore: Chore, desk: Desk) -> Summary:
    rows = chore.rows(desk)
    count = len(rows) if isinstance(rows, Sequence) else rows.count()
    first = [Row(chore, row, desk.user) for row in rows[:FIRST]] if count else []
    return Summary(chore, count, first, _address(chore, desk))


def _address(chore: Chore, desk: Desk) -> str:
    if chore.slug in LISTS:
        narrowed = LISTS[chore.slug][ALL if desk.is_whole else MINE]
        return reverse("admin:directory_suggestion_changelist") + narrowed
    return chore_address(chore) + (f"?{WHOSE}={ALL}" if desk.is_whole else "")


def chore_address(chore: Chore) -> str:
    return reverse("work:chore", args=[chore.slug])


@of_the_admin
def chore(request: HttpRequest, slug: str) -> HttpResponse:
    kind = KINDS.get(slug)
    if kind is None or slug in LISTS:
        raise Http404
    if not _concerns(request, kind):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, kind)
    return _show(request, kind)


def _save(request: HttpRequest, kind: Chore) -> HttpResponse:
    is_swapped = "HX-Request" in request.headers
    with transaction.atomic():
        row, form = _locked(request, kind)
        if form.is_valid():
            form.put()
            _log(request, row, form)
        elif not is_swapped:
            return _show(request, kind, row)
    if is_swapped:
        context = {"row": row, "done": form.is_valid()}
        return TemplateResponse(request, "admin/directory/work_row.html", context)
    messages.success(request, _("Saved: %(name)s.") % {"name": row.title})
    anchor = f"#row-{row.next}" if is_key(row.next) else ""
    return redirect(request.get_full_path() + anchor)


def _locked(request: HttpRequest, kind: Chore) -> tuple[Row, RowForm]:
    """The row that was sent, which nobody else saves meanwhile."""
    key = request.POST.get("row", "")
    form = FORMS.get(kind.slug)
    found = chores.locked(form.row_model.objects.all(), int(key)) if form and is_key(key) else None
    if found is None:
        raise Http404(_("What you saved has been deleted meanwhile."))
    row = Row(kind, found, request.user, request.POST)
    if row.form is None:
        raise PermissionDenied
    return row, row.form


def _log(request: HttpRequest, row: Row, form: Any) -> None:
    told = json.dumps(construct_change_message(form, [], False))
    log = LogEntry.objects
    log.log_actions(request.user.pk or 0, [row.row], CHANGE, told, single_object=True)


def _show(request: HttpRequest, kind: Chore, refused: Row | None = None) -> HttpResponse:
    desk = _desk(request)
    page = Paginator(kind.rows(desk), PER_PAGE).get_page(request.GET.get("page"))
    rows = [Row(kind, row, request.user) for row in page.object_list]
    if refused:
        places = {row.pk: place for place, row in enumerate(rows)}
        place = places.get(refused.pk, 0)
        rows[place : place + (refused.pk in places)] = [refused]
    for row, below in pairwise(rows):
        row.next = below.pk
    context = {
        **admin.site.each_context(request),
        "title": kind.title,
        "chore": kind,
        "desk": desk,
        "page": page,
        "rows": rows,
        "refused": refused,
        "is_written_here": kind.slug in FORMS,
        "address": chore_address(kind),
    }
    return TemplateResponse(request, "admin/directory/work.html", context)
