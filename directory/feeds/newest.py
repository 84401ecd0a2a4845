"""Which of some projects became something last, such as public or ended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet
from pyroaring import BitMap

from directory.catalogue import Catalogue, moment
from directory.models import Project
from directory.services import history

# A reading of `querysets.records`: of which projects since when something holds.
Since = Callable[[type[Project], Iterable[int] | None, str], QuerySet]


def newest(known: Catalogue, ids: BitMap, since: Since, at_most: int) -> list[int]:
    """Newest first, and of one time by id, as the catalogue has them. What is as it is for longer
    than the record goes back counts from when it was added.

    Nothing becomes anything before it was added, so what is not on record and belongs here is among
    as many that were added last.
    """
    narrowed = None if len(ids) == len(known.published) else ids
    on_record = dict(since(Project, narrowed, history.BEFORE)[:at_most])
    added = known.page(ids, "created", 0, at_most)
    times: dict[int, datetime] = {i: moment(known, "created", i) for i in added} | on_record
    return sorted(times, key=lambda i: (-times[i].timestamp(), i))[:at_most]


def times(ids: Collection[int], since: Since) -> dict[int, datetime]:
    """Of those of some projects of which it is on record."""
    return dict(since(Project, ids, history.BEFORE))
