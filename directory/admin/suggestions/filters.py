"""What the list of suggestions can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.admin.filters import CategoryFilter, KnownChoiceFilter
from directory.models import Suggestion

State = Suggestion.State
OPEN, ALL, MINE = "open", "all", "mine"


class StateFilter(KnownChoiceFilter):
    """What waits is shown unless something else is asked for."""

    title = pgettext_lazy("of a suggestion", "state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(MINE, _("For me")), *State.choices, (ALL, _("All"))]

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Without Django's own “All”, which would stand for nothing chosen."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("All that are open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.open() if self.value() is None else super().queryset(request, queryset)

    def narrowed(self, queryset: Any, value: str) -> Any:
        if value == ALL:
            return queryset
        return queryset.on_desk() if value == MINE else queryset.in_state(value)


class PlaceFilter(CategoryFilter):
    """A category with its subcategories, of the project or of what is new."""


class AssigneeFilter(KnownChoiceFilter):
    title = _("assigned")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        self.user = request.user
        return [("me", _("to me")), ("somebody", _("to somebody")), ("nobody", _("to nobody"))]

    def narrowed(self, queryset: Any, value: str) -> Any:
        if value == "me":
            return queryset.assigned_to(self.user)
        return queryset.assigned() if value == "somebody" else queryset.unassigned()
