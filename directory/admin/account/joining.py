"""Accepting an invitation: a name, a password, and one is in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.models import Invitation, Maintainer
from directory.services.accounts import invitations

from .login import sign_in
from .pages import render, secret


class JoinForm(UserCreationForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As readers see it; empty for your user name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["username", "name", "password1", "password2"]

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        # A password must not resemble the address either.
        kwargs["instance"] = User(email=invitation.email)
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if invitation.maintainer:
            del self.fields["name"]
        else:
            self.fields["username"].help_text = _(
                "Lower-case letters, digits and hyphens: it is in the address of your page, too."
            )

    def clean_username(self) -> Any:
        username = super().clean_username()
        if username and not self.invitation.maintainer:
            try:
                Maintainer(handle=username).full_clean()
            except ValidationError as error:
                raise ValidationError(error.message_dict["handle"]) from error
        return username


@secret
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        invitation = invitations.opened_by(token)
        form = JoinForm(invitation, request.POST or None)
        if form.is_valid():
            return _joined(request, invitation, form)
    except invitations.Unusable as error:
        return render(request, "unusable", _("Invitation"), 410, reason=error.reason)
    except IntegrityError:
        form.add_error("username", _("Somebody has just taken this name. Choose another one."))
    return render(request, "join", _("You are invited"), form=form, invitation=invitation)


def _joined(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    user = form.save(commit=False)
    name = form.cleaned_data.get("name", "")
    invitations.accept(invitation, user, name)
    said = form.cleaned_data
    known = authenticate(request, username=user.username, password=said["password1"])
    if known is None:
        return redirect("admin:login")
    sign_in(request, known)
    return redirect("account:overview")
