"""What is done to many suggestions at once: declined for one reason, given to somebody, released
from quarantine or thrown away. Accepting is for who has looked at each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.admin.lists import ListAdmin, names_of
from directory.models import Act, AnswerTemplate, Landscape, Suggestion
from directory.querysets import SuggestionQuerySet
from directory.services import acts
from directory.services.permissions import Action, may, may_somewhere
from directory.services.suggestions import deciding, erasing, handling
from directory.services.suggestions.deciding import Unacceptable
from directory.services.suggestions.locking import Settled

from .pages import AssigneeForm
from .replies import Usual

NAMED_AT_MOST = 20


class AnswerForm(forms.Form):
    """One answer for all, each in the language of who reads it unless it was typed."""

    template = forms.ModelChoiceField(
        AnswerTemplate.objects.all(),
        label=gettext_lazy("Usual answer"),
        required=False,
        help_text=gettext_lazy("Everybody reads it in the language in which they suggested."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Or in your own words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )

    def clean(self) -> Any:
        said = self.cleaned_data
        if not self.errors and not (said.get("template") or said.get("answer", "").strip()):
            self.add_error("answer", _("Say why they are declined."))
        return said


class BulkActions(ListAdmin):
    actions = ["decline", "assign", "release", "throw_away"]

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.empty_quarantine)
        return [
            path("quarantine/empty/", page, name="directory_suggestion_empty"),
            *super().get_urls(),
        ]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return may_somewhere(request.user, Action.DECIDE)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        junk = Suggestion.objects.quarantined().count()
        context = {"title": capfirst(self.opts.verbose_name_plural), "junk": junk}
        context["may_empty"] = bool(junk) and may(request.user, Action.DECIDE)
        return super().changelist_view(request, context)

    @admin.action(
        description=gettext_lazy("Decline the selected suggestions"), permissions=["decide"]
    )
    def decline(self, request: HttpRequest, queryset: SuggestionQuerySet) -> HttpResponse | None:
        form = AnswerForm(request.POST if "confirmed" in request.POST else None)
        if not form.is_valid():
            title = _("Decline suggestions")
            return self._ask_first(request, queryset, form, "decline", title, _("Decline"))
        usual, said = Usual(), form.cleaned_data

        def declined(suggestion: Suggestion) -> None:
            chosen = str(said["template"].pk) if said["template"] else ""
            answer = said["answer"].strip() or usual.text(chosen, suggestion.language)
            verdicts = deciding.on_all(suggestion, deciding.declined())
            deciding.decide(suggestion, verdicts, request.user, answer)
            acts.record(request.user, Act.Kind.DECIDED, suggestion, lambda: _("Declined"))

        self._each(request, queryset, declined, _("Declined: %(names)s."))
        return None

    @admin.action(
        description=gettext_lazy("Assign the selected suggestions"), permissions=["decide"]
    )
    def assign(self, request: HttpRequest, queryset: SuggestionQuerySet) -> HttpResponse | None:
        form = AssigneeForm(data=request.POST if "confirmed" in request.POST else None)
        if not form.is_valid():
            title = _("Assign suggestions")
            return self._ask_first(request, queryset, form, "assign", title, _("Assign"))
        assignee = form.cleaned_data["assignee"]

        def assigned(suggestion: Suggestion) -> None:
            handling.reassign(suggestion, assignee, request.user)

        self._each(request, queryset, assigned, _("Assigned: %(names)s."))
        return None

    @admin.action(
        description=gettext_lazy("Release the selected from quarantine"), permissions=["decide"]
    )
    def release(self, request: HttpRequest, queryset: SuggestionQuerySet) -> None:
        def released(suggestion: Suggestion) -> None:
            handling.release(suggestion, request.user)

        self._each(request, queryset, released, _("Waiting for review now: %(names)s."))

    @admin.action(description=gettext_lazy("Throw away the selected junk"), permissions=["decide"])
    def throw_away(self, request: HttpRequest, queryset: SuggestionQuerySet) -> None:
        def thrown_away(suggestion: Suggestion) -> None:
            erasing.throw_away(suggestion, request.user)

        self._each(request, queryset, thrown_away, _("Thrown away: %(names)s."))

    def empty_quarantine(self, request: HttpRequest) -> HttpResponse:
        """All of it at once, after a look at how much it is."""
        if not may(request.user, Action.DECIDE):
            raise PermissionDenied
        if request.method == "POST":
            count = erasing.empty_quarantine(request.user)
            if landscape := Landscape.objects.first():
                acts.record(request.user, Act.Kind.EMPTIED, landscape, str(count))
            told = ngettext(
                "%(count)s suggestion was thrown away.",
                "%(count)s suggestions were thrown away.",
                count,
            )
            self.message_user(request, told % {"count": localize(count)}, messages.SUCCESS)
            return redirect("admin:directory_suggestion_changelist")
        junk = Suggestion.objects.quarantined()
        context = {"title": _("Empty the quarantine"), "count": junk.count()}
        return self._page(request, "suggestion_quarantine.html", context)

    # ---- of all of them

    def _ask_first(
        self,
        request: HttpRequest,
        queryset: SuggestionQuerySet,
        form: forms.Form,
        action: str,
        title: str,
        button: str,
    ) -> HttpResponse:
        """What is needed to do it, with what is going to be done to."""
        chosen = list(queryset[: NAMED_AT_MOST + 1])
        context = {
            "title": title,
            "button": button,
            "action": action,
            "form": form,
            "media": self.media + form.media,
            "chosen": chosen[:NAMED_AT_MOST],
            "more": max(queryset.count() - NAMED_AT_MOST, 0),
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return self._page(request, "suggestion_bulk.html", context)

    def _each(
        self,
        request: HttpRequest,
        queryset: SuggestionQuerySet,
        do: Callable[[Suggestion], None],
        done: str,
    ) -> None:
        """Each by itself: what cannot be done to one stops none of the others."""
        names, left = [], []
        for suggestion in queryset:
            name = suggestion.name
            try:
                do(suggestion)
            except Settled:
                left.append(_("%(name)s (its state does not allow it)") % {"name": name})
            except (PermissionDenied, Unacceptable) as refusal:
                left.append(f"{name} ({_words(refusal)})")
            else:
                names.append(name)
        if names:
            self.message_user(request, done % {"names": names_of(names)}, messages.SUCCESS)
        if left:
            told = _("Left as they are: %(names)s.") % {"names": names_of(left)}
            self.message_user(request, told, messages.WARNING)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/directory/{template}", frame | context)


def _words(refusal: Exception) -> str:
    if isinstance(refusal, Unacceptable):
        return " ".join(mistake.beside_a_label for mistake in refusal.mistakes)
    return str(refusal)
