"""The log of everything that was done in the admin, for owners to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Act

from .filters import KnownChoiceFilter
from .lists import ListAdmin
from .rights import ForAuditors

OF_DJANGO = {
    "added": (ADDITION, pgettext_lazy("log", "Added")),
    "changed": (CHANGE, pgettext_lazy("log", "Changed")),
    "deleted": (DELETION, pgettext_lazy("log", "Deleted")),
}


class KindFilter(KnownChoiceFilter):
    title = _("what")
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        ours = Act.Kind.choices
        return [*((name, label) for name, (_flag, label) in OF_DJANGO.items()), *ours]

    def narrowed(self, queryset: Any, value: str) -> Any:
        if value in OF_DJANGO:
            return queryset.of_django(OF_DJANGO[value][0])
        return queryset.of_kind(value)


@admin.register(Act)
class ActAdmin(ForAuditors, ListAdmin):
    list_display = ["action_time", "user", "what", "kind", "object", "detail"]
    list_display_links = None
    list_filter = [KindFilter, "action_time", "user"]
    search_fields = ["object_repr", "user__username", "change_message"]
    date_hierarchy = "action_time"
    fields = ["action_time", "user", "what", "kind", "object", "detail"]
    readonly_fields = ["what", "kind", "object", "detail"]
    actions = None

    class Media:
        css = {"all": ["directory/account.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return Act.objects.for_list()

    @admin.display(description=_("what"))
    def what(self, act: Act) -> str:
        return act.what

    @admin.display(description=_("kind"))
    def kind(self, act: Act) -> str:
        return capfirst(str(act.content_type.name)) if act.content_type else ""

    @admin.display(description=_("object"))
    def object(self, act: Act) -> str:
        address = None if act.is_deletion() else act.get_admin_url()
        name = act.object_repr
        return format_html('<a href="{}">{}</a>', address, name) if address else name

    @admin.display(description=_("details"))
    def detail(self, act: Act) -> str:
        return act.detail
