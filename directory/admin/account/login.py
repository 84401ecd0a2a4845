"""Logging in: name and password, then the second factor of who has one."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, auth, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory import client
from directory.models import Act
from directory.services.accounts import factors, passkeys, sessions
from directory.services.accounts.events import happened

from .pages import render, secret, site_of

# In the session between the two steps; how long, in seconds, the first one holds.
FIRST_STEP = "first_step"
FIRST_STEP_HOLDS = 600
# In the session of who has proven a second factor.
PROVEN = "second_factor"
# In the session: what a passkey was asked.
ASKED = "passkey"


class LoginForm(AdminAuthenticationForm):
    """Django's own lets a name of any length through, which PostgreSQL then refuses to note."""

    username = UsernameField(max_length=150, widget=forms.TextInput(attrs={"autofocus": True}))


class Login(LoginView):
    """The login of the admin, which only lets in who has no second factor."""

    template_name = "admin/login.html"
    authentication_form = LoginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            **admin.site.each_context(self.request),
            "title": _("Log in"),
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            "can_have_passkeys": site_of(self.request).can_have_passkeys,
            REDIRECT_FIELD_NAME: self.get_redirect_url() or reverse("admin:index"),
        }

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if admin.site.has_permission(request):
            return redirect("admin:index")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if not factors.kinds(user):
            sign_in(self.request, user)
            return redirect(self.get_success_url())
        self.request.session.cycle_key()
        self.request.session[FIRST_STEP] = {
            "user": user.pk,
            "hash": user.get_session_auth_hash(),
            "backend": user.backend,
            "at": time.time(),
            "next": self.get_success_url(),
        }
        return redirect("account:second_step")


login = secret(Login.as_view())


def sign_in(request: HttpRequest, user: Any, *, proven: bool = False) -> None:
    """`proven` if it was with a second factor."""
    auth.login(request, user)
    if proven:
        request.session[PROVEN] = True
    note_session(request)
    happened(Act.Kind.LOGGED_IN, user)


def note_session(request: HttpRequest) -> None:
    request.session[sessions.NOTED] = time.time()
    request.session.save()
    sessions.note(
        request.user,
        str(request.session.session_key),
        client.address(request),
        request.headers.get("User-Agent", "").replace("\0", ""),
    )


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


@secret
@require_http_methods(["GET", "HEAD", "POST"])
def with_passkey(request: HttpRequest) -> HttpResponseBase:
    """Without name and password. What is asked is kept in a session, so not on the login page,
    which would give every passer-by one."""
    site = site_of(request)
    if not site.can_have_passkeys:
        raise Http404
    refused = False
    if request.method == "POST":
        try:
            asked = request.session.pop(ASKED, {})
            passkey = passkeys.prove_any(site, asked, request.POST.get("answer", ""))
        except passkeys.Refused:
            refused = True
        else:
            passkey.user.backend = settings.AUTHENTICATION_BACKENDS[-1]
            sign_in(request, passkey.user, proven=True)
            return redirect("admin:index")
    question = passkeys.ask_for_any(site)
    request.session[ASKED] = question.state
    context = {"options": question.options, "refused": refused}
    return render(request, "with_passkey", _("Log in with a passkey"), **context)


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
