"""Two states of a project compared."""

from __future__ import annotations

from collections.abc import Iterable

from directory.models import Project
from directory.services import history
from directory.services.history import State

from .told import Told, came, differing, gone


def between(one: State, other: State) -> list[Told]:
    """How the second differs from the first, field by field and part by part."""
    names = history.names_in([*one.values(), *other.values()])
    return list(_differences(one, other, names))


def _differences(one: State, other: State, names: history.Names) -> Iterable[Told]:
    for key in one | other:
        before, after = one.get(key), other.get(key)
        if before is None:
            yield came(after, names)
        elif after is None:
            yield gone(before, names)
        else:
            yield from differing(before, after, names, own=key[0] is Project)
