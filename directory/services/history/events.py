"""Rows of history as events: one for each field that changed, and for what came and went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .belonging import PARTS
from .merges import MergeAct
from .recording import BEFORE
from .words import HEADINGS, Names, abridged, shown_in, title

UNTOLD_FIELDS = {"id", "modified"}


class Change(NamedTuple):
    """What `undo` takes back: a row of a model's history, and the field if one changed."""

    model: str
    record: int
    field: str
    permission: str

    def __str__(self) -> str:
        return f"{self.model}.{self.record}.{self.field}"


class Event(NamedTuple):
    """One change of one field, or something that came (nothing before) or went (nothing after).
    `suggestion` and `token` are the ids of those by which it came; `merge` is the act that it is a
    part of."""

    time: datetime
    user: str
    what: str
    before: str
    after: str
    reason: str
    suggestion: int | None
    token: int | None
    merge: MergeAct | None
    change: Change | None


class Difference(NamedTuple):
    """How one field of an object differs between two rows of its history."""

    field: Any
    what: str
    before: str
    after: str


def events(
    previous: Any, record: Any, names: Names, own: bool, merge: MergeAct | None
) -> Iterator[Event]:
    def event(what: Any, before: str, after: str, change: Change | None = None) -> Event:
        return Event(
            record.history_date,
            record.history_user.get_username() if record.history_user else "",
            str(capfirst(what)),
            before,
            after,
            record.history_change_reason or "",
            record.from_suggestion,
            record.from_token,
            merge,
            change,
        )

    kind = record.instance_type._meta.verbose_name
    # What went into another object, or along with it, does not come back by one of its rows.
    went_in = not own and (record.instance_type in PARTS or merge is not None)
    if record.history_type == "+":
        if record.history_change_reason != BEFORE:
            came = None if own or went_in else _change(record, "delete")
            yield event(kind, "", title(record, names), came)
    elif record.history_type == "-":
        gone = None if own or went_in else _change(record, "add")
        yield event(kind, title(record, names), "", gone)
    elif previous is None:
        yield event(kind, "", _("Changed; what exactly is not on record."))
    else:
        for field, what, before, after in differences(previous, record, names, own):
            change = None if went_in else _change(record, _needed(field), field.name)
            yield event(what, *abridged(before, after), change)


def differences(previous: Any, record: Any, names: Names, own: bool) -> Iterator[Difference]:
    """Field by field; of what is not the object's `own`, named together with the part."""
    part = "" if own else f"{title(previous, names, HEADINGS)} · "
    for field in record.tracked_fields:
        old, new = getattr(previous, field.attname), getattr(record, field.attname)
        if old != new and field.name not in UNTOLD_FIELDS:
            texts = shown_in(field, old, names), shown_in(field, new, names)
            yield Difference(field, capfirst(f"{part}{field.verbose_name}"), *texts)


def _change(record: Any, action: str, field: str = "") -> Change:
    name = record.instance_type._meta.model_name
    return Change(name, record.history_id, field, f"directory.{action}_{name}")


def _needed(field: Any) -> str:
    """What one has to be allowed, beside seeing the history, to change a field back."""
    return "publish" if field.name == "state" else "change"
