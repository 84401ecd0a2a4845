"""Values as JSON has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from directory.services.exchange.terms import told


def known(value: Any) -> Any:
    """A column's value; None where it says nothing."""
    return None if value == "" else told(value)


def now() -> Any:
    """To the second."""
    return told(timezone.now().replace(microsecond=0))


def named(names: Sequence[str], values: Iterable[Any]) -> dict[str, Any]:
    return dict(zip(names, map(known, values), strict=True))
