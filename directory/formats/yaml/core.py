"""What an unquoted text means in YAML 1.2: its core schema."""

import math
import re

_CONSTANTS: dict[str, bool | None] = (
    dict.fromkeys(["", "~", "null", "Null", "NULL"])
    | dict.fromkeys(["true", "True", "TRUE"], True)
    | dict.fromkeys(["false", "False", "FALSE"], False)
)
# Any text that is no string begins so; most texts do not.
_BEGINS = frozenset("~nNtTfF+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
# Python's own limit for a number that is spelled in decimal.
_MOST_DIGITS = 4300


def value_of(text: str) -> str | int | float | bool | None:
    """What an unquoted text means. A number that JSON has no room for stays a text: `.inf`."""
    if text and text[0] not in _BEGINS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) <= _MOST_DIGITS:
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            number = float(text)
            return number if math.isfinite(number) else text
    return text
