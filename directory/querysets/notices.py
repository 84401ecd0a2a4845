"""Readings of what is to be told by mail."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet


class NoticeQuerySet(QuerySet):
    def to_contributor_of(self, suggestion: Any) -> NoticeQuerySet:
        return self.filter(suggestion=suggestion, user=None)
