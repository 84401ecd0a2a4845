"""Notices that are due become one letter for each reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from directory.models import Account, Letter, Notice, Suggestion
from directory.services import outbox
from directory.services.permissions import Action, may
from directory.services.suggestions.routing import target_of

from . import digest, moments
from .subscriptions import OfContributor, OfEditor, Subscription, address_of, preference_of

# In one letter; what is more comes with the next run. SQLite takes 32,766 ids in a query.
MOST = 10_000

Kind = Notice.Kind
State = Suggestion.State


def gather(now: datetime) -> int:
    """How many letters were put into the outbox."""
    Notice.objects.unwanted().delete()
    due = Notice.objects.due(moments.last(now))
    written = [_to_editor(account, due) for account in Account.objects.to_be_told(due.editors())]
    written += [_to_contributor(*reader, due) for reader in due.contributors()]
    return written.count(True)


@transaction.atomic
def _to_editor(account: Account, due: Any) -> bool:
    notices = _taken(due.to_editor(account))
    concerning = [notice for notice in notices if _concerns(account, notice)]
    language = preference_of(account).language
    return _write(OfEditor(account), language, concerning, user=account)


@transaction.atomic
def _to_contributor(email: str, language: str, due: Any) -> bool:
    notices = _taken(due.to_address(email, language))
    told = [notice for notice in notices if _is_news(notice)]
    return bool(told) and _write(OfContributor(told[-1].suggestion), language, told)


def _taken(due: Any) -> list[Notice]:
    """They are gone as soon as the letter is there."""
    notices: list[Notice] = due.locked(MOST)
    Notice.objects.among(notice.pk for notice in notices).delete()
    return notices


def _concerns(account: Account, notice: Notice) -> bool:
    """Whether it still waits for this editor, who may have lost the right to decide on it."""
    if notice.kind in (Kind.ASKED, Kind.DECIDED):
        return _is_news(notice)
    suggestion = notice.suggestion
    if notice.kind == Kind.SUGGESTED and suggestion.state == State.ASKED:
        return False
    assignee = suggestion.assignee
    is_theirs = assignee is None or assignee.user_id == account.pk
    return (
        suggestion.is_open
        and (is_theirs or notice.kind == Kind.REPLIED)
        and may(account, Action.DECIDE, target_of(suggestion))
    )


def _is_news(notice: Notice) -> bool:
    """To who suggested it: a question may have been answered by now."""
    return notice.kind != Kind.ASKED or notice.suggestion.state == State.ASKED


def _write(
    subscription: Subscription, language: str, notices: Sequence[Notice], user: Any = None
) -> bool:
    if not notices:
        return False
    with override(language):
        mail = digest.compose(subscription, notices)
        outbox.post(
            Letter.Kind.DIGEST,
            subscription.email,
            mail.subject,
            mail.text,
            html=mail.html,
            unsubscribe=address_of(subscription),
            user=user,
        )
    return True
