"""The browsers in which somebody is logged in: noted, listed, ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils import timezone

from directory.models import BrowserSession

# In the session: when it was noted last, in seconds since 1970.
NOTED = "noted"
# A visit within this time of the last is not noted anew.
NOTED_EVERY = timedelta(minutes=5)


def note(user: Any, session_key: str, address: str | None, user_agent: str) -> None:
    """Where and when; addresses are kept no longer than sessions last."""
    expired = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    BrowserSession.objects.not_seen_since(expired).delete()
    BrowserSession.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user": user,
            "seen": timezone.now(),
            "address": address,
            "user_agent": user_agent[:300],
        },
    )


def is_due(noted: float | None, now: datetime) -> bool:
    """Whether a session noted at this time, in seconds since 1970, is to be noted again."""
    return noted is None or now.timestamp() - noted > NOTED_EVERY.total_seconds()


def alive(user: Any) -> list[BrowserSession]:
    """The sessions of a user, the last seen first; those that Django has forgotten are dropped."""
    known = list(BrowserSession.objects.of(user))
    gone = [session for session in known if not _store().exists(session.session_key)]
    BrowserSession.objects.filter(pk__in=[session.pk for session in gone]).delete()
    return [session for session in known if session not in gone]


def end(user: Any, key: int) -> bool:
    """Whether there was such a session of this user."""
    return _end(BrowserSession.objects.of(user).filter(pk=key)) == 1


def end_all(user: Any, besides: str | None = None) -> int:
    """How many were ended; `besides` is the key of the session that stays."""
    return _end(BrowserSession.objects.of(user).besides(besides))


def _end(sessions: Any) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    for key in keys:
        _store().delete(key)
    BrowserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore()
