"""The first page of an account: how it is secured, and where it is logged in."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from directory.admin.fields import is_key
from directory.models import Act, ApiToken, BrowserSession
from directory.services.accounts import factors, sessions
from directory.services.accounts.events import happened
from directory.services.notifying.subscriptions import preference_of

from .browsers import named
from .pages import private, render, site_of


class Place(NamedTuple):
    """A session for the list of them."""

    session: BrowserSession
    browser: str
    here: bool


@private
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    user: Any = request.user
    key = request.session.session_key
    return render(
        request,
        "overview",
        _("Your account"),
        mail=preference_of(user),
        kinds=factors.kinds(user),
        required=factors.is_required_of(user),
        passkeys=user.passkeys.all(),
        can_have_passkeys=site_of(request).can_have_passkeys,
        tokens=ApiToken.objects.of(user),
        codes_left=factors.recovery_codes_left(user),
        places=[
            Place(session, named(session.user_agent), session.session_key == key)
            for session in sessions.alive(user)
        ],
    )


@private
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponseBase:
    """One of them, or with `session=others` all but this one."""
    which = request.POST.get("session", "")
    if which == "others":
        ended = sessions.end_all(request.user, besides=request.session.session_key)
    else:
        ended = int(is_key(which) and sessions.end(request.user, int(which)))
    if ended:
        happened(Act.Kind.SESSIONS_ENDED, request.user, detail=str(ended))
        told = ngettext("Ended %(count)d session.", "Ended %(count)d sessions.", ended)
        messages.success(request, told % {"count": ended})
    else:
        messages.warning(request, _("There was no such session any more."))
    return redirect("account:overview")
