"""What happened to an account: logged, and told to whom it belongs if they should know."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.models import Account, Act, Letter
from directory.services import acts, outbox
from directory.services.notifying.subscriptions import preference_of

TOLD = {
    Act.Kind.ADDRESS_CHANGED,
    Act.Kind.PASSWORD_CHANGED,
    Act.Kind.PASSWORD_RESET,
    Act.Kind.FACTOR_ADDED,
    Act.Kind.FACTOR_REMOVED,
    Act.Kind.FACTOR_RESET,
    Act.Kind.CODES_MADE,
    Act.Kind.TOKEN_ADDED,
}


def happened(kind: str, user: Any, by: Any = None, detail: acts.Detail = "") -> None:
    """`by` is who did it, if not the user."""
    account = Account.objects.get(pk=user.pk)
    acts.record(by or user, kind, account, detail)
    if kind in TOLD and account.email:
        _tell(account, kind)


def _tell(account: Account, kind: str) -> None:
    with override(preference_of(account).language):
        what = str(Act.Kind(kind).label)
        context = {"account": account, "what": what, "when": timezone.now()}
        text = render_to_string("admin/account/mail/security.txt", context)
        subject = _("Your account: %(what)s") % {"what": what}
        outbox.post(Letter.Kind.SECURITY, account.email, subject, text)
