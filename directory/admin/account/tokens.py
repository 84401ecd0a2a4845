"""Tokens with which programs do what their owner may: made, listed, revoked."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.models import ApiToken
from directory.services.accounts import tokens

from .gate import kept_out
from .pages import ConfirmedForm, private, render

FORM = require_http_methods(["GET", "HEAD", "POST"])


class TokenForm(ConfirmedForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("Which program has it, such as “Nightly import”. The log says it."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        choices=ApiToken.Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "As far as you may yourself. With none of these it only reads what you read: drafts, "
            "and the suggestions that you decide on."
        ),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days until it expires"),
        min_value=1,
        max_value=tokens.MOST_DAYS,
        initial=tokens.USUAL_DAYS,
    )
    field_order = ["name", "scopes", "days", "password"]


@private
@FORM
def add_token(request: HttpRequest) -> HttpResponseBase:
    """The answer has the secret, which is kept nowhere and cannot be shown again."""
    if closed := kept_out(request):
        return closed
    if not tokens.has_room(request.user):
        told = _("You have %(most)d tokens. Revoke one that no program needs any more.")
        messages.warning(request, told % {"most": tokens.MOST_TOKENS})
        return redirect("account:overview")
    form = TokenForm(request, request.POST or None)
    if not form.is_valid():
        return render(request, "add_token", _("Add an API token"), form=form)
    said = form.cleaned_data
    issued = tokens.issue(request.user, said["name"], said["scopes"], said["days"])
    return render(
        request,
        "token",
        _("Your new API token"),
        issued=issued,
        example=request.build_absolute_uri("/api/v1/token"),
    )


@private
@FORM
def revoke_token(request: HttpRequest, key: int) -> HttpResponseBase:
    token = ApiToken.objects.of_this(request.user, key)
    if token is None:
        return redirect("account:overview")
    if request.method == "POST":
        if tokens.revoke(token, request.user):
            messages.success(request, _("The token opens nothing any more."))
        return redirect("account:overview")
    return render(
        request,
        "confirm",
        _("Revoke the token “%(name)s”") % {"name": token.name},
        form=forms.Form(),
        says=_("The program that has it is refused from now on. This cannot be undone."),
        button=_("Revoke"),
    )
