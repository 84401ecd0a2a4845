"""What happens to a request of an editor before any page of the admin gets it."""

from __future__ import annotations

from django.contrib import auth, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.services.accounts import factors, sessions

from .login import PROVEN, note_session


def note(request: HttpRequest) -> None:
    if sessions.is_due(request.session.get(sessions.NOTED), timezone.now()):
        note_session(request)


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
