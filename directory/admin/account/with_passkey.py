"""Logging in with a passkey alone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.services.accounts import passkeys

from .login import sign_in
from .pages import ASKED, render, secret, site_of


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
    return render(
        request,
        "with_passkey",
        _("Log in with a passkey"),
        options=question.options,
        refused=refused,
    )
