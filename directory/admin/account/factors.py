"""Setting up a second factor, and doing without it again."""

from __future__ import annotations

import base64

import segno
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.services.accounts import factors, passkeys

from .login import PROVEN
from .pages import ASKED, ConfirmedForm, private, render, site_of

# In the session: the secret of an app that is about to be added; codes that were just made.
NEW_KEY = "new_app_key"
NEW_CODES = "new_recovery_codes"

FORM = require_http_methods(["GET", "HEAD", "POST"])


class AppForm(ConfirmedForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=32,
        help_text=gettext_lazy("The six digits that the app shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ["code", "password"]


@private
@FORM
def add_app(request: HttpRequest) -> HttpResponseBase:
    key = request.session.setdefault(NEW_KEY, factors.new_key())
    form = AppForm(request, request.POST or None)
    if form.is_valid():
        if factors.add_app(request.user, key, form.cleaned_data["code"]):
            del request.session[NEW_KEY]
            return _added(request, _("The app is your second factor now."))
        form.add_error(
            "code", _("That is not the present code of this app. Is the clock of the phone right?")
        )
    address = factors.address_of(request.user, key, site_of(request).name)
    return render(
        request,
        "add_app",
        _("Authenticator app"),
        form=form,
        picture=_qr_code(address),
        address=address,
        key=_in_groups(base64.b32encode(bytes.fromhex(key)).decode()),
        replaces=factors.Kind.APP in factors.kinds(request.user),
    )


def _qr_code(address: str) -> str:
    """Dark on light in both colour schemes, or no camera would read it."""
    code = segno.make(address, error="m")
    svg = code.svg_inline(omitsize=True, light="#fff", dark="#000", title=_("QR code"))
    return mark_safe(svg)  # segno's own drawing; the address is in it as squares only


def _in_groups(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@private
@FORM
def remove_app(request: HttpRequest) -> HttpResponseBase:
    if factors.Kind.APP not in factors.kinds(request.user):
        return redirect("account:overview")
    form = ConfirmedForm(request, request.POST or None)
    if form.is_valid():
        factors.remove_app(request.user)
        return _removed(request)
    return render(
        request,
        "confirm",
        _("Remove the authenticator app"),
        form=form,
        says=_("Codes of the app and, if there is no passkey, recovery codes open nothing then."),
        button=_("Remove"),
    )


class PasskeyForm(ConfirmedForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("To tell it from others, such as “Phone” or “Key at the office”."),
    )
    answer = forms.CharField(
        max_length=20_000,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("The browser has not made a passkey.")},
    )
    field_order = ["name", "password"]


@private
@FORM
def add_passkey(request: HttpRequest) -> HttpResponseBase:
    site = site_of(request)
    if not site.can_have_passkeys:
        raise Http404
    form = PasskeyForm(request, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            asked = request.session.pop(ASKED, {})
            passkeys.add(site, request.user, said["name"], asked, said["answer"])
            return _added(request, _("The passkey was added."))
        except passkeys.Refused:
            form.add_error(None, _("The passkey could not be checked. Try once more."))
    question = passkeys.ask_for_new(site, request.user)
    request.session[ASKED] = question.state
    return render(request, "add_passkey", _("Add a passkey"), form=form, options=question.options)


@private
@FORM
def remove_passkey(request: HttpRequest, key: int) -> HttpResponseBase:
    passkey = passkeys.named(request.user, key)
    if passkey is None:
        return redirect("account:overview")
    form = ConfirmedForm(request, request.POST or None)
    if form.is_valid():
        passkeys.remove(request.user, key)
        return _removed(request)
    return render(
        request,
        "confirm",
        _("Remove the passkey “%(name)s”") % {"name": passkey.name},
        form=form,
        says=_("It does not open this account any more; it stays on your device."),
        button=_("Remove"),
    )


@private
@FORM
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Shown once, right after they were made."""
    if codes := request.session.pop(NEW_CODES, None):
        return render(request, "recovery_codes", _("Recovery codes"), codes=codes)
    if not factors.kinds(request.user):
        messages.warning(request, _("Recovery codes are for who has a second factor."))
        return redirect("account:overview")
    form = ConfirmedForm(request, request.POST or None)
    if form.is_valid():
        request.session[NEW_CODES] = factors.make_recovery_codes(request.user)
        return redirect("account:recovery_codes")
    return render(
        request,
        "confirm",
        _("New recovery codes"),
        form=form,
        says=_("Those that you have open nothing any more as soon as there are new ones."),
        button=_("Make new codes"),
    )


def _added(request: HttpRequest, told: str) -> HttpResponse:
    """The first factor comes with recovery codes, which are shown next."""
    request.session[PROVEN] = True
    messages.success(request, told)
    if factors.recovery_codes_left(request.user):
        return redirect("account:overview")
    request.session[NEW_CODES] = factors.make_recovery_codes(request.user)
    return redirect("account:recovery_codes")


def _removed(request: HttpRequest) -> HttpResponse:
    if not factors.kinds(request.user):
        request.session.pop(PROVEN, None)
    messages.success(request, _("Removed."))
    return redirect("account:overview")
