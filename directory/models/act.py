"""The log of what was done in the admin, Django's own, with acts that Django does not know."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.querysets import ActQuerySet


class ActKind(models.TextChoices):
    INVITED = "invited", _("Invited")
    REINVITED = "reinvited", _("Sent the invitation again")
    UNINVITED = "uninvited", _("Revoked the invitation")
    JOINED = "joined", _("Accepted the invitation")
    LOGGED_IN = "logged-in", _("Logged in")
    PASSWORD_CHANGED = "password-changed", _("Changed the password")
    PASSWORD_RESET = "password-reset", _("Chose a new password after a mail")
    ADDRESS_CHANGED = "address-changed", _("Changed the address")
    FACTOR_ADDED = "factor-added", _("Added a second factor")
    FACTOR_REMOVED = "factor-removed", _("Removed a second factor")
    CODES_MADE = "codes-made", _("Made new recovery codes")
    FACTOR_RESET = "factor-reset", _("Reset the second factor")
    TOKEN_ADDED = "token-added", _("Added an API token")
    TOKEN_REVOKED = "token-revoked", _("Revoked an API token")
    SESSIONS_ENDED = "sessions-ended", _("Ended sessions")
    EDITED = "edited", _("Changed through the API")
    ADDED = "added", _("Added through the API")
    PUBLISHED = "published", pgettext_lazy("log", "Published")
    WITHDREW = "withdrew", _("Withdrew")
    MERGED = "merged", pgettext_lazy("log", "Merged")
    UNMERGED = "unmerged", _("Undid a merge")
    IMPORTED = "imported", _("Imported")
    TOOK_BACK = "took-back", _("Took a change back")
    DECIDED = "decided", _("Decided on a suggestion")
    FORGOT = "forgot", _("Forgot who suggested it")
    ERASED = "erased", _("Erased a person")
    EMPTIED = "emptied", _("Emptied the quarantine")
    SECRET_MADE = "secret-made", _("Made a new secret")
    SWITCHED_ON = "switched-on", _("Switched on")
    SWITCHED_OFF = "switched-off", _("Switched off")
    SENT_AGAIN = "sent-again", pgettext_lazy("log", "Sent again")
    FILLED_MATRIX = "filled-matrix", _("Changed the matrix")


class Act(LogEntry):
    """A line of the log. What is not among Django's three actions stands in `change_message` as
    `[{"act": …, "detail": …}]`, which Django's own pages pass over; a detail that is not the same
    in all languages is an object with a text for each."""

    Kind = ActKind

    objects = ActQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-action_time", "-id"]

    def __str__(self) -> str:
        return f"{self.what} {self.object_repr}"

    @staticmethod
    def message(kind: str, detail: str | dict[str, str] = "") -> str:
        return json.dumps([{"act": kind, "detail": detail}], ensure_ascii=False)

    @property
    def what(self) -> str:
        """In the language of the reader."""
        known = self._known()
        if known:
            return str(ActKind(known["act"]).label)
        return {
            ADDITION: pgettext("log", "Added"),
            CHANGE: pgettext("log", "Changed"),
            DELETION: pgettext("log", "Deleted"),
        }[self.action_flag]

    @property
    def detail(self) -> str:
        known = self._known()
        if not known:
            return self.get_change_message()
        said = known["detail"]
        return str(said.get(get_language(), "") if isinstance(said, dict) else said)

    def get_change_message(self) -> str:
        """Django's own, which looks for translations of the labels of fields as it keeps them, in
        English with a capital letter, where the names of fields are translated without."""
        entry = LogEntry(change_message=self.change_message)
        try:
            said = json.loads(self.change_message)
            for fields in (each["changed"]["fields"] for each in said if "changed" in each):
                fields[:] = [_label(field) for field in fields]
            entry.change_message = json.dumps(said)
        except (ValueError, TypeError, KeyError):
            pass  # no message of Django's admin, and told as it is
        return str(entry.get_change_message())

    def _known(self) -> dict[str, Any]:
        """The act, or nothing if this is a line of Django's."""
        try:
            (said,) = json.loads(self.change_message)
            return said if said["act"] in ActKind.values else {}
        except (ValueError, TypeError, KeyError):
            return {}


def _label(field: str) -> str:
    return str(capfirst(gettext(field[:1].lower() + field[1:])))
