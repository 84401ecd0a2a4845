"""What is wrong with a value, for who fills in a form: in place of a field's name in a file it says
how the form calls it, and it asks for no quotes."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.formats.own.faults import Fault, either, shown
from directory.formats.records import Fields
from directory.wording import labelled

from .subject import LISTS


def told(fault: Fault, said: Fields) -> str:
    """Nothing where it is told as of a file."""
    if fault.code == "empty":
        return _("This cannot be empty.")
    if fault.code == "missing-key":
        wanted = either(_label(str(fault.path[0]), name) for name in fault.lacks)
        return " ".join([_("%(fields)s is missing.") % {"fields": wanted}, fault.remedy])
    if fault.code == "too-long":
        return fault.remedy
    if fault.code == "malformed":
        value = shown(str(_at(fault.path, said)))
        return labelled(f"“{value}”", fault.remedy)
    return ""


def _at(path: tuple[str | int, ...], said: Any) -> Any:
    for part in path:
        said = said[part]
    return said


def _label(field: str, name: str) -> str:
    """Of what an item of a list says, as its control is called."""
    sources = {"zh": _("what was read (Chinese)"), "en": _("what was read (English)")}
    if field == "sources":
        return sources.get(name, name)
    part = LISTS.get(field)
    column = part.columns.get(name) if part else None
    return str(capfirst(column.verbose_name)) if column is not None else name
