"""Where a page of a list ends, so that the next one begins behind it whatever was edited since."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

Key = str | int


class Cursor(NamedTuple):
    """`of` stands for the question; `key` is by what the last project of the page is sorted."""

    of: str
    key: Key
    id: int

    def __str__(self) -> str:
        written = json.dumps(self, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def read(text: str) -> Cursor:
    """Raises ValueError for what no `Cursor` is written as."""
    try:
        said = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except RecursionError as error:
        raise ValueError("no cursor") from error
    if not isinstance(said, list) or [type(part) for part in said] not in _TYPES:
        raise ValueError("no cursor")
    cursor = Cursor(*said)
    if str(cursor) != text:
        raise ValueError("not as it was written")
    return cursor


_TYPES = ([str, str, int], [str, int, int])


def question(asked: str) -> str:
    """A mark of all that is asked but the page."""
    return hashlib.sha256(asked.encode()).hexdigest()[:12]
