"""The page on which a suggestion is decided, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from directory.admin.lists import ListAdmin
from directory.models import Act, Project, Suggestion
from directory.services import acts
from directory.services.permissions import Action, may
from directory.services.suggestions import (
    deciding,
    duplicates,
    erasing,
    handling,
    rights,
    routing,
)
from directory.services.suggestions.deciding import Conflict, Outcome, Unacceptable
from directory.services.suggestions.duplicates import Alike
from directory.services.suggestions.locking import Settled

from .replies import typed_in
from .review import Review

State = Suggestion.State


class AssigneeForm(forms.Form):
    """Of no suggestion in particular, whom any can be given to."""

    def __init__(self, suggestion: Suggestion | None = None, data: Any = None) -> None:
        initial = {"assignee": suggestion.assignee_id if suggestion else None}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["assignee"] = forms.ModelChoiceField(
            routing.who_decide(suggestion),
            required=False,
            label=_("Assign to"),
            empty_label=_("the stewards whose turn it is"),
        )


class Place(NamedTuple):
    """Where a suggestion stands on the desk of who looks at it."""

    waiting: int
    before: int | None
    after: int | None


class ReviewPages(ListAdmin):
    """What each button does is named as the button is."""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        suggestion = self.get_object(request, object_id)
        if suggestion is None and typed_in(request.POST):
            return self._settled(request, None)
        if suggestion is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, Review(suggestion))
        return self._do(request, Review(suggestion, request.POST))

    def _do(self, request: HttpRequest, review: Review) -> HttpResponse:
        """Whatever stands in the way, what was typed comes back."""
        doings: Mapping[str, Callable[[HttpRequest, Review], HttpResponse]] = {
            "decide": self._decide,
            "accept": self._accept,
            "decline": self._decline,
            "ask": self._ask,
            "assign": self._assign,
            "release": self._release,
            "throw-away": self._throw_away,
            "forget": self._forget,
        }
        doing = doings.get(request.POST.get("do", ""))
        if doing is None:
            review.general.append(_("Press one of the buttons."))
            return self._show(request, review)
        try:
            return doing(request, review)
        except Settled as settled:
            return self._settled(request, settled.suggestion)
        except Conflict:
            self._tell_overtaken(review)
        except Unacceptable as refusal:
            review.take(refusal.mistakes)
        except PermissionDenied as denied:
            review.general.append(str(denied))
        return self._show(request, review)

    # ---- what the buttons do

    def _decide(self, request: HttpRequest, review: Review) -> HttpResponse:
        return self._decided(request, review, review.chosen)

    def _accept(self, request: HttpRequest, review: Review) -> HttpResponse:
        return self._decided(request, review, review.all_accepted)

    def _decline(self, request: HttpRequest, review: Review) -> HttpResponse:
        return self._decided(request, review, review.all_declined)

    def _decided(
        self, request: HttpRequest, review: Review, verdicts: Mapping[int, Any]
    ) -> HttpResponse:
        if not review.is_readable():
            return self._show(request, review)
        suggestion = review.suggestion
        with transaction.atomic():
            outcome = deciding.decide(
                suggestion, verdicts, request.user, review.answer.text, review.seen, review.besides
            )
            decided = outcome.suggestion
            acts.record(request.user, Act.Kind.DECIDED, decided, decided.get_state_display)
        self._tell_outcome(request, outcome)
        return self._go_on(request, suggestion)

    def _ask(self, request: HttpRequest, review: Review) -> HttpResponse:
        handling.ask(review.suggestion, request.POST.get("question", ""), request.user)
        self._tell(request, _("The question about “%(name)s” was sent."), review.suggestion)
        return self._go_on(request, review.suggestion)

    def _assign(self, request: HttpRequest, review: Review) -> HttpResponse:
        form = AssigneeForm(review.suggestion, request.POST)
        if not form.is_valid():
            review.general += map(str, form.errors.get("assignee", ()))
            return self._show(request, review)
        assignee = form.cleaned_data["assignee"]
        handling.reassign(review.suggestion, assignee, request.user)
        if assignee:
            told = _("“%(name)s” was assigned to %(assignee)s.")
        else:
            told = _("“%(name)s” is up to the stewards again whose turn it is.")
        self._tell(request, told, review.suggestion, assignee=assignee)
        return self._go_on(request, review.suggestion)

    def _release(self, request: HttpRequest, review: Review) -> HttpResponse:
        handling.release(review.suggestion, request.user)
        self._tell(request, _("“%(name)s” waits for review now."), review.suggestion)
        return redirect("admin:directory_suggestion_change", review.suggestion.pk)

    def _throw_away(self, request: HttpRequest, review: Review) -> HttpResponse:
        erasing.throw_away(review.suggestion, request.user)
        self._tell(request, _("“%(name)s” was thrown away."), review.suggestion)
        return redirect("admin:directory_suggestion_changelist")

    def _forget(self, request: HttpRequest, review: Review) -> HttpResponse:
        if not may(request.user, Action.ERASE, routing.target_of(review.suggestion)):
            raise PermissionDenied
        erasing.erase_contributor(review.suggestion)
        acts.record(request.user, Act.Kind.FORGOT, review.suggestion)
        self._tell(request, _("Who suggested “%(name)s” is forgotten."), review.suggestion)
        return redirect("admin:directory_suggestion_change", review.suggestion.pk)

    # ---- what is told

    def _tell(self, request: HttpRequest, text: str, suggestion: Suggestion, **words: Any) -> None:
        told = text % {"name": suggestion.name, **words}
        self.message_user(request, told, messages.SUCCESS)

    def _tell_outcome(self, request: HttpRequest, outcome: Outcome) -> None:
        suggestion = outcome.suggestion
        if outcome.is_draft and suggestion.kind == Suggestion.Kind.NEW:
            told = _("“%(name)s” is in the directory as a draft; an owner publishes it.")
        elif suggestion.is_open:
            told = _("Part of “%(name)s” is decided; the rest still waits.")
        else:
            told = _("“%(name)s”: %(state)s.")
        state = str(suggestion.get_state_display())
        self._tell(request, told, suggestion, state=state)

    def _tell_overtaken(self, review: Review) -> None:
        """The page that comes shows what the first one did not."""
        review.general.append(
            _(
                "Nothing was done: somebody changed the project since this was suggested. The "
                "fields are marked below. Choose for each of them, and send again."
            )
        )

    def _settled(self, request: HttpRequest, suggestion: Suggestion | None) -> HttpResponse:
        if suggestion is not None and suggestion.is_open:
            fresh = Review(suggestion, request.POST)
            fresh.general.append(
                _("Nothing was done: somebody else has decided on part of it meanwhile.")
            )
            return self._show(request, fresh)
        context = {
            "title": str(suggestion or _("It is gone")),
            "suggestion": suggestion,
            "typed": typed_in(request.POST),
            "next": routing.waiting_for(request.user).values_list("pk", flat=True).first(),
        }
        return self._render(request, "suggestion_settled.html", context)

    # ---- pages

    def _go_on(self, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
        """To the next that waits for the same editor, else to the list."""
        desk = routing.waiting_for(request.user)
        before, after = desk.next_to(suggestion)
        first = after or before
        if first is None:
            self.message_user(request, _("Nothing else waits for you."), messages.INFO)
            return redirect("admin:directory_suggestion_changelist")
        return redirect("admin:directory_suggestion_change", first)

    def _place(self, request: HttpRequest, suggestion: Suggestion) -> Place:
        desk = routing.waiting_for(request.user)
        return Place(desk.count(), *desk.next_to(suggestion))

    def _show(self, request: HttpRequest, review: Review) -> HttpResponse:
        suggestion = review.suggestion
        refusal = _refusal(rights.require, request.user, suggestion)
        fields = {row.change.field for row in review.pending}
        is_undecided = suggestion.is_open
        sent = request.POST if "assignee" in request.POST else None
        assignee = AssigneeForm(suggestion, sent)
        context = {
            "title": str(suggestion),
            "review": review,
            "suggestion": suggestion,
            "may_decide": is_undecided and not refusal,
            "refusal": refusal if is_undecided else "",
            "not_accepting": _refusal(rights.require_for, request.user, suggestion, fields),
            "may_handle_junk": suggestion.state == State.QUARANTINED and not refusal,
            "may_forget": _knows_who(suggestion)
            and may(request.user, Action.ERASE, routing.target_of(suggestion)),
            "reviewers": routing.reviewers_of(suggestion),
            "conversation": list(suggestion.messages.select_related("author")),
            "question": request.POST.get("question", ""),
            "assignee": assignee,
            "alike": list(_alike(review)) if suggestion.is_open else [],
            "place": self._place(request, suggestion),
        }
        return self._render(request, "suggestion.html", context)

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> TemplateResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/directory/{template}", frame | context)


def _refusal(ask: Callable[..., None], *of: Any) -> str:
    """Why it may not be done, in words; nothing if it may."""
    try:
        ask(*of)
    except PermissionDenied as denied:
        return str(denied)
    return ""


def _knows_who(suggestion: Suggestion) -> bool:
    return bool(suggestion.contributor or suggestion.email)


def _alike(review: Review) -> Iterator[Alike]:
    """What a new project may be already, other suggestions of it included."""
    if review.suggestion.kind != Suggestion.Kind.NEW:
        return
    links = [row.change.now for row in review.rows if row.change.field == "links"]
    urls = [link["url"] for link in links if link]
    found = duplicates.alike(review.suggestion.name, urls, among=Project.objects.all())
    for each in found:
        if each.suggestion != review.suggestion:
            yield each
