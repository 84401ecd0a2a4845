"""What is computed of a catalogue is kept as long as the catalogue."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from .bitmaps import Catalogue

T = TypeVar("T")


def once_per_catalogue(compute: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """For what is too dear to be computed at every request, and too rarely asked for to be in the
    catalogue: anew after every change, at the first request that needs it."""
    kept: WeakKeyDictionary[Catalogue, T] = WeakKeyDictionary()

    @wraps(compute)
    def wrapped(catalogue: Catalogue) -> T:
        if catalogue not in kept:
            kept[catalogue] = compute(catalogue)
        return kept[catalogue]

    return wrapped
