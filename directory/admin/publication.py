"""Publishing and withdrawing projects; deleting only what never was public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from directory.models import Act, Project
from directory.querysets import ProjectQuerySet
from directory.services import acts, approval, curation

from . import rights
from .base import CurationAdmin
from .lists import names_of

LISTED_AT_MOST = 200


class WithdrawalForm(forms.Form):
    """Why projects are withdrawn, for the page that stays at their address."""

    reason_zh = forms.CharField(
        label=_("Reason (Chinese)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    reason_en = forms.CharField(
        label=_("Reason (English)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def clean(self) -> Any:
        said = [self.cleaned_data.get(name) for name in self.fields]
        if not self.errors and not any(said):
            self.add_error("reason_zh", gettext("Write it in Chinese, in English or in both."))
        return self.cleaned_data


class PublicationAdmin(CurationAdmin):
    actions = ["publish", "withdraw", "delete_selected"]

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rights.may(request, "publish", self.model, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or Project.objects.never_public().filter(pk=obj.pk).exists()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        project = self.get_object(request, unquote(object_id))
        may_delete = self.has_delete_permission
        if project is None or may_delete(request, project) or not may_delete(request):
            return super().delete_view(request, object_id, extra_context)
        told = _("%(names)s was public once, so it cannot be deleted. Withdraw it instead.")
        self._tell(request, told, [project], messages.ERROR)
        return redirect("admin:directory_project_change", project.pk)

    @admin.action(description=_("Publish the selected projects"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: ProjectQuerySet) -> None:
        mine = self.those_that_may_be(request, "publish", queryset)
        outcome = curation.publish(self._without_own(request, mine))
        acts.record_each(request.user, Act.Kind.PUBLISHED, outcome.done)
        done = ngettext(
            "Published %(count)d project: %(names)s.",
            "Published %(count)d projects: %(names)s.",
            len(outcome.done),
        )
        skipped = ngettext(
            "Skipped %(count)d project that is public already: %(names)s.",
            "Skipped %(count)d projects that are public already: %(names)s.",
            len(outcome.skipped),
        )
        self._tell(request, done, outcome.done, messages.SUCCESS)
        self._tell(request, skipped, outcome.skipped, messages.WARNING)

    def _without_own(self, request: HttpRequest, queryset: Any) -> ProjectQuerySet:
        """Nobody alone publishes what they added themselves."""
        left = approval.left_to_others(request.user, queryset)
        told = _(
            "Not published, for you brought them in yourself: %(names)s. Somebody else looks at "
            "them first: %(others)s."
        )
        if left:
            others = dict.fromkeys(other for who in left.values() for other in who)
            words = {"names": names_of(left), "others": names_of(others)}
            self.message_user(request, told % words, messages.WARNING)
        return queryset.exclude(pk__in=[project.pk for project in left])

    @admin.action(description=_("Withdraw the selected projects"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: ProjectQuerySet) -> HttpResponse | None:
        queryset = self.those_that_may_be(request, "publish", queryset)
        if not queryset:
            return None
        form = WithdrawalForm(request.POST if "confirmed" in request.POST else None)
        if not form.is_valid():
            return self._ask_why(request, queryset, form)
        outcome = curation.withdraw(
            queryset, form.cleaned_data["reason_zh"], form.cleaned_data["reason_en"]
        )
        acts.record_each(request.user, Act.Kind.WITHDREW, outcome.done)
        done = ngettext(
            "Withdrew %(count)d project: %(names)s. Publishing undoes it.",
            "Withdrew %(count)d projects: %(names)s. Publishing undoes it.",
            len(outcome.done),
        )
        skipped = ngettext(
            "Skipped %(count)d project that is not public: %(names)s.",
            "Skipped %(count)d projects that are not public: %(names)s.",
            len(outcome.skipped),
        )
        self._tell(request, done, outcome.done, messages.SUCCESS)
        self._tell(request, skipped, outcome.skipped, messages.WARNING)
        return None

    def _ask_why(
        self, request: HttpRequest, queryset: ProjectQuerySet, form: WithdrawalForm
    ) -> HttpResponse:
        going = list(queryset.published())
        successors = curation.successors(going)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw projects"),
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "going": [(project, successors.get(project.pk)) for project in going[:LISTED_AT_MOST]],
            "more": max(len(going) - LISTED_AT_MOST, 0),
            "skipped": names_of(queryset.exclude(pk__in=[project.pk for project in going])),
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/directory/withdraw.html", context)

    @admin.action(description=_("Delete the selected drafts"), permissions=["delete"])
    def delete_selected(
        self, request: HttpRequest, queryset: ProjectQuerySet
    ) -> HttpResponse | None:
        queryset = self.those_that_may_be(request, "delete", queryset)
        drafts = queryset.never_public()
        kept = list(queryset.exclude(pk__in=drafts.values("pk")))
        told = ngettext(
            "%(count)d project was public once and is not deleted; withdraw it instead: %(names)s.",
            "%(count)d projects were public once and are not deleted; withdraw them instead: "
            "%(names)s.",
            len(kept),
        )
        self._tell(request, told, kept, messages.WARNING)
        return delete_selected(self, request, drafts) if drafts.exists() else None

    def _tell(
        self, request: HttpRequest, text: Any, projects: Sequence[Project], level: int
    ) -> None:
        if projects:
            told = text % {"count": len(projects), "names": names_of(projects)}
            self.message_user(request, told, level)
