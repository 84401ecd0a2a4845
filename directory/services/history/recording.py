"""What goes on record beside the change itself: its reason, and how things were before."""

from __future__ import annotations

from typing import Any

# The reason of rows that tell no change but how things were before the first one on record.
BEFORE = "before the first recorded change"


def stated(reason: str) -> str | None:
    """A reason as it goes on record. Where only `begin` says so, no typed one hides a change."""
    return reason if reason and reason != BEFORE else None


def because(instance: Any, reason: str) -> Any:
    """The same object, whose next save or deletion goes on record with this reason."""
    instance._change_reason = stated(reason)
    return instance


def begin(*objects: Any) -> None:
    """Put on record how objects of one model are in the database, where nothing is on record yet.

    What plain SQL or a bulk load put there has no history, so the first change would have nothing
    to differ from.
    """
    keys = {instance.pk for instance in objects}
    if not keys or not hasattr(objects[0], "history"):
        return
    model = type(objects[0])
    recorded = model.history.filter(id__in=keys).values("id")
    unrecorded = model._base_manager.filter(pk__in=keys).exclude(pk__in=recorded)
    model.history.bulk_history_create(unrecorded, default_change_reason=BEFORE)
