"""Invitations: made, looked at, sent again and revoked by owners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext, ngettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.models import Account, Invitation, Letter
from directory.querysets import InvitationQuerySet
from directory.services.accounts import invitations
from directory.services.permissions import Action, may, may_somewhere

from .filters import StateFilter
from .lists import ListAdmin, WithoutDetours


class InvitationStateFilter(StateFilter):
    title = pgettext_lazy("of an invitation", "state")

    def narrowed(self, queryset: Any, value: str) -> Any:
        return queryset.in_state(value, timezone.now())


class InvitationForm(forms.ModelForm):
    """`by` is set by the admin."""

    by: Any

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if Account.objects.with_email(email).exists():
            raise ValidationError(
                _("There is an account with this address. Give it a role under Maintainers.")
            )
        if Invitation.objects.open_to(email, timezone.now()).exists():
            raise ValidationError(_("There is an open invitation to it. Send that one again."))
        return email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        target = said.get("project") or said.get("category")
        if not may(self.by, Action.INVITE, target):
            raise ValidationError(_("You can invite only into what you are an owner of."))
        maintainer = said.get("maintainer")
        if maintainer and not invitations.may_give_away(self.by, maintainer):
            self.add_error(
                "maintainer", _("This maintainer looks after more than you are an owner of.")
            )
        return said


@admin.register(Invitation)
class InvitationAdmin(WithoutDetours, ListAdmin):
    form = InvitationForm
    list_display = ["email", "role", "scope", "state", "invited_by", "created", "expires"]
    list_filter = [InvitationStateFilter, "role"]
    search_fields = ["email", "account__username"]
    autocomplete_fields = ["category", "project", "maintainer"]
    fields = ["email", "role", "category", "project", "maintainer", "language"]
    actions = ["send_again", "revoke"]
    change_form_template = "admin/directory/invitation.html"

    def get_queryset(self, request: HttpRequest) -> InvitationQuerySet:
        """An owner of the whole list sees all of them, others those that they made."""
        known = Invitation.objects.for_admin_list()
        return known if may(request.user, Action.INVITE) else known.made_by(request.user)

    @admin.display(description=_("scope"))
    def scope(self, invitation: Invitation) -> str:
        return invitation.scope

    @admin.display(description=pgettext_lazy("of an invitation", "state"))
    def state(self, invitation: Invitation) -> str:
        return str(invitation.state.label)

    @admin.display(description=_("mail"))
    def mail(self, invitation: Invitation) -> str:
        letter = Letter.objects.last_to(invitation.email, Letter.Kind.INVITATION)
        if letter is None:
            return gettext("No longer on record.")
        if letter.sent:
            return gettext("Sent on %(day)s.") % {"day": localize(timezone.localtime(letter.sent))}
        if letter.given_up:
            return gettext("Given up: %(error)s.") % {"error": letter.error}
        if letter.error:
            told = gettext("Not sent yet: %(error)s. It will be tried again.")
            return told % {"error": letter.error}
        return gettext("Waits in the outbox.")

    @admin.display(description=_("link"))
    def link(self, invitation: Invitation) -> str:
        """To be handed on by other ways, should no mail get there."""
        return str(getattr(invitation, "address", ""))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.fields
        shown = ["email", "role", "scope", "language", "maintainer", "state", "mail", "invited_by"]
        shown += ["created", "issue", "expires"]
        return shown + (["link"] if obj.state == Invitation.State.OPEN else ["account"])

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        invitation = super().get_object(request, object_id, from_field)
        if invitation:
            token = invitations.token_of(invitation)
            with override(invitation.language):
                invitation.address = _address_of(request, token)
        return invitation

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_somewhere(request.user, Action.INVITE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        invitations.invite(obj, request.user, lambda token: _address_of(request, token))

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        told = gettext("The invitation to %(email)s waits in the outbox.") % {"email": obj.email}
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:directory_invitation_change", obj.pk)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service has written it into the log."""

    @admin.action(description=_("Send the selected invitations again"), permissions=["add"])
    def send_again(self, request: HttpRequest, queryset: InvitationQuerySet) -> None:
        sent = [
            invitations.resend(invitation, request.user, lambda token: _address_of(request, token))
            for invitation in queryset
        ]
        done = ngettext(
            "%(count)d new letter is in the outbox; links sent before open nothing any more.",
            "%(count)d new letters are in the outbox; links sent before open nothing any more.",
            sent.count(True),
        )
        self._tell(request, done, sent)

    @admin.action(description=_("Revoke the selected invitations"), permissions=["add"])
    def revoke(self, request: HttpRequest, queryset: InvitationQuerySet) -> None:
        revoked = [invitations.revoke(invitation, request.user) for invitation in queryset]
        done = ngettext(
            "Revoked %(count)d invitation.",
            "Revoked %(count)d invitations.",
            revoked.count(True),
        )
        self._tell(request, done, revoked)

    def _tell(self, request: HttpRequest, done: str, outcomes: list[bool]) -> None:
        if count := outcomes.count(True):
            self.message_user(request, done % {"count": count}, messages.SUCCESS)
        skipped = ngettext(
            "Left %(count)d invitation that is accepted or revoked already.",
            "Left %(count)d invitations that are accepted or revoked already.",
            outcomes.count(False),
        )
        if count := outcomes.count(False):
            self.message_user(request, skipped % {"count": count}, messages.WARNING)


def _address_of(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("account:join", args=[token]))
