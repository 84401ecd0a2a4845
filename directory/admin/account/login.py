"""Logging in with name and password, and what every way of logging in comes to."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib import admin, auth
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from directory import client
from directory.models import Act
from directory.services.accounts import factors, sessions
from directory.services.accounts.events import happened

from .pages import secret, site_of

# In the session between the two steps.
FIRST_STEP = "first_step"
# In the session of who has proven a second factor.
PROVEN = "second_factor"


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
