"""What is new for each webhook becomes one message, as long as none is on its way to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction

from directory import heartbeat
from directory.heartbeat import LAST, Place
from directory.models import Category, Project, Webhook
from directory.querysets import records
from directory.services import history

from . import messages

# Of how many changed projects a message is made. Whoever is told of more has to ask for the rest.
MOST_CHANGES = 500

Kind = Webhook.Kind
ABSENT = ("", "")


def gather() -> int:
    """How many messages were put down."""
    return [_tell(pk) for pk in Webhook.objects.to_be_told()].count(True)


@transaction.atomic
def _tell(pk: int) -> bool:
    webhook = Webhook.objects.locked(pk)
    if webhook is None or webhook.version == heartbeat.version():
        return False
    if webhook.deliveries.on_their_way().exists():
        return False  # another command was quicker
    # In this order: what changes in between is told now and, once more, next time.
    history_read = records.newest(Project)
    version = heartbeat.version()
    places = heartbeat.changes_after(Place(webhook.version, LAST), MOST_CHANGES + 1)
    complete = len(places) <= MOST_CHANGES
    told = list(_changes(webhook, [place.project_id for place in places[:MOST_CHANGES]]))
    if is_news := bool(told or not complete):
        messages.changes(webhook, version, told, complete=complete).save()
    webhook.version, webhook.history_read = version, history_read
    webhook.save(update_fields=["version", "history_read"])
    return is_news


def _changes(webhook: Webhook, ids: Collection[int]) -> Iterator[messages.Change]:
    """Of what is gone, or a draft again, what was public is told."""
    within = Category.objects.ids_within(webhook.category) if webhook.category else None
    before = records.as_of_row(Project, ids, webhook.history_read)
    now = Project.objects.for_webhooks(ids)
    slugs = Category.objects.slugs_by_id()
    for pk in ids:
        project, record = now.get(pk), before.get(pk)
        told = record if project is None or project.state == Project.State.DRAFT else project
        kind = _kind(_was(record, webhook.history_read), project)
        if told is None or kind not in webhook.kinds:
            continue
        places = {each.category_id for each in (project, record) if each}
        if within is None or places & within:
            yield messages.change(kind, pk, told, slugs.get(told.category_id, ""))


def _was(record: Any, history_read: int) -> tuple[str, str] | None:
    """State and status that were told, None if nobody knows."""
    if record is None:
        return None
    is_later = record.history_id > history_read
    came = record.history_type == "+" and record.history_change_reason != history.BEFORE
    if record.history_type == "-" or (is_later and came):
        return ABSENT
    return record.state, record.status


def _kind(was: tuple[str, str] | None, project: Project | None) -> str:
    """Empty if the public sees nothing of it."""
    is_public = project is not None and project.state == Project.State.PUBLISHED
    was_public = is_public if was is None else was[0] == Project.State.PUBLISHED
    if not is_public:
        return Kind.WITHDRAWN if was_public else ""
    if not was_public:
        return Kind.NEW
    assert project
    ended = project.is_ended and was is not None and was[1] not in Project.ENDED
    return Kind.ENDED if ended else Kind.CHANGED
