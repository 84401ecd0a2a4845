"""Readings of what there is to do in the directory, of rows that are handed in: a kind of work
concerns several tables, and the history tables have no manager of ours."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat, Lower, Replace

from .gathered import Gathered

BOTH_WAYS = (("zh", "en"), ("en", "zh"))
# When texts were written that came with the project, or before there was a history.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def looked_after(
    rows: QuerySet, categories: Collection[int], projects: Collection[int], way: str = ""
) -> QuerySet:
    """Those that lead to one of these projects, or to one in these categories or below them."""
    within = Q(**{f"{way}category__in": categories})
    below = Q(**{f"{way}category__parent__in": categories})
    return rows.filter(within | below | Q(**{f"{way}pk__in": projects}))


def kept(projects: QuerySet) -> QuerySet:
    """What is still worked on."""
    return projects.exclude(state=projects.model.State.WITHDRAWN)


def of_kept_projects(rows: QuerySet) -> QuerySet:
    return rows.exclude(project__state="withdrawn")


def locked(rows: QuerySet, pk: int) -> Any:
    """The row that nobody else saves until the transaction ends; None if it is gone."""
    return rows.select_for_update().filter(pk=pk).first()


def of_known_place(suggestions: QuerySet, categories: Collection[int]) -> QuerySet:
    """Suggestions of what would be new in these categories or below them."""
    return suggestions.filter(project=None).filter(
        Q(category__in=categories) | Q(category__parent__in=categories)
    )


def of_dead_links(suggestions: QuerySet) -> QuerySet:
    return suggestions.filter(kind=suggestions.model.Kind.DEAD_LINK)


def lacking_a_translation(projects: QuerySet, names: Iterable[str]) -> QuerySet:
    """With a text in one language alone, in the paired columns of these names."""
    lacking = Q()
    for name in names:
        for one, other in BOTH_WAYS:
            lacking |= Q(**{f"{name}_{one}": ""}) & ~Q(**{f"{name}_{other}": ""})
    return projects.filter(lacking)


def with_unverified_facts(projects: QuerySet) -> QuerySet:
    return projects.exclude(unverified=[])


def alive_but_not_seen_since(projects: QuerySet, day: str) -> QuerySet:
    """Said to be alive, and the last activity on record was before a day, or is unknown. A month
    or a year that the day is in does not count as before it."""
    Status = projects.model.Status
    alive = projects.filter(status__in=[Status.ACTIVE, Status.MAINTENANCE])
    return alive.filter(last_activity__lt=day).exclude(last_activity__in=[day[:4], day[:7]])


def read_before(cells: QuerySet, day: Any) -> QuerySet:
    """Cells whose source is of an earlier day."""
    return cells.filter(verified__lt=day)


def used_once(tags: QuerySet) -> QuerySet:
    """Of `in_use`, with the projects that carry each."""
    return tags.filter(uses=1).prefetch_related("project_tags__content_object")


def behind(projects: QuerySet, names: Iterable[str], apart: timedelta, compared: str) -> QuerySet:
    """With a text that was rewritten in one language alone, longer than `apart` after the text in
    the other, as far as the history knows; which one is told by `behind_summary_en` and so on.

    `compared` is the reason of rows by which somebody says that both languages say the same.
    """
    history = projects.model.history
    changed = history.order_by().values("id").annotate(rows=Count("id")).filter(rows__gt=1)
    marks = _of_each(history.filter(history_change_reason=compared), Max("history_date"))
    found = projects.filter(pk__in=changed.values("id")).alias(compared=marks)
    flags = {}
    for name in names:
        for one, other in BOTH_WAYS:
            since = _since(history, f"{name}_{one}")
            found = found.alias(**{f"since_{name}_{one}": since})
            flags[f"behind_{name}_{one}"] = _is_behind(history, name, one, other, apart)
    told = {name: ExpressionWrapper(flag, BooleanField()) for name, flag in flags.items()}
    return found.filter(reduce(or_, flags.values())).annotate(**told)


def _is_behind(history: Any, name: str, one: str, other: str, apart: timedelta) -> Q:
    text, newer = f"{name}_{one}", f"{name}_{other}"
    earlier = history.filter(id=OuterRef("pk")).exclude(**{newer: ""})
    is_rewritten = Q(Exists(earlier.exclude(**{newer: OuterRef(newer)})))
    late = ExpressionWrapper(F(f"since_{text}") + apart, DateTimeField())
    is_later = Q(**{f"since_{newer}__gt": late})
    is_compared = Q(compared__isnull=False, compared__gte=F(f"since_{newer}"))
    return ~Q(**{text: ""}) & ~Q(**{newer: ""}) & is_later & is_rewritten & ~is_compared


def _since(history: Any, column: str) -> Subquery:
    """When a project first had the text that it has in a column; long ago if from the first row
    on."""
    began = When(history_type="+", then=Value(LONG_AGO, DateTimeField()))
    same = history.filter(**{column: OuterRef(column)})
    return _of_each(same, Min(Case(began, default=F("history_date"))))


def _of_each(records: QuerySet, aggregate: Any) -> Subquery:
    """An aggregate of the rows of history of each project."""
    rows = records.filter(id=OuterRef("pk")).order_by().values("id")
    return Subquery(rows.annotate(found=aggregate).values("found"))


def sharing_a_place(links: QuerySet) -> Iterator[list[int]]:
    """The ids of projects whose repository or homepage is the same, in any spelling."""
    Kind = links.model.Kind
    present = links.filter(former=False, kind__in=[Kind.REPOSITORY, Kind.HOMEPAGE])
    yield from _sharing(present.annotate(key=_place("url")), "project_id")


def sharing_a_name(projects: QuerySet) -> Iterator[list[int]]:
    """The ids of projects that are called the same, by nearly what `text.same_name` makes of it."""
    key: Any = Lower("name")
    for mark in (" ", "-", "_", "."):
        key = Replace(key, Value(mark))
    yield from _sharing(projects.annotate(key=key), "pk")


def _sharing(rows: QuerySet, id_column: str) -> Iterator[list[int]]:
    groups = (
        rows.order_by()
        .values("key")
        .annotate(projects=Count(id_column, distinct=True), ids=Gathered(id_column))
    )
    for ids in groups.filter(projects__gt=1).values_list("ids", flat=True):
        yield json.loads(ids)


def _place(column: str) -> Any:
    """Nearly what `addresses.same_place` makes of an address, by the database."""
    place: Any = Lower(column)
    for start in ("https://", "http://"):
        place = Replace(place, Value(start), Value("//"))
    place = Replace(place, Value("//www."), Value("//"))
    place = Concat(_Bare(place), Value("|"))
    return Replace(place, Value(".git|"), Value("|"))


class _Bare(Func):
    """Without slashes at the end."""

    template = "RTRIM(%(expressions)s, '/')"
    output_field = CharField()


def related(relations: Any, ids: Collection[int]) -> set[frozenset[int]]:
    """The pairs of these projects between which a relation stands."""
    found = relations.filter(source__in=ids, target__in=ids).order_by()
    return {frozenset(pair) for pair in found.values_list("source_id", "target_id")}
