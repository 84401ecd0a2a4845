"""Readings of what is to be told by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower


class NoticeQuerySet(QuerySet):
    """Readings of notices. `self.model` stands for Notice."""

    model: Any

    def to_contributor_of(self, suggestion: Any) -> Self:
        return self.filter(suggestion=suggestion, user=None)

    def unwanted(self) -> Self:
        """To whom nothing can be sent, or who wants nothing."""
        unreachable = Q(user__is_active=False) | Q(user__email="")
        unreachable |= Q(user=None, suggestion__email="")
        return self._with_frequency().filter(unreachable | Q(frequency="never"))

    def due(self, moments: Mapping[str, datetime]) -> Self:
        """What is older than the moment at which its reader was to have mail last."""
        due = Q(pk=None)
        for frequency, moment in moments.items():
            due |= Q(frequency=frequency, created__lte=moment)
        return self._with_frequency().filter(due)

    def _with_frequency(self) -> Self:
        """How often its reader wants mail."""
        usually = Value(self.model.USUALLY)
        of_editor = Coalesce("user__mail_preference__frequency", usually)
        of_contributor = F("suggestion__frequency")
        return self.alias(frequency=Case(When(user=None, then=of_contributor), default=of_editor))

    def editors(self) -> list[int]:
        """The ids of the accounts to which these go."""
        found = self.exclude(user=None).order_by("user").values_list("user", flat=True)
        return list(found.distinct())

    def contributors(self) -> list[tuple[str, str]]:
        """The addresses to which these go, in lower case, each with the language."""
        address, language = Lower("suggestion__email"), F("suggestion__language")
        found = self.filter(user=None).order_by(address, language)
        return list(found.values_list(address, language).distinct())

    def to_editor(self, user: Any) -> Self:
        return self.filter(user=user)

    def to_address(self, email: str, language: str) -> Self:
        """To contributors."""
        return self.filter(
            user=None, suggestion__email__iexact=email, suggestion__language=language
        )

    def locked(self, most: int) -> list[Any]:
        """The first of them, with what a mail says of each, out of everybody else's reach until
        the transaction ends; without those on which somebody else is at work."""
        skips = connection.features.has_select_for_update_skip_locked
        free = self.select_for_update(skip_locked=skips, of=("self",) if skips else ())
        related = ("suggestion__project__category", "suggestion__category", "suggestion__assignee")
        return list(free.select_related(*related)[:most])

    def among(self, ids: Iterable[int]) -> Self:
        return self.filter(pk__in=list(ids))
