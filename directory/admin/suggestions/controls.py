"""The field's own control, with the suggested value in it, for who accepts something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.admin.fields import WordsField
from directory.admin.rows import DatesByStepField, SourcesField
from directory.models import Project, SuggestedChange
from directory.services.exchange.terms import Part
from directory.services.suggestions.harmless import plain
from directory.services.suggestions.subject import LISTS
from directory.services.suggestions.words import Words

_VALUE = "value"
_LONG = {"description_zh": 10, "description_en": 10}
_LISTS_OF_COLUMNS: Mapping[str, Callable[..., forms.Field]] = {
    "languages": WordsField,
    "sources": SourcesField,
    "foundation_dates": DatesByStepField,
    "unverified": partial(
        forms.MultipleChoiceField,
        choices=Project.Fact.choices,
        widget=forms.CheckboxSelectMultiple,
    ),
}


class ChangeForm(forms.Form):
    """Of one change: a control for a column, and one for each thing that an item of a list says.
    What is typed is checked when it is accepted."""

    def __init__(self, change: SuggestedChange, words: Words, data: Any = None) -> None:
        self.change = change
        self._part = LISTS.get(change.field)
        self._is_item = bool(self._part and not self._part.plain)
        initial = change.now if self._is_item else {_VALUE: change.now}
        super().__init__(
            data, prefix=f"edit-{change.pk}", initial=initial, use_required_attribute=False
        )
        if self._part:
            self.fields |= _of_item(self._part, change, words)
        else:
            self.fields[_VALUE] = _of_column(change.field, words)
        for field in self.fields.values():
            field.required = False

    @property
    def was_touched(self) -> bool:
        """Whether something else stands in it than was suggested."""
        return self.has_changed() and self.is_valid() and self.said() != plain(self.change.now)

    def said(self) -> Any:
        """In the terms of records."""
        if not self._is_item:
            return plain(self.cleaned_data[_VALUE])
        item = self.change.now | plain(self.cleaned_data)
        return self._part.tidy(item) if self._part else item


def _of_column(name: str, words: Words) -> forms.Field:
    column: Any = Project._meta.get_field(name)
    label = capfirst(str(column.verbose_name))
    if name in _LISTS_OF_COLUMNS:
        return _LISTS_OF_COLUMNS[name](label=label)
    if name == "category":
        return forms.ChoiceField(label=label, choices=words.choices("categories"))
    return _control(column, label, _LONG.get(name, 3))


def _of_item(part: Part, change: SuggestedChange, words: Words) -> dict[str, forms.Field]:
    """A cell stays that of its capability."""
    if part.plain:
        return {_VALUE: forms.ChoiceField(label=_("Tag"), choices=words.choices(part.of))}
    controls: dict[str, forms.Field] = {}
    for name in (*part.key, *part.others):
        if name == "value":
            controls |= _of_terms(change, words)
        elif name in part.columns:
            column = part.columns[name]
            controls[name] = _control(column, capfirst(str(column.verbose_name)), 2)
        elif part.of == "projects":
            label = _("Slug of the other project")
            controls[name] = forms.CharField(label=label, widget=AdminTextInputWidget)
    return controls


def _of_terms(change: SuggestedChange, words: Words) -> dict[str, forms.Field]:
    terms = words.terms_of(change)
    if not terms:
        return {}
    widget = forms.CheckboxSelectMultiple
    return {"value": forms.MultipleChoiceField(label=_("Value"), choices=terms, widget=widget)}


def _control(column: Any, label: str, rows: int) -> forms.Field:
    if column.choices:
        none = [("", "–")] if column.blank else []
        return forms.ChoiceField(label=label, choices=[*none, *column.choices])
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label)
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(label=label)
    is_long = isinstance(column, models.TextField) or (column.max_length or 0) > 300
    is_address = isinstance(column, models.URLField)
    widget = AdminTextareaWidget(attrs={"rows": rows}) if is_long and not is_address else None
    return forms.CharField(label=label, widget=widget or AdminTextInputWidget)
