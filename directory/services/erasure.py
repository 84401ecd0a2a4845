"""Forgetting a person: what is known of a contributor or an editor goes, what they did stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django_otp import devices_for_user

from directory import heartbeat
from directory.models import Act, Import, Invitation, Letter, Maintainer, OldHandle, Suggestion
from directory.querysets import personal

from .accounts import sessions
from .appointing import keeping_an_owner
from .suggestions import erasing


@transaction.atomic
def erase_contributor(word: str) -> int:
    """Of all suggestions with this email or name; says how many there were."""
    found = list(Suggestion.objects.of_person(word))
    for suggestion in found:
        if suggestion.email:
            personal.letters_to(Letter, suggestion.email).delete()
        erasing.erase_contributor(suggestion)
    return len(found)


def erase_editor(account: Any) -> str:
    """The account cannot be entered any more, and it and its maintainer have no name but the
    neutral one that is returned. Raises NoOwnerLeft if nobody else is an owner of everything."""
    with keeping_an_owner():
        return _erase_editor(account)


def _erase_editor(account: Any) -> str:
    neutral = f"former-editor-{account.pk}"
    maintainer = Maintainer.objects.by_user([account.pk]).get(account.pk)
    names = [account.username, account.email, account.get_full_name()]
    if maintainer:
        names += [maintainer.handle, maintainer.name]
        _rename(maintainer, neutral)
    names = [name for name in dict.fromkeys(names) if name]
    _take_keys(account)
    _forget_letters(account)
    _clear_reasons_and_log(names, neutral)
    account.username, account.email = neutral, ""
    account.first_name = account.last_name = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.set_unusable_password()
    account.save()
    heartbeat.raise_version()
    return neutral


def left(words: Iterable[str]) -> list[str]:
    """Where these words still stand, which only a person can judge: in texts of projects, in
    files that were imported."""
    sought = [word for word in words if word]
    found = [
        f"{model._meta.label} {pk}: {column}"
        for model, column, keys in personal.mentions(sought)
        for pk in keys
    ]
    files = (
        f"{Import._meta.label} {source.pk}: {source.file}"
        for source in Import.objects.iterator()
        if any(word.lower() in source.text.lower() for word in sought)
    )
    return [*found, *files]


def _rename(maintainer: Maintainer, neutral: str) -> None:
    """In its history, too, and without the addresses where it once was."""
    maintainer.stewardships.all().delete()
    for former in maintainer.old_slugs.all():
        pk = former.pk
        former.delete()
        personal.records_of(OldHandle, pk).delete()
    maintainer.handle, maintainer.name, maintainer.profile_url = neutral, "", ""
    maintainer.save()
    records = personal.records_of(Maintainer, maintainer.pk)
    records.update(handle=neutral, name="", profile_url="")


def _take_keys(account: Any) -> None:
    sessions.end_all(account)
    account.passkeys.all().delete()
    account.api_tokens.all().delete()
    for device in devices_for_user(account, confirmed=None):
        device.delete()


def _forget_letters(account: Any) -> None:
    personal.invitations_of(Invitation, account).delete()
    for name in filter(None, (account.username, account.email)):
        personal.letters_to(Letter, name).delete()
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            personal.with_name(model, name).delete()


def _clear_reasons_and_log(names: Sequence[str], neutral: str) -> None:
    whole = "|".join(re.escape(name) for name in names)
    words = re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.I)
    for history in personal.histories():
        for row in personal.reasons_with(history, names):
            row.history_change_reason = words.sub(neutral, row.history_change_reason)[:100]
            row.save(update_fields=["history_change_reason"])
    for act in personal.log_about(Act, names):
        act.object_repr = words.sub(neutral, act.object_repr)[:200]
        act.change_message = words.sub(neutral, act.change_message)
        act.save(update_fields=["object_repr", "change_message"])
