"""When projects were last changed."""

from __future__ import annotations

from datetime import UTC, datetime

from pyroaring import BitMap

from .bitmaps import Catalogue


def last_changed(known: Catalogue, ids: BitMap) -> datetime | None:
    """When the entry of any of these published projects was changed last."""
    newest = known.page(ids, "modified", 0, 1)
    # The newest comes first, so that the sort key is the negative of its seconds.
    keys = known.orders["modified"].keys
    return datetime.fromtimestamp(-keys[newest[0]], UTC) if newest else None
