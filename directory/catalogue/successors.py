"""Who took the place of which project, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from directory.models import Relation


def read() -> dict[int, int]:
    """Of all published projects."""
    return _firsts(Relation.objects.for_successors())


def after(before: Mapping[int, int], changed: BitMap) -> dict[int, int]:
    """The same once these projects have changed: read anew are they, those that they succeed, and
    those that they succeeded."""
    affected = changed | BitMap(
        ended for ended, successor in before.items() if successor in changed
    )
    for pair in Relation.objects.for_successors(changed):
        affected |= BitMap(pair)
    found = _firsts(Relation.objects.for_successors(affected))
    now = dict(before)
    for ended in affected:
        now.pop(ended, None)
        if ended in found:
            now[ended] = found[ended]
    return now


def _firsts(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for ended, successor in pairs:
        found.setdefault(ended, successor)
    return found
