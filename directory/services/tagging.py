"""Tags that mean the same made one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from directory.models import Tag
from directory.text import fold

from . import history, renaming


@transaction.atomic
def merge(losers: Iterable[Tag], winner: Tag, reason: str = "") -> None:
    """Projects that carry one of the losers carry the winner; what the losers were called are
    synonyms of it, and their addresses lead to it.

    Raises ValidationError if the winner cannot be as it would then be.
    """
    history.begin(winner)
    for loser in losers:
        if loser != winner:
            _retag(loser, winner, reason)
            winner.synonyms = _synonyms(winner, loser)
            _pass_on(loser, winner, reason)
    winner.full_clean()
    history.because(winner, reason).save()


def _retag(loser: Tag, winner: Tag, reason: str) -> None:
    tagged = set(winner.project_tags.values_list("content_object_id", flat=True))
    for item in loser.project_tags.order_by("pk"):
        history.begin(item)
        if item.content_object_id in tagged:
            history.because(item, reason).delete()
        else:
            item.tag = winner
            history.because(item, reason).save()


def _synonyms(winner: Tag, loser: Tag) -> list[str]:
    """The winner's, and each word of the loser's that finds the winner by no other."""
    found = list(winner.synonyms)
    known = {fold(word) for word in (winner.name, winner.label_zh, *found)}
    for word in (loser.name, loser.label_zh, *loser.synonyms):
        if word and fold(word) not in known:
            known.add(fold(word))
            found.append(word)
    return found


def _pass_on(loser: Tag, winner: Tag, reason: str) -> None:
    for old in loser.old_slugs.all():
        history.begin(old)
        old.tag = winner
        history.because(old, reason).save()
    slug = loser.slug
    history.begin(loser)
    history.because(loser, reason).delete()
    renaming.keep_leading(slug, winner, reason)
