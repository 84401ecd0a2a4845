"""What happens to a request of an editor before any page of the admin gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import auth, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.services.accounts import factors, sessions

from .login import PROVEN, note_session

# The pages of the admin that stay open to who must set up a second factor first.
ALWAYS_OPEN = {"admin:logout", "admin:jsi18n"}


class AccountMiddleware:
    """Notes where editors are logged in, and keeps out of the admin who must have a second factor
    and has proven none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        parts = set(match.app_names) if match else set()
        # Whose session it is concerns no public page, which is the same for everybody.
        if not parts & {"admin", "account"} or not request.user.is_authenticated:
            return None
        if sessions.is_due(request.session.get(sessions.NOTED), timezone.now()):
            note_session(request)
        is_closed = "admin" in parts and match and match.view_name not in ALWAYS_OPEN
        return kept_out(request) if is_closed else None


def kept_out(request: HttpRequest) -> HttpResponse | None:
    """Where somebody goes who must have a second factor: to the login if they have one and logged
    in without it, else to where one is set up. None for everybody else."""
    if request.session.get(PROVEN) or not factors.is_required_of(request.user):
        return None
    if factors.kinds(request.user):
        here = request.get_full_path()
        auth.logout(request)
        return redirect_to_login(here, reverse("admin:login"))
    messages.warning(
        request, _("Set up a second factor first; until then the rest of the admin is closed.")
    )
    return redirect("account:overview")
