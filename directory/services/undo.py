"""Taking back a change on record: a field gets its value back, what came goes, what went comes."""

from copy import copy
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.models import Project

from . import appointing, history, renaming
from .history import Change

MODELS = {
    model._meta.model_name: model
    for whole, parts in history.PARTS.items()
    for model in (whole, *parts)
}


class CannotUndo(Exception):
    """Why a change cannot be taken back, in words for whoever asked."""


class Undone(NamedTuple):
    """The part that changed as it was until now, and as it is; None where there is none."""

    before: Any
    after: Any


def undo(change: Change, reason: str) -> Undone:
    """Raises CannotUndo if something else depends on the change by now, or came after it."""
    try:
        with appointing.keeping_an_owner():
            return _undo(change, reason)
    except ValidationError as error:
        raise CannotUndo(" ".join(error.messages)) from error


def _undo(change: Change, reason: str) -> Undone:
    model: Any = MODELS[change.model]
    record = model.history.get(history_id=change.record)
    present = model._base_manager.select_for_update().filter(pk=record.id).first()
    if record.history_type == "-":
        if present is not None:
            raise CannotUndo(_("It is there again already."))
        present = record.instance
        present.full_clean()
        history.because(present, reason).save(force_insert=True)
        undone = Undone(None, present)
    elif present is None:
        raise CannotUndo(_("It has been deleted since."))
    elif record.history_type == "+":
        undone = Undone(copy(present), None)
        history.because(present, reason).delete()
    else:
        before = copy(present)
        _change_back(present, record, change.field, reason)
        undone = Undone(before, present)
    _touch(present)
    return undone


def _change_back(present: Any, record: Any, name: str, reason: str) -> None:
    field = present._meta.get_field(name)
    if getattr(present, field.attname) != getattr(record, field.attname):
        raise CannotUndo(_("It has been changed again since. Take the later change back first."))
    before = getattr(_previous(record), field.attname)
    if isinstance(present, renaming.Named) and name == renaming.slug_field(present):
        renaming.rename(present, before, reason)
        return
    setattr(present, field.attname, before)
    present.full_clean()
    history.because(present, reason).save()


def _previous(record: Any) -> Any:
    """The row before this one of the same object."""
    rows = record.instance_type.history.filter(id=record.id).order_by("history_date", "history_id")
    ids = list(rows.values_list("history_id", flat=True))
    place = ids.index(record.history_id)
    if not place:
        raise CannotUndo(_("What it was before is not on record."))
    return rows[place - 1]


def _touch(part: Any) -> None:
    """A project counts as changed with any of its parts."""
    for name in history.PARTS[Project].get(type(part), ()):
        if project := getattr(part, name):
            project.save(update_fields=["modified"])
