"""Editors are invited: a signed link in a mail opens an account with a role, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.models import Act, Invitation, Letter, MailPreference, Maintainer, Stewardship
from directory.services import acts, history, outbox
from directory.services.permissions import Action, may, target_of

from .events import happened

SALT = "directory.invitation"

# Makes the address of the page for a token, in the language that is active.
AddressOf = Callable[[str], str]


class Reason(StrEnum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"
    ACCEPTED = Invitation.State.ACCEPTED.value
    REVOKED = Invitation.State.REVOKED.value
    EXPIRED = Invitation.State.EXPIRED.value
    REPLACED = "replaced"
    NOT_THEIRS = "not theirs"


class Unusable(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def may_give_away(by: Any, maintainer: Maintainer) -> bool:
    """Whether all that the maintainer looks after is in the hands of who invites: the login that
    joins gets it."""
    held = _held_by(maintainer)
    return all(may(by, Action.APPOINT, target_of(stewardship)) for stewardship in held)


@transaction.atomic
def invite(invitation: Invitation, by: Any, address_of: AddressOf) -> None:
    """Keep a new invitation, and put the mail with its link into the outbox."""
    invitation.invited_by = by
    invitation.expires = _next_expiry()
    invitation.save()
    acts.record(by, Act.Kind.INVITED, invitation, lambda: _role_of(invitation))
    _write(invitation, address_of)


@transaction.atomic
def resend(invitation: Invitation, by: Any, address_of: AddressOf) -> bool:
    """A new link with a new expiry; earlier ones open nothing any more. False if it was accepted
    or revoked."""
    invitation = _locked(invitation.pk)
    if invitation.accepted or invitation.revoked:
        return False
    invitation.issue += 1
    invitation.expires = _next_expiry()
    invitation.save(update_fields=["issue", "expires"])
    acts.record(by, Act.Kind.REINVITED, invitation, lambda: _role_of(invitation))
    _write(invitation, address_of)
    return True


@transaction.atomic
def revoke(invitation: Invitation, by: Any) -> bool:
    """False if it was accepted or revoked before."""
    invitation = _locked(invitation.pk)
    if invitation.accepted or invitation.revoked:
        return False
    invitation.revoked = timezone.now()
    invitation.save(update_fields=["revoked"])
    acts.record(by, Act.Kind.UNINVITED, invitation)
    return True


def token_of(invitation: Invitation) -> str:
    """The same each time, for it stands in the mail and on the page of the invitation."""
    return signing.Signer(salt=SALT).sign_object([invitation.pk, invitation.issue])


def opened_by(token: str) -> Invitation:
    """Raises Unusable."""
    try:
        pk, issue = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Unusable(Reason.UNKNOWN) from None
    invitation = Invitation.objects.for_admin_list().filter(pk=pk).first()
    if invitation is None:
        raise Unusable(Reason.UNKNOWN)
    _check_open(invitation)
    if invitation.issue != issue:
        raise Unusable(Reason.REPLACED)
    return invitation


def _check_open(invitation: Invitation) -> None:
    """Who invited must still be an owner of what the invitation is for. Raises Unusable."""
    if invitation.state != Invitation.State.OPEN:
        raise Unusable(Reason(invitation.state.value))
    by, target = invitation.invited_by, target_of(invitation)
    if by is None or not may(by, Action.INVITE, target):
        raise Unusable(Reason.NOT_THEIRS)


@transaction.atomic
def accept(invitation: Invitation, user: User, name: str) -> None:
    """Make the account, `user` being what was typed and checked; `name` is for readers. Raises
    Unusable if somebody was quicker."""
    invitation = _locked(invitation.pk)
    _check_open(invitation)
    user.email = invitation.email
    user.is_staff = True
    user.save()
    MailPreference.objects.create(user=user, language=invitation.language)
    _appoint(invitation, user, name)
    invitation.accepted, invitation.account = timezone.now(), user
    invitation.save(update_fields=["accepted", "account"])
    happened(Act.Kind.JOINED, user, detail=lambda: _role_of(invitation))


def _appoint(invitation: Invitation, user: User, name: str) -> None:
    reason = _("Accepted an invitation")
    maintainer = invitation.maintainer or Maintainer(handle=user.username, name=name)
    maintainer.user = user
    history.because(maintainer, reason).save()
    scope = (invitation.role, invitation.category, invitation.project)
    if scope not in [(held.role, held.category, held.project) for held in _held_by(maintainer)]:
        role, category, project = scope
        stewardship = Stewardship(
            maintainer=maintainer, role=role, category=category, project=project
        )
        history.because(stewardship, reason).save()


def _held_by(maintainer: Maintainer) -> Iterable[Stewardship]:
    return maintainer.stewardships.select_related("category", "project__category")


def _locked(pk: int) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=pk)


def _next_expiry() -> Any:
    return timezone.now() + settings.INVITATION_LIFETIME


def _role_of(invitation: Invitation) -> str:
    return f"{invitation.get_role_display()} · {invitation.scope}"


def _write(invitation: Invitation, address_of: AddressOf) -> None:
    with override(invitation.language):
        context = {"invitation": invitation, "address": address_of(token_of(invitation))}
        text = render_to_string("admin/account/mail/invitation.txt", context)
        subject = _("You are invited to keep part of a list")
        outbox.post(Letter.Kind.INVITATION, invitation.email, subject, text)
