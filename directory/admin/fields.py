"""Form fields for what is JSON in the database and should not look like it."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Capability
from directory.models.translated import column_language


class JSONTextField(forms.JSONField):
    """Indented JSON. An empty text is the model's default; an error says where it is."""

    widget: forms.Widget = forms.Textarea(
        attrs={"rows": 6, "class": "vLargeTextField json", "spellcheck": "false"}
    )

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        # Django shows a second, hidden value wherever a model's default is computed.
        self.show_hidden_initial = False

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return self.initial() if callable(self.initial) else self.initial
        if not isinstance(value, str):
            return value
        try:
            parsed = json.loads(value)
            _check_storable(parsed)
        except json.JSONDecodeError as error:
            raise ValidationError(
                _(
                    "This is no JSON: see line %(line)d, column %(column)d, at “%(near)s”. Texts "
                    "and keys stand in double quotes, commas between items, none after the last."
                ),
                params={
                    "line": error.lineno,
                    "column": error.colno,
                    "near": value[max(error.pos - 12, 0) : error.pos + 12],
                },
            ) from error
        except (ValueError, RecursionError) as error:
            raise ValidationError(
                _(
                    "This is JSON that cannot be stored: it nests too deeply or has a number or a "
                    "character that no database takes."
                )
            ) from error
        return parsed

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Exactly what was typed, so that nothing is lost when there is an error."""
        return initial if self.disabled else InvalidJSONInput(data or "")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, InvalidJSONInput):
            return value
        return self.as_text(value) if value else ""

    def as_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, indent=2)


def _check_storable(value: Any) -> None:
    """Raise ValueError for what JSON can say and a database cannot keep."""
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise ValueError("NUL")
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not finite")
    elif isinstance(value, list):
        for item in value:
            _check_storable(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_storable(key)
            _check_storable(item)


class WordsField(JSONTextField):
    """A list of words on one line, separated by commas of either script."""

    widget: forms.Widget = forms.TextInput(attrs={"class": "vTextField"})
    longest = 80
    separator = ", "

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        words = [word.strip() for word in re.split(r"[,，、;；\r\n]", value or "")]
        for word in words:
            if len(word) > self.longest:
                raise ValidationError(
                    _("“%(word)s…” is longer than %(longest)d characters."),
                    params={"word": word[:20], "longest": self.longest},
                )
        return list(dict.fromkeys(word for word in words if word))

    def as_text(self, value: Any) -> str:
        return self.separator.join(map(str, value))


def terms_field(capability: Capability, label: Any, *, blank: bool = False) -> forms.Field:
    """The terms of a capability to choose from; with `blank` none may be chosen."""
    choices = [(term["slug"], term[column_language()]) for term in capability.terms]
    if capability.kind == Capability.Kind.LIST:
        return forms.MultipleChoiceField(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=not blank
        )
    if blank:
        choices.insert(0, ("", pgettext_lazy("value", "Unknown")))
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=lambda slug: [slug],
        empty_value=[],  # type: ignore[arg-type]
        required=not blank,
    )


class LinesField(WordsField):
    """The same, one word a line."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    separator = "\n"


def is_key(value: Any) -> bool:
    """Whether this can be the key of a row; a longer number is more than a database holds."""
    return str(value).isdecimal() and len(str(value)) < 19


class Autocompleting(AutocompleteMixin):
    """Django's own crashes when it shows a wrong key again, and opens its list outside `main`."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if is_key(key)], attr)

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"data-dropdown-parent": "#content-start"}


class Autocomplete(Autocompleting, AutocompleteSelect):
    """An object that is at hand costs no query."""

    at_hand: Model | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if self.at_hand is None or value != [str(self.at_hand.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.at_hand)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, self.at_hand.pk, label, True, len(empty))
        return [(None, [*empty, chosen], 0)]


class AutocompleteMultiple(Autocompleting, AutocompleteSelectMultiple):
    """Each choice has its own cross; the one for all would be no valid part of a list."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}


class KeysField(forms.ModelMultipleChoiceField):
    """A choice of many objects, where a number too long for a key is a wrong choice, no crash."""

    def clean(self, value: Any) -> Any:
        for key in value or []:
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": key[:20]},
                )
        return super().clean(value)
