"""What of a large graph is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

Neighbours = Mapping[int, Sequence[int]]


def neighbours_of(
    edges: Iterable[tuple[int, int]], nodes: Iterable[int] = ()
) -> dict[int, list[int]]:
    """Of the nodes of the edges, and of others that may have none."""
    found: dict[int, list[int]] = {node: [] for node in nodes}
    for one, other in edges:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def parts(neighbours: Neighbours) -> list[list[int]]:
    """The nodes of each connected part, largest first."""
    found: list[list[int]] = []
    seen: set[int] = set()
    for node in neighbours:
        if node not in seen:
            found.append(_reached(node, neighbours))
            seen.update(found[-1])
    return sorted(found, key=len, reverse=True)


def _reached(start: int, neighbours: Neighbours) -> list[int]:
    """Every node that can be reached from one, the nearest first."""
    found = {start: None}
    waiting = [start]
    for node in waiting:
        fresh = dict.fromkeys(other for other in neighbours[node] if other not in found)
        found |= fresh
        waiting.extend(fresh)
    return waiting


def most_connected(edges: Sequence[tuple[int, int]], at_most: int) -> list[int]:
    """The nodes of the largest connected parts; of a part that has no room, those with the most
    neighbours. None stands alone."""
    neighbours = neighbours_of(edges)
    by_part = (sorted(part, key=lambda i: (-len(neighbours[i]), i)) for part in parts(neighbours))
    chosen = set(list(chain.from_iterable(by_part))[:at_most])
    joined = {i for edge in edges if chosen.issuperset(edge) for i in edge}
    return sorted(joined)
