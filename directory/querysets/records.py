"""Readings of the history tables, which simple_history makes and gives no manager of ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Min, Q


def first_public(project_model: Any, ids: Iterable[int]) -> dict[int, tuple[datetime, Any]]:
    """Of each project on record: when the first row was written, and the first one that was no
    draft, or None."""
    not_a_draft = ~Q(state=project_model.State.DRAFT)
    rows = project_model.history.filter(id__in=set(ids)).order_by().values("id")
    found = rows.annotate(first=Min("history_date"), public=Min("history_date", filter=not_a_draft))
    return {row["id"]: (row["first"], row["public"]) for row in found}
