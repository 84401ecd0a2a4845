"""What is thrown away: junk, and what is known of people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from directory import heartbeat
from directory.models import Letter, Notice, Suggestion, SuggestionMessage
from directory.services.permissions import Action, may

from . import rights
from .locking import locked


@transaction.atomic
def empty_quarantine(user: Any) -> int:
    """Throw all of it away, and say how much it was. What somebody releases at the same moment
    stays whole."""
    if not may(user, Action.DECIDE):
        raise PermissionDenied(_("Only who reviews the whole list empties the quarantine."))
    junk = Suggestion.objects.locked_junk()
    Suggestion.objects.among(junk).delete()
    return len(junk)


@transaction.atomic
def throw_away(suggestion: Suggestion, user: Any) -> None:
    """One that is in quarantine."""
    suggestion = locked(suggestion, [Suggestion.State.QUARANTINED])
    rights.require(user, suggestion)
    suggestion.delete()


@transaction.atomic
def erase_contributor(suggestion: Suggestion) -> None:
    """Forget who made a suggestion and what they wrote in conversation; what they suggested, and
    what became of it, stays. Whoever calls has checked that it is theirs or that they may ERASE."""
    suggestion = locked(suggestion, Suggestion.State.values)
    Letter.objects.digests_to(suggestion.email).delete()
    suggestion.contributor = suggestion.email = suggestion.address_key = ""
    suggestion.save(update_fields=["contributor", "email", "address_key"])
    SuggestionMessage.objects.by_contributor_of(suggestion).delete()
    Notice.objects.to_contributor_of(suggestion).delete()
    # The public history credits contributors.
    heartbeat.raise_version()
