"""Writes into the log of what was done in the admin."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import override

from directory.models import Act

# For people: a text that is the same in all languages, or what says it in the one on display.
Detail = str | Callable[[], str]


def record(user: Any, kind: str, target: Model, detail: Detail = "") -> None:
    """One act on one object by a user."""
    record_each(user, kind, [target], detail)


def record_each(user: Any, kind: str, targets: Iterable[Model], detail: Detail = "") -> None:
    said = detail if isinstance(detail, str) else _in_each_language(detail)
    Act.objects.bulk_create(_line(user, kind, target, said) for target in targets)


def _in_each_language(detail: Callable[[], str]) -> dict[str, str]:
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = str(detail())
    return said


def _line(user: Any, kind: str, target: Model, detail: str | dict[str, str]) -> Act:
    return Act(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(target, for_concrete_model=False),
        object_id=str(target.pk),
        object_repr=str(target)[:200],
        action_flag=CHANGE,
        change_message=Act.message(kind, detail),
    )
