"""When mail is due: whatever happened before the last such moment and was not told yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from directory.models import Suggestion

Frequency = Suggestion.Frequency


def last(now: datetime) -> dict[str, datetime]:
    """By frequency: daily mail is due at MAIL_HOUR of the site's time zone, weekly on Mondays."""
    local = timezone.localtime(now)
    today = local.replace(hour=settings.MAIL_HOUR, minute=0, second=0, microsecond=0)
    daily = today if today <= local else today - timedelta(days=1)
    weekly = daily - timedelta(days=daily.weekday())
    return {Frequency.IMMEDIATELY: now, Frequency.DAILY: daily, Frequency.WEEKLY: weekly}
