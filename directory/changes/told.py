"""Rows of history in words for everybody, with what kind of change each is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.filters import ChangeKind
from directory.models import CapabilityValue, Link, Project, ProjectTag, Relation
from directory.models.translated import LANGUAGES
from directory.services import history

from .pieces import Piece, pieces

OF_PARTS: dict[type[models.Model], ChangeKind] = {
    Link: ChangeKind.LINKS,
    ProjectTag: ChangeKind.TAGS,
    Relation: ChangeKind.RELATIONS,
    CapabilityValue: ChangeKind.CAPABILITIES,
}
_OF_FIELDS = {"state": ChangeKind.STATUS} | dict.fromkeys(("name", "name_zh"), ChangeKind.TEXT)
_OF_BEGINNINGS = {
    "status": ChangeKind.STATUS,
    "withdrawn_": ChangeKind.STATUS,
    "summary_": ChangeKind.TEXT,
    "description_": ChangeKind.TEXT,
}
# Where a project stands in the list is nothing that became known of it.
_UNTOLD = {"position"}


class Told(NamedTuple):
    """One thing that changed; `lang` is the language of its text, if it is in one."""

    kind: ChangeKind
    what: str
    pieces: list[Piece]
    lang: str = ""

    @property
    def before(self) -> list[Piece]:
        """What stood there, or as much of it as is told."""
        return [piece for piece in self.pieces if piece.kind != "ins"]

    @property
    def after(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "del"]


def told(previous: Any, record: Any, names: history.Names, own: bool) -> Iterator[Told]:
    """What a row tells, given the one before it of the same object."""
    if record.history_type == "-":
        yield gone(record, names)
    elif record.history_type == "+":
        if record.history_change_reason != history.BEFORE:
            yield came(record, names)
    elif previous is None:
        unknown = [Piece("", _("Changed; what exactly is not on record."))]
        yield Told(_kind(record), _noun(record), unknown)
    else:
        yield from differing(previous, record, names, own)


def came(record: Any, names: history.Names) -> Told:
    kind = ChangeKind.NEW if record.instance_type is Project else _kind(record)
    return Told(kind, _noun(record), [Piece("ins", history.title(record, names))])


def gone(record: Any, names: history.Names) -> Told:
    return Told(_kind(record), _noun(record), [Piece("del", history.title(record, names))])


def differing(previous: Any, record: Any, names: history.Names, own: bool) -> Iterator[Told]:
    for field, what, before, after in history.differences(previous, record, names, own):
        if field.name not in _UNTOLD:
            kind = _kind_of_field(field.name) if own else _kind(record)
            lang = LANGUAGES.get(field.name.rpartition("_")[2], "")
            yield Told(kind, what, pieces(before, after), lang)


def _noun(record: Any) -> str:
    """Of several alike in one entry only the first is named, so that all go below one heading."""
    kind = OF_PARTS.get(record.instance_type)
    return str(kind.label if kind else capfirst(record.instance_type._meta.verbose_name))


def _kind(record: Any) -> ChangeKind:
    return OF_PARTS.get(record.instance_type, ChangeKind.FACTS)


def _kind_of_field(name: str) -> ChangeKind:
    begins = (kind for stem, kind in _OF_BEGINNINGS.items() if name.startswith(stem))
    return _OF_FIELDS.get(name) or next(begins, ChangeKind.FACTS)
