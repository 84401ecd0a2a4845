"""Values by the id of a project, in lists as long as the largest id, for they take less memory."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any


def column(*, of_text: bool) -> Any:
    """Texts in a list, numbers in less memory."""
    return [] if of_text else array("q")


def by_id(ids: Sequence[int], values: Any) -> Any:
    placed = _nothing(values) * (max(ids, default=-1) + 1)
    for i, value in zip(ids, values, strict=True):
        placed[i] = value
    return placed


def put(values: Any, place: int, value: Any) -> None:
    if (missing := place + 1 - len(values)) > 0:
        values.extend(_nothing(values) * missing)
    values[place] = value


def _nothing(values: Any) -> Any:
    return array("q", [0]) if isinstance(values, array) else [None]
