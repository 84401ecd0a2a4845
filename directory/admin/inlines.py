"""Rows of tables in which something is edited: those of a list, and those within another object."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import conflicts, rights
from .fields import Autocomplete
from .lists import WithAutocomplete
from .rights import ObjectRights


class LabelledForm(ModelForm):
    """A row of a table, whose controls have no labels but the headings of their columns."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            label(field)


class ListedForm(LabelledForm):
    """A row of a list; what others look after stands there to be read."""

    request: HttpRequest

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not rights.may(self.request, "change", type(self.instance), self.instance):
            for field in self.fields.values():
                field.disabled = True


class LoadedForm(conflicts.CurationForm):
    """A form whose related objects came with its own asks the database for none of them again."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        for name, field in self.fields.items():
            if isinstance(field.widget, Autocomplete):
                field.widget.at_hand = getattr(self.instance, name)


class RowForm(LabelledForm, LoadedForm):
    pass


class CurationFormSet(BaseInlineFormSet):
    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """A row that nobody touched is not checked again, which costs ten queries."""
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = form.empty_permitted or form.instance.pk is not None
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            label(form.fields[DELETION_FIELD_NAME])

    def clean(self) -> None:
        super().clean()
        gone = [
            str(number)
            for number, form in enumerate(self.initial_forms, 1)
            if "id" in form.errors and not self._should_delete_form(form)
        ]
        if gone:
            raise ValidationError(
                _("Somebody else has deleted row %(rows)s meanwhile. Tick its Delete as well."),
                params={"rows": ", ".join(gone)},
            )


def label(field: Any) -> None:
    field.widget.attrs["aria-label"] = field.label


class CurationInline(ObjectRights, WithAutocomplete, InlineModelAdmin):
    """Rows edited within another object; `list_select_related` is what comes with them."""

    form: type[ModelForm] = RowForm
    formset = CurationFormSet
    extra = 0
    list_select_related: list[str] = []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the links to add and change what is chosen: rows are crowded enough."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field
