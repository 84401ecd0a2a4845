"""A short text for all that a project says, field by field, so that it tells which have changed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from directory.formats.records import Fields

# Of each field, 24 bits in four letters.
_BYTES, _LETTERS = 3, 4


def mark(fields: Fields) -> str:
    return "".join(_letters(fields[name]) for name in sorted(fields))


def changed_since(seen: str, fields: Fields) -> list[str]:
    """The fields that are otherwise now; all of them if the mark is none of such a project."""
    names = sorted(fields)
    if len(seen) != _LETTERS * len(names):
        return names
    return [
        name
        for number, name in enumerate(names)
        if seen[number * _LETTERS : (number + 1) * _LETTERS] != _letters(fields[name])
    ]


def _letters(value: object) -> str:
    said = json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(sha256(said).digest()[:_BYTES]).decode()
