"""Who took the place of which project, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from directory.models import Relation


def read() -> dict[int, int]:
    """Of all published projects."""
    return _successors(Relation.objects.for_successors())


def after(before: Mapping[int, int], changed: BitMap) -> dict[int, int]:
    """The same once these projects have changed: read anew are they, those that they succeed, and
    those that they succeeded."""
    affected = changed | BitMap(
        ended for ended, successor in before.items() if successor in changed
    )
    for _kind, source, target in Relation.objects.for_successors(changed):
        affected |= BitMap([source, target])
    found = _successors(Relation.objects.for_successors(affected))
    now = dict(before)
    for ended in affected:
        now.pop(ended, None)
        if ended in found:
            now[ended] = found[ended]
    return now


def _successors(relations: Iterable[tuple[str, int, int]]) -> dict[int, int]:
    """What a project was renamed to or merged into beats what followed it."""
    found: dict[int, int] = {}
    for kind, source, target in relations:
        if kind == Relation.Kind.SUCCESSOR_OF:
            found.setdefault(target, source)
        else:
            found[source] = target
    return found
