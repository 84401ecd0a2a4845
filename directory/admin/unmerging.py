"""The page on which an owner undoes a merge: what comes back, what stays, and only then done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from directory.models import Act, Merge, Project
from directory.services import acts, history, permissions, unmerging
from directory.services.permissions import Action
from directory.services.unmerging import CannotUnmerge, Unmerging

from . import conflicts
from .base import CurationAdmin
from .merging import REASON_LENGTH, by_model, noun, refuse_others, title_of


class Page:
    """What undoing a merge would do."""

    def __init__(self, merge: Merge, sent: QueryDict):
        self.merge = merge
        self.act = history.merge_act(merge)
        self.sent = sent
        self.seen = conflicts.written(history.mark(Project, merge.project_id))
        self.refusal = ""
        try:
            self.unmerging: Unmerging | None = unmerging.prepare(merge)
        except CannotUnmerge as error:
            self.unmerging, self.refusal = None, str(error)

    @property
    def reason(self) -> str:
        return self.sent.get("reason", "").replace("\0", "").strip()[:REASON_LENGTH]

    @cached_property
    def newer(self) -> list[history.Event]:
        """What happened to the winner since the page was shown that is now sent."""
        if not self.sent:
            return []
        seen = conflicts.read(self.sent.get(conflicts.SEEN, ""))
        return history.since(self.merge.project, seen).events

    @property
    def back(self) -> list[tuple[str, list[str]]]:
        """What goes back, by what it is."""
        if self.unmerging is None:
            return []
        return by_model(self.unmerging.back, self.unmerging.others)

    @property
    def again(self) -> list[tuple[str, str]]:
        """(what it is, which) of what the merge left out."""
        rows = self.unmerging.again if self.unmerging else []
        return [(noun(row), title_of(row)) for row in rows]

    def undo(self) -> bool:
        """Whether it could be done; if not, the page says why."""
        try:
            unmerging.undo(self.merge, self.reason)
        except CannotUnmerge as error:
            self.refusal = str(error)
        return not self.refusal


class UnmergePages(CurationAdmin):
    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.unmerge_view)
        return [
            path("merges/<int:pk>/undo/", page, name="directory_project_unmerge"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "page" in context:
            context["undoable"] = _undoable_by(request.user, context["page"])
        return response

    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        merge = Merge.objects.with_id(pk)
        if merge is None:
            raise Http404
        if request.method != "POST":
            return self._show_undo(request, Page(merge, request.POST))
        with transaction.atomic():
            Project.objects.locked([merge.project_id])
            merge = Merge.objects.locked(pk)
            if merge is None:
                raise Http404
            page = Page(merge, request.POST)
            _refuse(request, page)
            if page.refusal or page.newer or not page.undo():
                return self._show_undo(request, page)
            acts.record(request.user, Act.Kind.UNMERGED, merge.project, page.act.loser)
        told = _("“%(loser)s” is an entry of its own again.") % {"loser": page.act.loser}
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:directory_project_change", merge.merged)

    def _show_undo(self, request: HttpRequest, page: Page) -> HttpResponse:
        _refuse(request, page)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Undo the merge of %(loser)s into %(winner)s") % page.act._asdict(),
            "page": page,
            "project": page.merge.project,
        }
        return TemplateResponse(request, "admin/directory/unmerge.html", context)


def _refuse(request: HttpRequest, page: Page) -> None:
    """Who may not merge the two may not undo it either."""
    loser = [page.unmerging.loser] if page.unmerging else []
    refuse_others(request, page.merge.project, *loser)


def _undoable_by(user: Any, events: Iterable[history.Event]) -> set[int]:
    """The ids of those merges that stand as far as they are on record."""
    acts_told = {event.merge for event in events if event.merge and not event.merge.is_undo}
    return {
        act.merge.pk
        for act in acts_told
        if not act.merge.undone and permissions.may(user, Action.MERGE, act.merge.project)
    }
