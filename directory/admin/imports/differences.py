"""What a report says in tables: one for each kind of change, in it each object, field by field."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Field
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import pgettext

from directory.models.translated import column_language
from directory.services import history
from directory.services.exchange.plan import Change
from directory.services.exchange.terms import KINDS, Key, Kind, Part
from directory.services.fixtures import KEYS
from directory.wording import labelled

from .choice import Choice, Told, identity

LONGEST = 600


class FieldDifference(NamedTuple):
    """What is new has nothing before: the defaults of a field were never its own."""

    label: str
    before: str
    after: str


class Difference(NamedTuple):
    """What becomes of one object. `number` is its place in the report; the address is that of its
    form, if it is in the directory."""

    number: int
    wanted: bool
    kind: str
    name: str
    address: str
    line: int
    fields: list[FieldDifference]


class Table(NamedTuple):
    change: str
    heading: str
    total: int
    rows: list[Difference]


def tables(choice: Choice) -> list[Table]:
    """Those of the page of a choice."""
    present = _present(choice.changes[number] for number in choice.page)
    totals = _totals(choice.changes)
    return [
        Table(
            change,
            heading(change),
            totals[change],
            [_difference(choice, number, present) for number in numbers],
        )
        for change, numbers in groupby(
            choice.page, key=lambda number: choice.changes[number]["change"]
        )
    ]


def heading(change: str) -> str:
    return {
        Change.NEW: pgettext("objects of an import", "New"),
        Change.CHANGED: pgettext("objects of an import", "Changed"),
        Change.WITHDRAWN: pgettext("objects of an import", "Withdrawn"),
        Change.UNCHANGED: pgettext("objects of an import", "As before"),
    }[Change(change)]


def kind_name(name: str, *, several: bool = False) -> str:
    options = KINDS[name].model._meta
    return capfirst(options.verbose_name_plural if several else options.verbose_name)


def _totals(changes: Iterable[Told]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for change in changes:
        found[change["change"]] += 1
    return found


def _present(changes: Iterable[Told]) -> dict[tuple[str, Key], Any]:
    """The objects that the directory has: one query for each kind that has a key of one field."""
    keys: dict[str, list[Key]] = defaultdict(list)
    for change in changes:
        keys[change["kind"]].append(change["key"])
    found = {}
    for name, wanted in keys.items():
        model = KINDS[name].model
        if len(names := KEYS[model]) == 1:
            for row in model._base_manager.filter(**{f"{names[0]}__in": wanted}):
                found[name, getattr(row, names[0])] = row
    return found


def _difference(choice: Choice, number: int, present: Mapping[Any, Any]) -> Difference:
    change = choice.changes[number]
    kind = KINDS[change["kind"]]
    known = present.get(identity(change))
    new = change["change"] == Change.NEW
    return Difference(
        number,
        number not in choice.unwanted,
        kind_name(kind.name),
        str(known) if known else _name(kind, change),
        _address(kind, known),
        change["place"]["line"],
        [
            _field(kind, name, None if new else values["before"], values["after"])
            for name, values in change["fields"].items()
        ],
    )


def _address(kind: Kind, known: Any) -> str:
    if known is None:
        return ""
    return reverse(f"admin:directory_{kind.model._meta.model_name}_change", args=[known.pk])


def _name(kind: Kind, change: Told) -> str:
    """Of what is not in the directory yet, or not any more."""
    after = {name: values["after"] for name, values in change["fields"].items()}
    shown = column_language()
    for suffix in (f"_{shown}", "", "_zh", "_en"):
        for stem in ("name", "label", "title"):
            if said := after.get(f"{stem}{suffix}"):
                return str(said)
    key = change["key"]
    if isinstance(key, list):
        return " · ".join(str(part) for part in key if part) or kind_name(kind.name)
    return str(key)


def _field(kind: Kind, name: str, before: Any, after: Any) -> FieldDifference:
    part = kind.parts.get(name)
    if part:
        texts = _items(part, before or [], after)
        label = _part_name(part)
    else:
        column = kind.columns.get(name)
        texts = _text(column, before), _text(column, after)
        label = column.verbose_name if column else name
    return FieldDifference(capfirst(label), *map(_short, history.abridged(*texts)))


def _part_name(part: Part) -> Any:
    """Of tags and capabilities, not of the rows that connect them with a project."""
    model = KINDS[part.name].model if part.name in KINDS else part.model
    return model._meta.verbose_name_plural


def _short(text: str) -> str:
    return Truncator(text.strip("\n") or text).chars(LONGEST)


def _items(part: Part, before: Any, after: Any) -> tuple[str, str]:
    """A line for each item that goes and each that comes, or for all if only their order does."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return _json(before), _json(after)
    gone = [item for item in before if item not in after]
    come = [item for item in after if item not in before]
    if not gone and not come:
        gone, come = before, after
    return _lines(part, gone), _lines(part, come)


def _lines(part: Part, items: Sequence[Any]) -> str:
    return "\n".join(_item(part, item) for item in items)


def _item(part: Part, item: Any) -> str:
    if part.plain or not isinstance(item, dict):
        return item if isinstance(item, str) else _json(item)
    return " · ".join(_said(part, item))


def _said(part: Part, item: Mapping[str, Any]) -> Iterator[str]:
    for name, value in item.items():
        if name == part.reference or name not in (*part.key, *part.others):
            yield value if isinstance(value, str) else _json(value)
            continue
        column: Any = part.model._meta.get_field(name)
        text = _text(column, value)
        yield text if name in part.key else labelled(column.verbose_name, text)


def _text(column: Field | None, value: Any) -> str:
    """A file may say anything; what no column could have is shown as it is written."""
    if column is None or (isinstance(value, list | dict) and column.flatchoices):
        return _json(value)
    if column.is_relation:
        return _json(value) if isinstance(value, list | dict) else str(value or "")
    return history.shown(column, value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
