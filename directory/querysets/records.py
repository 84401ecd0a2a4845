"""Readings of the history tables, which simple_history makes and gives no manager of ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery

from .expressions import as_values


def first_public(project_model: Any, ids: Iterable[int]) -> dict[int, tuple[datetime, Any]]:
    """Of each project on record: when the first row was written, and the first one that was no
    draft, or None."""
    not_a_draft = ~Q(state=project_model.State.DRAFT)
    rows = project_model.history.filter(id__in=set(ids)).order_by().values("id")
    found = rows.annotate(first=Min("history_date"), public=Min("history_date", filter=not_a_draft))
    return {row["id"]: (row["first"], row["public"]) for row in found}


def recent(model: Any, before: datetime | None, since: datetime | None) -> QuerySet:
    """Rows that no import wrote, newest first: an index of each history table has them so."""
    rows = model.history.filter(from_import=None).order_by("-history_date", "-history_id")
    if before:
        rows = rows.filter(history_date__lt=before)
    if since:
        rows = rows.filter(history_date__gte=since)
    return rows


def of_projects(rows: QuerySet, keys: Iterable[str], ids: Iterable[int]) -> QuerySet:
    """Those whose foreign keys name one of these projects, however many they are."""
    among, wanted = as_values(ids), Q()
    for key in keys:
        wanted |= Q(**{f"{key}__in": among})
    return rows.filter(wanted)


def by_user(rows: QuerySet, user: int) -> QuerySet:
    return rows.filter(history_user=user)


def of_act(rows: QuerySet, user: int | None, reason: str) -> QuerySet:
    """What this user did for this reason, not by way of a suggestion."""
    return rows.filter(_act(user, reason))


def apart_from_act(rows: QuerySet, user: int | None, reason: str) -> QuerySet:
    return rows.exclude(_act(user, reason))


def _act(user: int | None, reason: str) -> Q:
    said = Q(history_change_reason=reason)
    if not reason:
        said |= Q(history_change_reason=None)
    by = Q(history_user=user) if user else Q(history_user__isnull=True)
    return said & by & Q(from_suggestion__isnull=True)


def first_time(rows: QuerySet) -> datetime | None:
    first: datetime | None = rows.order_by().aggregate(first=Min("history_date"))["first"]
    return first


def number_of_objects(rows: QuerySet) -> int:
    return rows.order_by().values("id").distinct().count()


def not_drafts(rows: QuerySet) -> QuerySet:
    """Of the history of projects."""
    return rows.exclude(state="draft")


def with_previous(rows: QuerySet) -> list[tuple[Any, Any]]:
    """Each row after the one before it of the same object, or None: two queries."""
    found = list(rows.annotate(previous=_previous(rows.model)))
    known = rows.model.objects.in_bulk({row.previous for row in found if row.previous})
    return [(known.get(row.previous), row) for row in found]


def of_import(model: Any, source: int) -> QuerySet:
    found: QuerySet = model.history.filter(from_import=source)
    return found


def public_since(project_model: Any, ids: Iterable[int] | None, unless: str) -> QuerySet:
    """(id, since when) of published projects, newest first: of all or of these. Left out is what
    was public already when the record begins, as a row with the reason `unless` tells."""
    draft = project_model.State.DRAFT
    return _since(project_model, ~Q(state=draft), ids, unless)


def ended_since(project_model: Any, ids: Iterable[int] | None, unless: str) -> QuerySet:
    """As `public_since`, of those that have ended, and since when they are shown as ended."""
    draft, ended = project_model.State.DRAFT, project_model.ENDED
    return _since(project_model, ~Q(state=draft) & Q(status__in=ended), ids, unless)


def _since(project_model: Any, holds: Q, ids: Iterable[int] | None, unless: str) -> QuerySet:
    """By the row since which something holds without a break."""
    table = project_model.history.model
    same = table.objects.filter(id=OuterRef("id"))
    held_before = table.objects.filter(holds, history_id=OuterRef("previous"))
    later = Q(history_date__gt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
    )
    published = project_model.objects.published()
    among = (
        Q(Exists(published.filter(pk=OuterRef("id")))) if ids is None else Q(id__in=as_values(ids))
    )
    found: QuerySet = (
        table.objects.filter(holds, among)
        .exclude(history_change_reason=unless)
        .alias(previous=_previous(table))
        .filter(~Exists(held_before), ~Exists(same.filter(later).exclude(holds)))
    )
    return found.order_by("-history_date", "id").values_list("id", "history_date")


def _previous(table: Any) -> Subquery:
    """The number of the row before one, of the same object."""
    earlier = table.objects.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
    )
    return Subquery(earlier.order_by("-history_date", "-history_id").values("history_id")[:1])


def newest(model: Any) -> int:
    """The number of the newest row of a history."""
    number: int | None = model.history.aggregate(newest=Max("history_id"))["newest"]
    return number or 0


def as_of_row(model: Any, ids: Iterable[int], number: int) -> dict[int, Any]:
    """How each of these was at this row of their history: the last row of it up to there; where
    there is none, the first one after."""
    rows = model.history.filter(id__in=as_values(ids)).order_by().values("id")
    told = rows.annotate(
        last=Max("history_id", filter=Q(history_id__lte=number)), first=Min("history_id")
    )
    wanted = {row["last"] or row["first"] for row in told}
    found = model.history.filter(history_id__in=as_values(wanted))
    return {record.id: record for record in found}
