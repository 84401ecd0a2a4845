"""Tokens by which programs act as an editor: made, shown once, recognised, revoked.

A token does what its owner may do, as far as its scopes go, and ends with the owner's login: when
that is closed, erased, or gets another password or its second factor is reset.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from directory.models import Act, ApiToken
from directory.services.permissions import Action, limit

from . import factors
from .events import happened

Scope = ApiToken.Scope

PREFIX = "lsm_"
# Of the random part, what the list of tokens shows: 24 of 256 bits.
_SHOWN = 4
USUAL_DAYS, MOST_DAYS = 90, 365
MOST_TOKENS = 20
# A use within this time of the last is not noted anew.
NOTED_EVERY = timedelta(hours=1)

# In which a token may write so often as the settings say, counted from a first write on.
HOUR = timedelta(hours=1)

# What each scope lets a program do, where its owner may.
ACTIONS: dict[str, frozenset[Action]] = {
    Scope.SUGGEST: frozenset({Action.SUGGEST}),
    Scope.EDIT: frozenset({Action.EDIT, Action.ADD}),
    Scope.DECIDE: frozenset({Action.DECIDE}),
    Scope.PUBLISH: frozenset({Action.PUBLISH}),
}


class Why(StrEnum):
    """Why a secret opens nothing."""

    UNKNOWN = "unknown"
    FACTOR = "no second factor"


class Unusable(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Turn(NamedTuple):
    """Whether there was room for a write, and how many more fit into the next `seconds`."""

    is_taken: bool
    left: int
    seconds: int


class Issued(NamedTuple):
    """`secret` is known now and never again."""

    token: ApiToken
    secret: str


@transaction.atomic
def issue(user: Any, name: str, scopes: Collection[str], days: int = USUAL_DAYS) -> Issued:
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        beginning=secret[: len(PREFIX) + _SHOWN],
        digest=_digest(secret),
        login=user.get_session_auth_hash(),
        scopes=[scope.value for scope in Scope if scope in scopes],
        expires=timezone.now() + timedelta(days=days),
    )
    happened(Act.Kind.TOKEN_ADDED, user, detail=f"{token.beginning}… {name}")
    return Issued(token, secret)


def recognise(secret: str) -> ApiToken:
    """The token that this is, its owner limited to what it may. Raises Unusable, which does not
    tell what was never a token from what is one no more."""
    token: ApiToken | None = ApiToken.objects.with_digest(_digest(secret))
    if token is None or token.state != ApiToken.State.ACTIVE:
        raise Unusable(Why.UNKNOWN)
    if factors.is_required_of(token.user) and not token.has_factor:  # type: ignore[attr-defined]
        raise Unusable(Why.FACTOR)
    limit(token.user, frozenset({Action.READ}).union(*(ACTIONS[each] for each in token.scopes)))
    _note_use(token)
    return token


def _note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.used is None or now - token.used > NOTED_EVERY:
        due = ApiToken.objects.not_used_since(now - NOTED_EVERY)
        due.filter(pk=token.pk).update(used=now)


def take_turn(token: ApiToken) -> Turn:
    """Of what was refused or only tried as well, for it costs as much. What is left is told by what
    the token said when it was recognised; if it writes twice at once, it may be one fewer."""
    now, most = timezone.now(), settings.API_WRITES_PER_TOKEN
    is_over = token.hour_began <= now - HOUR
    began, writes = (now, 0) if is_over else (token.hour_began, token.writes)
    is_taken = ApiToken.objects.take_turn(token.pk, now, now - HOUR, most)
    left = max(0, most - writes - 1) if is_taken else 0
    return Turn(is_taken, left, max(1, math.ceil((began + HOUR - now).total_seconds())))


@transaction.atomic
def revoke(token: ApiToken, by: Any) -> bool:
    """False if it was before."""
    revoked = _revoke(ApiToken.objects.filter(pk=token.pk))
    if revoked:
        happened(Act.Kind.TOKEN_REVOKED, token.user, by, f"{token.beginning}… {token.name}")
    return bool(revoked)


def revoke_all(user: Any) -> int:
    """How many there were. The log says what it is part of."""
    return _revoke(ApiToken.objects.of(user))


def _revoke(tokens: Any) -> int:
    revoked: int = tokens.not_revoked().update(revoked=timezone.now())
    return revoked


def has_room(user: Any) -> bool:
    """Whether there is room for another."""
    return ApiToken.objects.of(user).alive(timezone.now()).count() < MOST_TOKENS


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
