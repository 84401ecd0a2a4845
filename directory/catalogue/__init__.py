"""The published directory as bitmaps: which projects have which value, how many, in which order.

One catalogue per process, built from the database in one pass and brought up to date by the
projects that the log of changes names. A catalogue never changes once it is handed out: an update
makes a new one that shares what stayed the same.
"""

import threading

from django.db import connection

from directory import heartbeat, outdated
from directory.heartbeat import LAST, Place

from .bitmaps import CARDS_KEPT, TILES_KEPT, Catalogue
from .changed import last_changed, moment
from .choices import ORIGIN
from .kept import once_per_catalogue
from .periods import UP_TO, Period
from .row import (
    BESIDE_FACETS,
    FACETS,
    FEATURED,
    FILTERS,
    MISSING,
    NONE,
    ORDERS,
    PART,
    PERIODS,
    UNVERIFIED,
)
from .selection import ALL_OF, Selection
from .taxonomy import Taxonomy

__all__ = [
    "ALL_OF",
    "BESIDE_FACETS",
    "CARDS_KEPT",
    "FACETS",
    "FEATURED",
    "FILTERS",
    "MISSING",
    "NONE",
    "ORDERS",
    "ORIGIN",
    "PART",
    "PERIODS",
    "TILES_KEPT",
    "UNVERIFIED",
    "UP_TO",
    "Catalogue",
    "Period",
    "Selection",
    "Taxonomy",
    "current",
    "forget",
    "last_changed",
    "moment",
    "once_per_catalogue",
]

# Above this many changes a rebuild is cheaper; a rebuild of more projects than SMALL is done in
# the background while readers get the previous catalogue.
CHANGES_AT_MOST = 1_000
SMALL = 10_000

_held: Catalogue | None = None
_lock = threading.Lock()
_rebuilding = threading.Lock()


def current() -> Catalogue:
    """The catalogue at the version of the database; one query if nothing changed.

    While a large directory is rebuilt, the previous one. Within a transaction a private one: what
    it sees may never be committed.
    """
    if connection.in_atomic_block:
        return Catalogue.build()
    held = _held
    if held is not None and held.version == heartbeat.version():
        return held
    if held is not None and _rebuilding.locked():
        outdated.was_given()
        return held
    with _lock:
        return _catch_up()


def forget() -> None:
    """Drop the catalogue of this process."""
    global _held
    _held = None


def _catch_up() -> Catalogue:
    """By one thread at a time, and the version read anew: another may have done it meanwhile."""
    global _held
    held, version = _held, heartbeat.version()
    if held is not None and held.version == version:
        return held
    if held is None or held.version > version:
        _held = Catalogue.build()
        return _held
    changes = heartbeat.changes_after(Place(held.version, LAST), CHANGES_AT_MOST + 1)
    if len(changes) <= CHANGES_AT_MOST:
        _held = held.updated(version, [change.project_id for change in changes])
    elif len(held.published) <= SMALL:
        _held = Catalogue.build()
    else:
        outdated.was_given()
        if _rebuilding.acquire(blocking=False):
            threading.Thread(target=_rebuild, name="catalogue", daemon=True).start()
        return held
    return _held


def _rebuild() -> None:
    global _held
    try:
        _held = Catalogue.build()
    finally:
        connection.close()
        _rebuilding.release()
