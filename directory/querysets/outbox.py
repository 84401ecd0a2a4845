"""Readings of the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet


class LetterQuerySet(QuerySet):
    """Readings of letters. `self.model` stands for Letter."""

    model: Any

    def unsent(self) -> LetterQuerySet:
        return self.filter(sent=None, given_up=None)

    def due(self, now: datetime) -> LetterQuerySet:
        return self.unsent().filter(not_before__lte=now).exclude(user__is_active=False)

    def claimed(self, pk: int, now: datetime, until: datetime) -> Any:
        """A letter that is due, which nobody else gets before `until`; None if somebody was
        quicker."""
        free = self.unsent().filter(pk=pk, not_before__lte=now)
        if not free.update(attempts=F("attempts") + 1, not_before=until):
            return None
        return self.get(pk=pk)

    def posted_since(self, to: str, kind: str, moment: datetime) -> LetterQuerySet:
        return self.filter(to__iexact=to, kind=kind, created__gte=moment)

    def last_to(self, to: str, kind: str) -> Any:
        return self.filter(to__iexact=to, kind=kind).last()

    def older_than(self, moment: datetime) -> LetterQuerySet:
        return self.filter(created__lt=moment)

    def digests_to(self, to: str) -> LetterQuerySet:
        return self.filter(to__iexact=to, kind=self.model.Kind.DIGEST)

    def in_state(self, state: str) -> LetterQuerySet:
        State = self.model.State
        if state == State.SENT:
            return self.exclude(sent=None)
        if state == State.GIVEN_UP:
            return self.exclude(given_up=None)
        return self.unsent().filter(error="") if state == State.WAITING else self.failing()

    def failing(self) -> LetterQuerySet:
        """Tried in vain, and to be tried again."""
        return self.unsent().exclude(error="")
