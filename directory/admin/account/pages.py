"""What the pages of an account share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, authenticate
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from directory.services.accounts.passkeys import Site

# In the session: what a passkey was asked.
ASKED = "passkey"

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """A page for who is logged in and may enter the admin; kept by nobody."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not admin.site.has_permission(request):
            return redirect_to_login(
                request.get_full_path(), reverse("admin:login"), REDIRECT_FIELD_NAME
            )
        return view(request, *args, **kwargs)

    return secret(guarded)


def secret(view: View) -> View:
    """A page that no cache keeps, and no report of an error quotes."""
    return never_cache(sensitive_post_parameters()(view))


def render(
    request: HttpRequest, template: str, title: Any, status: int = 200, **context: Any
) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/account/{template}.html", context, status=status)


def site_of(request: HttpRequest) -> Site:
    host = request.get_host().rsplit(":", 1)[0] if ":" in request.get_host() else request.get_host()
    return Site(host, str(admin.site.site_header))


class PasswordField(forms.CharField):
    """The present password. Wrong ones count as wrong ones of the login do."""

    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your password"))
        super().__init__(strip=False, max_length=4096, **kwargs)


class ConfirmedForm(forms.Form):
    """Something that only who knows the password may do, not who finds a browser open."""

    password = PasswordField(help_text=_("To be sure that it is you."))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        return check_password(self.request, self.cleaned_data["password"])


def check_password(request: HttpRequest, password: str) -> str:
    name = request.user.get_username()
    if authenticate(request, username=name, password=password) is None:
        raise ValidationError(_("This is not your password."), code="password")
    return password
