"""When projects were added and last changed."""

from __future__ import annotations

from datetime import UTC, datetime

from pyroaring import BitMap

from .bitmaps import Catalogue


def moment(known: Catalogue, order: str, project_id: int) -> datetime:
    """When a published project was `created` or `modified`, to the second."""
    # The newest comes first, so that the sort key is the negative of its seconds.
    return datetime.fromtimestamp(-known.orders[order].keys[project_id], UTC)


def last_changed(known: Catalogue, ids: BitMap) -> datetime | None:
    """When the entry of any of these published projects was changed last."""
    newest = known.page(ids, "modified", 0, 1)
    return moment(known, "modified", newest[0]) if newest else None
