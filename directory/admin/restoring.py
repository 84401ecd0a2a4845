"""The page on which an editor makes an earlier version of a project the present one again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from directory.models import Act, Project
from directory.services import acts, history, restoring
from directory.services.permissions import Action, may
from directory.services.restoring import CannotRestore

from . import conflicts, rights
from .base import CurationAdmin

REASON_LENGTH = 100
# Within which all rows of one act are written.
_A_MOMENT = datetime.timedelta(seconds=1)


class RestorePages(CurationAdmin):
    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.restore_view)
        return [
            path("<int:pk>/restore/", page, name="directory_project_restore"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        context = getattr(response, "context_data", None) or {}
        if context.get("exists") and may(request.user, Action.EDIT, context["object"]):
            key = [context["object"].pk]
            context["restore_url"] = reverse("admin:directory_project_restore", args=key)
            context["versions"] = set(_versions(context["page"].paginator.object_list))
        return response

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        project = Project.objects.for_page().with_id(pk)
        if project is None:
            raise Http404
        if not may(request.user, Action.EDIT, project):
            raise PermissionDenied
        time = _time(request.GET.get("to", ""))
        if time is None:
            message = _("That version is not on record. Choose one below.")
            return self._back(request, project, message, messages.ERROR)
        if request.method == "POST" and (done := self._restore(request, project, time)):
            return done
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore %(project)s as of %(time)s")
            % {"project": project, "time": date_format(localtime(time), "DATETIME_FORMAT")},
            "project": project,
            "differences": restoring.differences(project, time),
            "chosen": request.POST.getlist("key") if request.method == "POST" else None,
            "reason": request.POST.get("reason", ""),
            "seen": conflicts.written(history.mark(Project, project.pk)),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/directory/restore.html", context)

    def _restore(
        self, request: HttpRequest, project: Project, time: datetime.datetime
    ) -> HttpResponse | None:
        """None if it is to be asked again, with a message why."""
        reason = request.POST.get("reason", "").replace("\0", "").strip()
        told = date_format(localtime(time), "DATETIME_FORMAT")
        reason = reason or _("Restored the version of %(time)s") % {"time": told}
        try:
            _do(request, project, time, reason[:REASON_LENGTH])
        except CannotRestore as error:
            self.message_user(request, str(error), messages.ERROR)
            return None
        return self._back(request, project, _("Restored."), messages.SUCCESS)

    def _back(
        self, request: HttpRequest, project: Project, message: str, level: int
    ) -> HttpResponse:
        self.message_user(request, message, level)
        return redirect("admin:directory_project_history", project.pk)


@transaction.atomic
def _do(request: HttpRequest, project: Project, time: datetime.datetime, reason: str) -> None:
    """Restore what was chosen and log it, while nobody else saves the project."""
    Project.objects.locked([project.pk])
    seen = conflicts.read(request.POST.get(conflicts.SEEN, ""))
    if history.since(project, seen).events:
        raise CannotRestore(_("This was changed while you had it open. Look at it once more."))
    keys = request.POST.getlist("key")
    restored = restoring.restore(project, time, keys, reason)
    if "category" in keys and not rights.may(request, "add", Project, restored):
        raise CannotRestore(" ".join(rights.refusal(restored).messages))
    acts.record(request.user, Act.Kind.TOOK_BACK, project, reason)


def _versions(events: Iterable[history.Event]) -> Iterator[history.Event]:
    """Of each act the last event: with half of what was done at once there never was a version.
    They come newest first."""
    after: history.Event | None = None
    for event in events:
        if event.merge is None and not (after and _is_one_act(event, after)):
            yield event
        after = event


def _is_one_act(event: history.Event, after: history.Event) -> bool:
    def by(one: history.Event) -> tuple[Any, ...]:
        return one.user, one.reason, one.suggestion, one.token

    return by(event) == by(after) and after.time - event.time <= _A_MOMENT


def _time(text: str) -> datetime.datetime | None:
    """The point in time that an address names, of the years in which there can be a record."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and is_aware(found) and 1970 <= found.year < 3000 else None
