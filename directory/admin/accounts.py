"""Accounts as owners see them: who is in, how secured, and what to do when a phone is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from directory.models import Account, Act
from directory.services import erasure
from directory.services.accounts import factors, sessions, tokens
from directory.services.accounts.events import happened
from directory.services.appointing import NoOwnerLeft
from directory.services.permissions import Action, may
from directory.wording import listed

from .filters import KnownChoiceFilter
from .lists import ListAdmin
from .rights import ForAuditors


class FactorFilter(KnownChoiceFilter):
    title = _("second factor")
    parameter_name = "factor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def narrowed(self, queryset: Any, value: str) -> Any:
        return queryset.with_factor(value == "yes")


@admin.register(Account)
class AccountAdmin(ForAuditors, ListAdmin):
    list_display = ["username", "maintainer", "email", "factor", "seen", "is_active"]
    list_display_links = None
    list_filter = [FactorFilter, "is_active"]
    search_fields = ["username", "email", "maintainer__handle", "maintainer__name"]
    # Not the password's hash, nor who is an operator.
    fields = ["username", "email", "is_active", "last_login", "date_joined"]
    actions = ["reset_factor", "end_sessions", "erase"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Account.objects.of_editors()

    @admin.display(description=_("second factor"), boolean=True)
    def factor(self, account: Any) -> bool:
        return bool(account.has_factor)

    @admin.display(description=_("last seen"), ordering="last_seen")
    def seen(self, account: Any) -> Any:
        return account.last_seen

    @admin.action(description=_("Reset the second factor"), permissions=["view"])
    def reset_factor(self, request: HttpRequest, queryset: Any) -> None:
        """Sessions and tokens end, too: whoever holds the lost phone may be in one of them."""

        def reset(account: Account) -> None:
            factors.reset(account, request.user)
            sessions.end_all(account)
            tokens.revoke_all(account)

        done = ngettext(
            "Reset the second factor of %(count)d account; its password alone opens it now: "
            "%(names)s.",
            "Reset the second factor of %(count)d accounts; the password alone opens them now: "
            "%(names)s.",
            len(queryset),
        )
        self._to_each(request, queryset, reset, done)

    @admin.action(description=_("End all sessions"), permissions=["view"])
    def end_sessions(self, request: HttpRequest, queryset: Any) -> None:
        def end(account: Account) -> None:
            ended = sessions.end_all(account)
            happened(Act.Kind.SESSIONS_ENDED, account, request.user, str(ended))

        done = ngettext(
            "Ended the sessions of %(count)d account: %(names)s.",
            "Ended the sessions of %(count)d accounts: %(names)s.",
            len(queryset),
        )
        self._to_each(request, queryset, end, done)

    def has_erase_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Action.ERASE)

    @admin.action(description=_("Erase the person"), permissions=["erase"])
    def erase(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Asks first: it cannot be undone."""
        if "confirmed" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": gettext("Erase these people?"),
                "accounts": queryset,
                "opts": self.opts,
            }
            return TemplateResponse(request, "admin/directory/erase.html", context)

        def erase(account: Account) -> None:
            erasure.erase_editor(account)
            happened(Act.Kind.ERASED, account, request.user)

        done = ngettext(
            "Erased %(count)d person: %(names)s.",
            "Erased %(count)d people: %(names)s.",
            len(queryset),
        )
        try:
            with transaction.atomic():
                self._to_each(request, queryset, erase, done)
        except NoOwnerLeft as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        return None

    def _to_each(
        self, request: HttpRequest, accounts: Any, act: Callable[[Account], None], done: str
    ) -> None:
        """Operators are left to operators."""
        reached = [a for a in accounts if request.user.is_superuser or not a.is_superuser]
        for account in reached:
            act(account)
        if reached:
            names = listed(account.username for account in reached)
            told = done % {"count": len(reached), "names": names}
            self.message_user(request, told, messages.SUCCESS)
        if len(reached) < len(accounts):
            told = gettext("Accounts of operators were left as they are.")
            self.message_user(request, told, messages.WARNING)
