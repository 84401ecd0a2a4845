"""What of a large graph is drawn."""

from collections.abc import Iterable, Sequence
from itertools import chain

from .stress import Neighbours, distances


def neighbours_of(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
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
            found.append(list(distances(node, neighbours)))
            seen.update(found[-1])
    return sorted(found, key=len, reverse=True)


def most_connected(edges: Sequence[tuple[int, int]], at_most: int) -> list[int]:
    """The nodes of the largest connected parts; of a part that has no room, those with the most
    neighbours. None stands alone."""
    neighbours = neighbours_of(edges)
    by_part = (sorted(part, key=lambda i: (-len(neighbours[i]), i)) for part in parts(neighbours))
    chosen = set(list(chain.from_iterable(by_part))[:at_most])
    joined = {i for edge in edges if chosen.issuperset(edge) for i in edge}
    return sorted(joined)
