"""The changes of the whole directory, newest first, page by page.

Rows are read from all history tables at once, as many of each as a page can need. The oldest row
that was read of a table that has more is the horizon: what lies beyond it is for the next page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from directory.filters import ChangeKind
from directory.models import Import, Project
from directory.querysets import records
from directory.services import history

from .entries import Entry, Pair, grouped
from .folding import Folded, folded
from .told import OF_PARTS
from .visible import Visible

ROWS = 150
ENTRIES = 50
# How often more is read for a page on which little was of the kind that was asked for.
ROUNDS = 5
# In which time an act that changed more than can be read began, at the most.
_LONGEST = timedelta(hours=1)
_NEXT = timedelta(microseconds=1)

Item = Entry | Folded


@dataclass(frozen=True)
class Asked:
    """None asks for all."""

    kinds: Collection[str] = ()
    projects: Collection[int] | None = None
    user: int | None = None
    since: datetime | None = None
    before: datetime | None = None


@dataclass
class Page:
    """`older` is where the next page begins, or None on the last."""

    items: list[Item]
    older: datetime | None


def page(asked: Asked) -> Page:
    items: list[Item] = []
    before = asked.before
    for _round in range(ROUNDS):
        found, before = _step(asked, before)
        items += found
        if before is None or len(items) >= ENTRIES:
            break
    if len(items) > ENTRIES:
        before = items[ENTRIES].time + _NEXT
    return Page(items[:ENTRIES], before)


def _step(asked: Asked, before: datetime | None) -> tuple[list[Item], datetime | None]:
    pairs, horizon = _read(asked, before)
    items = _items(pairs, asked)
    if horizon is not None:
        items, horizon = _up_to(horizon, items, asked)
    items += _imports(asked, before, horizon or asked.since)
    return sorted(items, key=lambda item: item.time, reverse=True), horizon


def _up_to(horizon: datetime, items: list[Item], asked: Asked) -> tuple[list[Item], datetime]:
    """What is told whole, and where the next page begins."""
    last = items[-1] if items else None
    if isinstance(last, Folded):
        act = _whole(last, asked)
        meanwhile, _horizon = _read(replace(asked, since=act.began), horizon, apart_from=act)
        return [*items[:-1], act, *_items(meanwhile, asked)], act.began
    if last and len(items) > 1:
        return items[:-1], last.time + _NEXT
    return items, horizon


def _items(pairs: Sequence[Pair], asked: Asked) -> list[Item]:
    visible = Visible.among(record for _previous, record in pairs)
    entries = (_of_kinds(entry, asked.kinds) for entry in grouped(pairs, visible))
    return folded(entry for entry in entries if entry.told)


def _read(
    asked: Asked, before: datetime | None, apart_from: Folded | None = None
) -> tuple[list[Pair], datetime | None]:
    """Rows with those before them, and the horizon, if there is any."""
    found: list[Pair] = []
    horizons = []
    for model in _models(asked.kinds):
        rows = _rows(model, asked, before)
        if apart_from:
            rows = records.apart_from_act(rows, *apart_from.act)
        pairs = records.with_previous(rows[:ROWS])
        found += pairs
        if len(pairs) == ROWS:
            horizons.append(pairs[-1][1].history_date)
    if not horizons:
        return found, None
    horizon = max(horizons)
    within = [pair for pair in found if pair[1].history_date > horizon]
    return within or [pair for pair in found if pair[1].history_date == horizon], horizon


def _rows(model: Any, asked: Asked, before: datetime | None) -> Any:
    rows = records.recent(model, before, asked.since)
    if asked.projects is not None:
        keys = ["id"] if model is Project else history.PARTS[Project][model]
        rows = records.of_projects(rows, keys, asked.projects)
    return rows if asked.user is None else records.by_user(rows, asked.user)


def _models(kinds: Collection[str]) -> list[Any]:
    every = [Project, *history.PARTS[Project]]
    if not kinds:
        return every
    return [model for model in every if _kinds_of(model) & set(kinds)]


def _kinds_of(model: Any) -> set[str]:
    if model is Project:
        return {*ChangeKind} - {*OF_PARTS.values()}
    return {OF_PARTS.get(model, ChangeKind.FACTS)}


def _of_kinds(entry: Entry, kinds: Collection[str]) -> Entry:
    if not kinds:
        return entry
    found = {told.kind for told in entry.told}.intersection(kinds)
    # Why something came or went is told with it.
    shown = {*found, ChangeKind.MERGES} if found else found
    return entry._replace(told=[told for told in entry.told if told.kind in shown])


def _whole(act: Folded, asked: Asked) -> Folded:
    """With the part of it that lies beyond the horizon."""
    earliest = replace(asked, since=act.began - _LONGEST)
    rows = {
        model: records.of_act(_rows(model, earliest, act.time + _NEXT), *act.act)
        for model in _models(asked.kinds)
    }
    began = min(filter(None, map(records.first_time, rows.values())), default=act.began)
    public = records.not_drafts(rows[Project]) if Project in rows else None
    projects = records.number_of_objects(public) if public is not None else 0
    return act._replace(began=began, projects=max(projects, act.projects))


def _imports(asked: Asked, before: datetime | None, since: datetime | None) -> Iterator[Item]:
    if asked.kinds and ChangeKind.NEW not in asked.kinds:
        return
    for source in Import.objects.done_between(since, before):
        rows = records.not_drafts(records.of_import(Project, source.pk))
        if asked.projects is not None:
            rows = records.of_projects(rows, ["id"], asked.projects)
        number = records.number_of_objects(rows)
        if number and asked.user in (None, source.user_id):
            yield Folded.of_import(source, number)
