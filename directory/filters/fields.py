"""Parameters of query strings: what each may say, and how it is told what it says wrongly."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .unknown import printable, right_for


class FacetField(forms.MultipleChoiceField):
    """Values of a facet, which the catalogue knows."""

    widget = forms.SelectMultiple
    known: Mapping[str, Any] = {}

    def to_python(self, value: Any) -> list[str]:
        return [text for text in dict.fromkeys(super().to_python(value)) if text]

    def validate(self, value: Sequence[str]) -> None:
        for unknown in (text for text in value if not self.valid_value(text)):
            raise ValidationError(self.refusal_of(unknown))

    def valid_value(self, value: str) -> bool:
        return value in self.known

    def refusal_of(self, value: str) -> str:
        return right_for(value, self.known)


class FacetFilter(django_filters.MultipleChoiceFilter):
    field_class = FacetField


class GroupField(django_filters.fields.ChoiceField):
    """A group of categories, which the landscape has."""

    def validate(self, value: str) -> None:
        if value and not self.valid_value(value):
            known = [slug for slug, _label in self.choices if slug]
            raise ValidationError(right_for(value, known))


class GroupFilter(django_filters.ChoiceFilter):
    field_class = GroupField


class PeriodField(FacetField):
    """Years, or months if `has_months`; two points before a year stand for all until then."""

    year = r"(?:\.\.)?(?!0000)[0-9]{4}"
    month = r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])"

    def __init__(self, *args: Any, has_months: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pattern = re.compile(f"{self.year}|{self.month}" if has_months else self.year)
        self.refusal = (
            _(
                "“%(value)s” is neither a year nor a month. Write one such as 2017 or 2017-05, or "
                "..2017 for 2017 and all before."
            )
            if has_months
            else _(
                "“%(value)s” is no year. Write one such as 2017, or ..2017 for 2017 and all before."
            )
        )

    def valid_value(self, value: str) -> bool:
        return bool(self.pattern.fullmatch(value))

    def refusal_of(self, value: str) -> str:
        return self.refusal % {"value": printable(value)}


class PeriodFilter(FacetFilter):
    field_class = PeriodField


class QueryField(forms.CharField):
    """A search; longer ones are refused, since nobody types them."""

    default_validators = [
        MaxLengthValidator(200, _("Search for 200 characters at most, not %(show_value)d."))
    ]
    default_error_messages = {
        "null_characters_not_allowed": _("The search has a NUL character in it. Remove it.")
    }


class QueryFilter(django_filters.CharFilter):
    field_class = QueryField


class PageFilter(django_filters.Filter):
    field_class = forms.IntegerField


PAGES: dict[str, Any] = {
    "min_value": 1,
    "max_value": 2**31,
    "error_messages": {
        "invalid": _("A page is a whole number, such as 2."),
        "min_value": _("Pages are counted from 1."),
        "max_value": _("There are not that many pages."),
    },
}


def one_of(choices: type[models.TextChoices], label: Any) -> django_filters.ChoiceFilter:
    wrong = format_lazy(_("Choose one of: {choices}."), choices=", ".join(choices.values))
    return django_filters.ChoiceFilter(
        label=label, choices=choices.choices, error_messages={"invalid_choice": wrong}
    )


class MomentField(forms.CharField):
    """A point in universal time, as addresses have it."""

    pattern = "%Y%m%dT%H%M%S.%f%z"
    default_error_messages = {
        "invalid": _("A page of changes is named like 20261124T094512.000000Z. Begin anew.")
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            # What begins otherwise is beyond the years that can be computed with.
            return datetime.datetime.strptime(  # noqa: DTZ007
                text if text[0] in "12" else "", self.pattern
            )
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class VersionField(MomentField):
    """A version of a project: the second after which it was like this."""

    pattern = "%Y%m%dT%H%M%S%z"
    default_error_messages = {
        "invalid": _("Versions are named like 20261124T094512Z. Choose two of those listed.")
    }


class MomentFilter(django_filters.Filter):
    field_class = MomentField


def day(label: Any) -> django_filters.DateFilter:
    wrong = _("“%(value)s” is no day. Write one such as 2026-11-24.")
    years = [
        MinValueValidator(datetime.date(1970, 1, 1), _("The record does not go back so far.")),
        MaxValueValidator(datetime.date(2999, 12, 31), _("That is too far in the future.")),
    ]
    return django_filters.DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": wrong},
        validators=years,
    )


class QueryForm(forms.Form):
    """Refuses a parameter of one value that has several, of which one would count unseen."""

    data: QueryDict

    def clean(self) -> None:
        for name, field in self.fields.items():
            times = len(self.data.getlist(name))
            if times > 1 and not isinstance(field, forms.MultipleChoiceField):
                problem = _("It stands in the address %(times)d times. Keep one of them.")
                self.add_error(name, problem % {"times": times})

    @property
    def problems(self) -> list[tuple[Any, str, str]]:
        """(label, parameter, what is wrong) of each mistake."""
        return problems_of(self)


def problems_of(form: forms.Form) -> list[tuple[Any, str, str]]:
    return [
        (form.fields[name].label, name, printable(str(message)))
        for name, messages in form.errors.items()
        for message in messages
    ]
