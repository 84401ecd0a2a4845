"""Changing the address to which mail about the account goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.models import Account
from directory.services.accounts import addresses

from .pages import ConfirmedForm, private, render, secret


class AddressForm(ConfirmedForm):
    email = forms.EmailField(
        label=gettext_lazy("New address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "password"]

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        if addresses.is_taken(address, self.account):
            raise ValidationError(_("Another account has this address."))
        return address


@private
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponseBase:
    account = Account.objects.get(pk=request.user.pk)
    form = AddressForm(account, request, request.POST or None)
    if not form.is_valid():
        return render(
            request,
            "confirm",
            _("Change address"),
            form=form,
            says=_("A link goes to the new address; the change takes effect when you open it."),
            button=_("Send the link"),
        )
    if addresses.ask(account, form.cleaned_data["email"], lambda token: _page(request, token)):
        messages.success(request, _("The mail is on its way. Its link works for a day."))
    else:
        messages.warning(request, _("A mail went there a moment ago. Try again in ten minutes."))
    return redirect("account:overview")


@secret
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Takes a button, for programs open the links in a mail, too."""
    try:
        change = addresses.opened_by(token)
    except addresses.Unusable:
        return render(request, "address", _("Confirm your address"), 410)
    if request.method != "POST":
        return render(request, "address", _("Confirm your address"), change=change)
    addresses.take(change)
    messages.success(request, _("Mail goes to %(address)s now.") % {"address": change.address})
    return redirect("account:overview")


def _page(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("account:confirm_address", args=[token]))
