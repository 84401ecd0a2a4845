"""After name and password: the second factor of who has one."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.services.accounts import factors, passkeys

from .login import FIRST_STEP, sign_in
from .pages import ASKED, render, secret, site_of

# Seconds.
FIRST_STEP_HOLDS = 600


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=32,
        help_text=gettext_lazy("Six digits from your authenticator app, or a recovery code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        verdict = factors.verify(self.user, self.cleaned_data["code"])
        if verdict.wait_until:
            until = date_format(localtime(verdict.wait_until), "H:i:s")
            raise forms.ValidationError(
                _("Too many wrong codes. Try again after %(time)s."), params={"time": until}
            )
        if not verdict.right:
            raise forms.ValidationError(
                _("This code is wrong, or was used before. The app shows a new one twice a minute.")
            )
        return str(self.cleaned_data["code"])


@secret
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    user = _in_between(request)
    if user is None:
        messages.warning(request, _("Log in with your name and password first."))
        return redirect("admin:login")
    form = CodeForm(user, request.POST if "code" in request.POST else None)
    by_passkey = "answer" in request.POST
    if form.is_valid() or (by_passkey and _is_proven_by_passkey(request, user)):
        return _let_in(request, user)
    context = {"form": form, "refused": by_passkey, **_asked(request, user)}
    return render(request, "second_step", _("Second step"), **context)


def _asked(request: HttpRequest, user: Any) -> dict[str, Any]:
    """What a page needs to ask for a passkey, and for a code."""
    kinds = factors.kinds(user)
    site = site_of(request)
    if factors.Kind.PASSKEY not in kinds or not site.can_have_passkeys:
        return {"kinds": kinds, "options": ""}
    question = passkeys.ask_for_known(site, user.passkeys.all())
    request.session[ASKED] = question.state
    return {"kinds": kinds, "options": question.options}


def _is_proven_by_passkey(request: HttpRequest, user: Any) -> bool:
    state = request.session.pop(ASKED, {})
    try:
        passkeys.prove(site_of(request), user, state, request.POST["answer"])
    except passkeys.Refused:
        return False
    return True


def _in_between(request: HttpRequest) -> Any:
    """Who gave name and password a moment ago, and is as they were then; or None."""
    step = request.session.get(FIRST_STEP)
    if not step or time.time() - step["at"] > FIRST_STEP_HOLDS:
        return None
    user = User.objects.filter(pk=step["user"], is_active=True).first()
    if user is None or not constant_time_compare(step["hash"], user.get_session_auth_hash()):
        return None
    user.backend = step["backend"]
    return user


def _let_in(request: HttpRequest, user: Any) -> HttpResponse:
    step = request.session.pop(FIRST_STEP)
    sign_in(request, user, proven=True)
    return redirect(step["next"])
