"""Lists of the admin, whatever stands in their address, and choices that are typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import DatabaseError, models, transaction
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from directory.wording import listed

from .fields import Autocomplete, is_key

# The browser's own: Django's talks about the time of the server, which a date has none of.
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

NAMED_AT_MOST = 20


def names_of(objects: Iterable[Any]) -> str:
    """Of the first ones."""
    return listed(objects, NAMED_AT_MOST)


class WithAutocomplete(BaseModelAdmin):
    formfield_overrides = {models.DateField: {"widget": DATE}}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class WithoutDetours(BaseModelAdmin):
    """Forms on the way through which nothing else is made or changed."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ListAdmin(WithAutocomplete, admin.ModelAdmin):
    list_per_page = 50

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """A filter that makes no sense is told, and the whole list shown; Django would not say so,
        and fail where only the database notices."""
        try:
            with transaction.atomic():
                return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, ValueError, OverflowError, DatabaseError) as error:
            if request.method != "GET" or not request.GET:
                raise IncorrectLookupParameters from error
            asked = Truncator(request.GET.urlencode()).chars(100)
            messages.warning(
                request,
                _("“%(filter)s” is no filter of this list; all of it is shown.")
                % {"filter": asked},
            )
            request.GET = QueryDict()
            return super().get_changelist_instance(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def response_action(
        self, request: HttpRequest, queryset: QuerySet, *args: Any
    ) -> HttpResponse | None:
        if all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return super().response_action(request, queryset, *args)
        self.message_user(request, _("That selection makes no sense."), messages.WARNING)
        return None
