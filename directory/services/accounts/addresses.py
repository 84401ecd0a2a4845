"""The address of an account is changed by a link in a mail to the new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from directory.models import Account, Act, Letter
from directory.services import outbox

from .events import happened

SALT = "directory.address"
HOLDS = timedelta(days=1)


class Change(NamedTuple):
    account: Account
    address: str


class Unusable(Exception):
    """A link that changes nothing: too old, used, or not signed here."""


def ask(account: Account, address: str, address_of: Callable[[str], str]) -> bool:
    """Put the mail into the outbox, unless there is one underway; whether it is. `address_of`
    makes the address of the page for a token."""
    if outbox.posted_lately(address, Letter.Kind.SECURITY):
        return False
    token = signing.dumps([account.pk, account.email, address], salt=SALT)
    context = {"account": account, "address": address_of(token)}
    text = render_to_string("admin/account/mail/address.txt", context)
    outbox.post(Letter.Kind.SECURITY, address, _("Confirm your address"), text)
    return True


def opened_by(token: str) -> Change:
    """Raises Unusable. With the former address signed as well, a link works once."""
    try:
        pk, former, address = signing.loads(token, salt=SALT, max_age=HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise Unusable from None
    account = Account.objects.filter(pk=pk, email=former, is_active=True).first()
    if account is None or is_taken(address, account):
        raise Unusable
    return Change(account, address)


def is_taken(address: str, account: Account) -> bool:
    """Whether another account has it."""
    return Account.objects.with_email(address).exclude(pk=account.pk).exists()


@transaction.atomic
def take(change: Change) -> None:
    """The former address is told."""
    happened(Act.Kind.ADDRESS_CHANGED, change.account, detail=change.address)
    change.account.email = change.address
    change.account.save(update_fields=["email"])
