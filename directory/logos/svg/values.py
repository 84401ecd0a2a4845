"""Values of CSS properties, written anew from the tokens that are allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import tinycss2

from .allowed import FUNCTIONS

LONGEST = 10_000

_WORD = re.compile(r"[\w-]+")
_COLOR = re.compile(r"[0-9A-Fa-f]{3,8}")
_NAME = re.compile(r"[\w .-]*")

# A reference by the id of what it names, or None if there is no such thing.
Reference = Callable[[str], str | None]


class _NotAllowed(Exception):
    pass


def value(text: str | Iterable[Any], reference: Reference) -> str | None:
    """A value as text or tokens, or None if anything in it is not allowed."""
    if isinstance(text, str) and len(text) > LONGEST:
        return None
    tokens = tinycss2.parse_component_value_list(text) if isinstance(text, str) else text
    try:
        return "".join(_written(token, reference) for token in tokens).strip() or None
    except _NotAllowed:
        return None


def _written(token: Any, reference: Reference) -> str:
    if token.type == "url":
        return _reference(token.value, reference)
    if token.type == "function" and token.lower_name == "url":
        return _reference(_quoted(token.arguments), reference)
    if token.type == "function" and token.lower_name in FUNCTIONS:
        return f"{token.lower_name}({''.join(map(_plain, token.arguments)).strip()})"
    return _plain(token)


def _reference(url: str, reference: Reference) -> str:
    found = reference(url.strip())
    if found is None:
        raise _NotAllowed
    return f"url({found})"


def _quoted(arguments: Iterable[Any]) -> str:
    said = [argument for argument in arguments if argument.type != "whitespace"]
    if [argument.type for argument in said] != ["string"]:
        raise _NotAllowed
    return str(said[0].value)


def _plain(token: Any) -> str:
    match token.type:
        case "whitespace" | "comment":
            return " "
        case "number" | "percentage":
            return str(token.serialize())
        case "dimension" if _WORD.fullmatch(token.unit):
            return f"{token.representation}{token.unit}"
        case "ident" if _WORD.fullmatch(token.value):
            return str(token.value)
        case "hash" if _COLOR.fullmatch(token.value):
            return f"#{token.value}"
        case "string" if _NAME.fullmatch(token.value):
            return f"'{token.value}'"
        case "literal" if token.value in (",", "/"):
            return str(token.value)
    raise _NotAllowed
