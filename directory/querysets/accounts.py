"""Readings of accounts, invitations, sessions and the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Value, When

# Of users: an authenticator app that was confirmed, or a passkey.
_HAS_FACTOR = Q(totpdevice__confirmed=True) | Q(passkeys__isnull=False)


class AccountQuerySet(QuerySet):
    """Readings of accounts. `self.model` stands for Account."""

    def of_editors(self) -> AccountQuerySet:
        """Who may enter the admin, with what a list of them says."""
        of_this = self.model._base_manager.filter(_HAS_FACTOR, pk=OuterRef("pk"))
        return (
            self.filter(is_staff=True)
            .select_related("maintainer")
            .annotate(last_seen=Max("browser_sessions__seen"), has_factor=Exists(of_this))
        )

    def with_factor(self, has_factor: bool) -> AccountQuerySet:
        """Of `of_editors`."""
        return self.filter(has_factor=has_factor)

    def of_person(self, word: str) -> list[Any]:
        """Those with this name to log in or this email."""
        return list(self.filter(Q(username=word) | Q(email__iexact=word)))

    def named(self, name: str) -> Any:
        """The account with which somebody logs in by this name, or None."""
        return self.filter(username=name).first()

    def who_decide(self, stewardships: QuerySet) -> AccountQuerySet:
        """Who can enter the admin and has one of the stewardships, or is a superuser."""
        holding = Q(is_superuser=True) | Q(maintainer__stewardships__in=stewardships)
        return self.filter(holding, is_active=True, is_staff=True).distinct()

    def active(self, pk: int) -> Any:
        """The account with this id, or None."""
        return self.filter(pk=pk, is_active=True).select_related("mail_preference").first()

    def to_be_told(self, ids: Iterable[int]) -> AccountQuerySet:
        """With how they want to be told."""
        return self.filter(pk__in=ids).select_related("mail_preference").order_by("pk")

    def with_email(self, email: str) -> AccountQuerySet:
        return self.filter(email__iexact=email, is_active=True)


class InvitationQuerySet(QuerySet):
    """Readings of invitations. `self.model` stands for Invitation."""

    model: Any

    def unanswered(self) -> InvitationQuerySet:
        return self.filter(accepted=None, revoked=None)

    def open_to(self, email: str, now: datetime) -> InvitationQuerySet:
        return self.unanswered().filter(email__iexact=email, expires__gt=now)

    def in_state(self, state: str, now: datetime) -> InvitationQuerySet:
        State = self.model.State
        if state == State.ACCEPTED:
            return self.exclude(accepted=None)
        if state == State.REVOKED:
            return self.filter(accepted=None).exclude(revoked=None)
        if state == State.EXPIRED:
            return self.unanswered().filter(expires__lte=now)
        return self.unanswered().filter(expires__gt=now)

    def made_by(self, user: Any) -> InvitationQuerySet:
        return self.filter(invited_by=user)

    def for_admin_list(self) -> InvitationQuerySet:
        return self.select_related("category", "project", "invited_by", "account")


class PasskeyQuerySet(QuerySet):
    """Readings of passkeys."""

    def with_id(self, credential_id: bytes) -> PasskeyQuerySet:
        """That of an editor who may log in, by the id that its authenticator gave it."""
        return self.filter(
            credential_id=credential_id, user__is_active=True, user__is_staff=True
        ).select_related("user")


class ApiTokenQuerySet(QuerySet):
    """Readings of tokens for programs."""

    def with_digest(self, digest: str) -> Any:
        """The token with this hash and its owner, of whom `has_factor` says whether there is a
        second factor; None if there is none."""
        user: Any = self.model._meta.get_field("user").related_model
        of_owner = user._base_manager.filter(_HAS_FACTOR, pk=OuterRef("user"))
        found = self.filter(digest=digest).annotate(has_factor=Exists(of_owner))
        return found.select_related("user").first()

    def of(self, user: Any) -> ApiTokenQuerySet:
        return self.filter(user=user).select_related("user")

    def of_this(self, user: Any, pk: int) -> Any:
        """The token with this id if it is this user's, else None."""
        return self.of(user).filter(pk=pk).first()

    def not_revoked(self) -> ApiTokenQuerySet:
        return self.filter(revoked=None)

    def alive(self, now: datetime) -> ApiTokenQuerySet:
        """Neither revoked nor expired."""
        return self.not_revoked().filter(expires__gt=now)

    def not_used_since(self, moment: datetime) -> ApiTokenQuerySet:
        return self.filter(Q(used=None) | Q(used__lt=moment))

    def take_turn(self, pk: int, now: datetime, hour_ago: datetime, most: int) -> bool:
        """Count a write, the first one of an hour of its own if the last hour is over; whether
        there was room for it."""
        is_over = Q(hour_began__lte=hour_ago)
        some = self.filter(is_over | Q(writes__lt=most), pk=pk)
        writes = Case(When(is_over, then=Value(1)), default=F("writes") + 1)
        began = Case(When(is_over, then=Value(now)), default=F("hour_began"))
        return bool(some.update(writes=writes, hour_began=began))

    def for_admin_list(self) -> ApiTokenQuerySet:
        return self.select_related("user")


class BrowserSessionQuerySet(QuerySet):
    """Readings of the browsers in which people are logged in."""

    def of(self, user: Any) -> BrowserSessionQuerySet:
        return self.filter(user=user)

    def not_seen_since(self, moment: datetime) -> BrowserSessionQuerySet:
        return self.filter(seen__lt=moment)

    def besides(self, session_key: str | None) -> BrowserSessionQuerySet:
        return self.exclude(session_key=session_key) if session_key else self.all()


class ActQuerySet(QuerySet):
    """Readings of the log."""

    def for_list(self) -> ActQuerySet:
        return self.select_related("user", "content_type")

    def of_kind(self, kind: str) -> ActQuerySet:
        return self.filter(change_message__startswith=f'[{{"act": "{kind}"')

    def of_django(self, flag: int) -> ActQuerySet:
        """Django's own lines with this flag."""
        return self.filter(action_flag=flag).exclude(change_message__startswith='[{"act": ')
