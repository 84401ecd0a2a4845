"""Writes into the log of what was done in the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import CHANGE
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from directory.models import Act


def record(user: Any, kind: str, target: Model, detail: str = "") -> None:
    """One act on one object by a user; `detail` is for people, in whatever language it is."""
    record_each(user, kind, [target], detail)


def record_each(user: Any, kind: str, targets: Iterable[Model], detail: str = "") -> None:
    Act.objects.bulk_create(_line(user, kind, target, detail) for target in targets)


def _line(user: Any, kind: str, target: Model, detail: str) -> Act:
    return Act(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(target, for_concrete_model=False),
        object_id=str(target.pk),
        object_repr=str(target)[:200],
        action_flag=CHANGE,
        change_message=Act.message(kind, detail),
    )
