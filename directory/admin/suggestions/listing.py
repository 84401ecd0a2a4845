"""The list of suggestions: one's own desk first, the oldest at the top."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.admin.fields import is_key
from directory.admin.rights import ReadOnly
from directory.models import Suggestion
from directory.services.permissions import Action, may_somewhere
from directory.services.suggestions import routing
from directory.services.suggestions.words import field_name
from directory.wording import listed

from .bulk import BulkActions
from .filters import AssigneeFilter, PlaceFilter, StateFilter
from .pages import ReviewPages

FIELDS_NAMED = 3


class QueueList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Whose turn each is, of all of a page at once."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        reviewers = routing.reviewers_of_each(self.result_list)
        for suggestion in self.result_list:
            suggestion.reviewers = reviewers[suggestion.pk]


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnly, BulkActions, ReviewPages):
    list_display = ["title", "kind", "changed", "age", "whose", "stands"]
    list_filter = [StateFilter, "kind", PlaceFilter, AssigneeFilter]
    search_fields = ["name", "project__slug", "reason", "contributor"]
    change_list_template = "admin/directory/suggestion_list.html"

    class Media:
        css = {"all": ["directory/suggestions.css"]}
        js = [Script("directory/suggestions.js", defer=True)]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Who decides nothing sees what they suggested themselves."""
        known = routing.with_desk_of(request.user).for_queue()
        if may_somewhere(request.user, Action.DECIDE):
            return known
        return known.made_by(request.user)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["-on_desk", "created", "pk"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return QueueList

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        return self.get_queryset(request).by_id(int(object_id)) if is_key(object_id) else None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may enter sees the list, of which `get_queryset` leaves them what they may."""
        return may_somewhere(request.user, Action.SUGGEST)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """A suggestion is its own history."""
        return self.change_view(request, object_id)

    @admin.display(description=_("project"), ordering="name")
    def title(self, suggestion: Suggestion) -> str:
        if not getattr(suggestion, "on_desk", False):
            return suggestion.name
        return format_html("{} <b class=mine>{}</b>", suggestion.name, _("for me"))

    @admin.display(description=_("what it changes"))
    def changed(self, suggestion: Suggestion) -> str:
        names = dict.fromkeys(field_name(c.field) for c in suggestion.changes.all())
        return listed(names, FIELDS_NAMED)

    @admin.display(description=_("age"), ordering="created")
    def age(self, suggestion: Suggestion) -> str:
        created = localtime(suggestion.created)
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            created.isoformat(),
            date_format(created, "DATETIME_FORMAT"),
            timesince(created, depth=1),
        )

    @admin.display(description=pgettext_lazy("of a suggestion", "state"))
    def stands(self, suggestion: Suggestion) -> str:
        return str(suggestion.get_state_display())

    @admin.display(description=_("who decides"))
    def whose(self, suggestion: Suggestion) -> str:
        return listed(getattr(suggestion, "reviewers", []))
