"""What does not have the shape that the API describes, in words: pydantic's own are English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.representations import Wrong

MOST_ERRORS = 20
_NAME_LENGTH = 80
_ALTERNATIVE = re.compile(r"(list|literal)\[")

_SAYS = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is nothing of this name here."),
    "string_type": _("Write a text in quotes."),
    "string_unicode": _("There is half of a character in it. Delete it."),
    "string_too_long": _("Write at most %(max_length)d characters."),
    "dict_type": _("Write an object."),
    "model_type": _("Write an object."),
    "model_attributes_type": _("Write an object."),
    "list_type": _("Write a list."),
    "bool_type": _("Write true or false."),
    "int_type": _("Write a whole number."),
    "literal_error": _("Choose one of: %(expected)s."),
    "enum": _("Choose one of: %(expected)s."),
}


def misshapen(errors: Sequence[dict[str, Any]]) -> list[Wrong]:
    return [_wrong(error) for error in errors[:MOST_ERRORS]]


def _wrong(error: dict[str, Any]) -> Wrong:
    says = _SAYS.get(error["type"])
    detail = str(says) % error.get("ctx", {}) if says else error["msg"]
    return Wrong(_place(error["loc"]), detail)


def _place(where: Iterable[Any]) -> str:
    """Without the name that the function here gives to the whole, and those of pydantic for what
    may be one thing or another; in ASCII, for names are whatever somebody sends."""
    _kind, _whole, *names = map(str, where)
    said = ".".join(name for name in names if not _ALTERNATIVE.match(name))[:_NAME_LENGTH]
    return said.encode("ascii", "replace").decode() or "body"
