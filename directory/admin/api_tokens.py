"""The tokens of all programs for owners: whose they are, what they may, and a way to end them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from directory.models import ApiToken
from directory.services.accounts import tokens

from .lists import ListAdmin, names_of
from .rights import ForAuditors


@admin.register(ApiToken)
class ApiTokenAdmin(ForAuditors, ListAdmin):
    list_display = ["name", "user", "beginning", "allowed", "created", "expires", "used", "state"]
    list_display_links = None
    search_fields = ["name", "beginning", "user__username"]
    fields = ["name", "user", "beginning", "allowed", "created", "expires", "used", "state"]
    readonly_fields = ["allowed", "state"]
    ordering = ["-created", "-id"]
    actions = ["revoke"]

    class Media:
        css = {"all": ["directory/account.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return ApiToken.objects.for_admin_list()

    @admin.display(description=pgettext_lazy("token", "may"))
    def allowed(self, token: ApiToken) -> str:
        semicolon = pgettext("between the items of a list", "; ")
        return semicolon.join(token.scope_labels) or pgettext("token", "Read")

    @admin.display(description=pgettext_lazy("of a token", "state"))
    def state(self, token: ApiToken) -> str:
        return str(token.state.label)

    @admin.action(description=_("Revoke the selected tokens"), permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        revoked = [token for token in queryset if tokens.revoke(token, request.user)]
        told = ngettext(
            "Revoked %(count)d token: %(names)s.",
            "Revoked %(count)d tokens: %(names)s.",
            len(revoked),
        )
        level = messages.SUCCESS if revoked else messages.WARNING
        words = {"count": len(revoked), "names": names_of(revoked) or "–"}
        self.message_user(request, told % words, level)
