"""The outbox for owners: which mail went out, what waits and why, and what was given up."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from directory.models import Letter
from directory.querysets import LetterQuerySet
from directory.services import outbox

from .filters import StateFilter
from .lists import ListAdmin
from .rights import ForAuditors


class LetterStateFilter(StateFilter):
    title = pgettext_lazy("of a letter", "state")


@admin.register(Letter)
class LetterAdmin(ForAuditors, ListAdmin):
    """Without the texts, which are for their readers alone."""

    list_display = ["created", "to", "kind", "subject", "state", "attempts", "error"]
    list_display_links = None
    list_filter = [LetterStateFilter, "kind"]
    search_fields = ["to", "subject", "error"]
    fields = ["created", "to", "kind", "subject", "state", "attempts", "not_before", "error"]
    readonly_fields = ["state"]
    ordering = ["-created", "-id"]
    actions = ["try_again"]

    class Media:
        css = {"all": ["directory/account.css"]}

    @admin.display(description=pgettext_lazy("of a letter", "state"))
    def state(self, letter: Letter) -> str:
        return str(letter.state.label)

    @admin.action(description=_("Try the selected letters again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: LetterQuerySet) -> None:
        count = outbox.try_again(queryset)
        told = ngettext(
            "%(count)d letter that was given up is due again.",
            "%(count)d letters that were given up are due again.",
            count,
        )
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, told % {"count": count}, level)
