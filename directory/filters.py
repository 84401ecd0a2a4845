"""What a query string may say: every parameter, its rule and its error.

The catalogue evaluates the filters, so nothing here touches the database.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.catalogue import FILTERS, Catalogue
from directory.models import Project, Relation


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("Relevance")
    NAME = "name", _("Name")
    POSITION = "position", _("List order")
    MODIFIED = "modified", _("Recently changed")
    CREATED = "created", _("Newest")
    STARTED = "started", _("Started")


class View(models.TextChoices):
    CARDS = "cards", _("Cards")
    TABLE = "table", _("Table")


class Show(models.TextChoices):
    """What becomes of the projects on the panorama that were not asked for."""

    FADE = "fade", _("faded")
    ONLY = "only", _("left out")


class Size(models.TextChoices):
    SMALL = "s", pgettext_lazy("size", "small")
    MEDIUM = "m", pgettext_lazy("size", "medium")
    LARGE = "l", pgettext_lazy("size", "large")


class FacetField(forms.MultipleChoiceField):
    """Values of a facet, which the catalogue knows."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "invalid_choice": _("There is no “%(value)s” here. Choose among the values offered.")
    }
    known: Mapping[str, Any] = {}

    def to_python(self, value: Any) -> list[str]:
        return [text for text in dict.fromkeys(super().to_python(value)) if text]

    def valid_value(self, value: str) -> bool:
        return value in self.known


class FacetFilter(django_filters.MultipleChoiceFilter):
    field_class = FacetField


class ListedField(FacetField):
    """One of few values, which are named where another one was asked for."""

    default_error_messages = {
        "invalid_choice": _("There is no “%(value)s” here. Choose among: %(known)s.")
    }

    def validate(self, value: Sequence[str]) -> None:
        for unknown in (text for text in value if not self.valid_value(text)):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                params={"value": unknown, "known": ", ".join(self.known)},
            )


class ListedFilter(FacetFilter):
    field_class = ListedField


class PeriodField(FacetField):
    """Years, or months if `has_months`; two points before a year stand for all until then."""

    year = r"(?:\.\.)?(?!0000)[0-9]{4}"
    month = r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])"

    def __init__(self, *args: Any, has_months: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pattern = re.compile(f"{self.year}|{self.month}" if has_months else self.year)
        self.error_messages["invalid_choice"] = (
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


_PAGES: dict[str, Any] = {
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


class QueryForm(forms.Form):
    """Refuses a parameter of one value that has several, of which one would count unseen."""

    data: QueryDict

    def clean(self) -> None:
        for name, field in self.fields.items():
            times = len(self.data.getlist(name))
            if times > 1 and not isinstance(field, forms.MultipleChoiceField):
                problem = _("It stands in the address %(times)d times. Keep one of them.")
                self.add_error(name, problem % {"times": times})


class ProjectFilter(django_filters.FilterSet):
    """The list's query string: search, facets, periods, what is missing, sort, view and page."""

    q = QueryFilter(label=_("Search"))
    category = FacetFilter(label=_("Category"))
    tag = FacetFilter(label=_("Tag"))
    status = FacetFilter(label=_("Status"))
    license = FacetFilter(label=_("License"))
    language = FacetFilter(label=_("Language"))
    organization = FacetFilter(label=_("Organization"))
    foundation = FacetFilter(label=_("Foundation"))
    maturity = FacetFilter(label=_("Maturity"))
    started = PeriodFilter(label=_("Started"))
    ended = PeriodFilter(label=_("Ended"))
    last_activity = PeriodFilter(label=_("Last activity"))
    evidence = PeriodFilter(label=_("Sources of the comparison"))
    added = PeriodFilter(label=_("Added"), has_months=True)
    without = ListedFilter(label=_("Missing"))
    unverified = ListedFilter(label=_("Not verified"))
    sort = one_of(Sort, _("Sort"))
    view = one_of(View, pgettext_lazy("layout", "View"))
    page = PageFilter(label=_("Page"), **_PAGES)

    class Meta:
        model = Project
        form = QueryForm
        fields: list[str] = []

    def __init__(self, data: QueryDict, catalogue: Catalogue):
        super().__init__(data, queryset=Project.objects.none())
        for name in FILTERS:
            self.form.fields[name].known = catalogue.choices[name]

    @property
    def cleaned(self) -> dict[str, Any]:
        """What was asked, parameters left empty left out. Only if `is_valid()`."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def problems(self) -> list[tuple[Any, str, str]]:
        """(label, parameter, what is wrong) of each mistake."""
        return problems_of(self.form)


class PanoramaFilter(ProjectFilter):
    """The list's query string, a group of categories, and how the panorama is drawn."""

    group = django_filters.ChoiceFilter(
        label=_("Group of categories"),
        error_messages={"invalid_choice": FacetField.default_error_messages["invalid_choice"]},
    )
    show = one_of(Show, _("The others"))
    size = one_of(Size, _("Tiles"))

    def __init__(self, data: QueryDict, catalogue: Catalogue):
        super().__init__(data, catalogue)
        groups = catalogue.taxonomy.landscape.groups
        self.form.fields["group"].choices = [(group["slug"], "") for group in groups]


class RelationsFilter(ProjectFilter):
    """The list's query string, kinds of relations, and how large they are drawn."""

    kind = FacetFilter(label=_("Kind of relation"))
    size = one_of(Size, pgettext_lazy("of a picture", "Size"))

    def __init__(self, data: QueryDict, catalogue: Catalogue):
        super().__init__(data, catalogue)
        self.form.fields["kind"].known = dict(Relation.Kind.choices)


class VersionField(forms.CharField):
    """A version of a project: the second, in universal time, after which it was like this."""

    default_error_messages = {
        "invalid": _("Versions are named like 20261124T094512Z. Choose two of those listed.")
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            # What begins otherwise is beyond the years that can be computed with.
            return datetime.datetime.strptime(text if text[0] in "12" else "", "%Y%m%dT%H%M%S%z")
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class HistoryForm(QueryForm):
    """The query string of a project's history."""

    page = forms.IntegerField(label=_("Page"), required=False, **_PAGES)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["from"] = VersionField(label=pgettext_lazy("version", "From"), required=False)
        self.fields["to"] = VersionField(label=pgettext_lazy("version", "To"), required=False)

    @property
    def problems(self) -> list[tuple[Any, str, str]]:
        """(label, parameter, what is wrong) of each mistake."""
        return problems_of(self)


def problems_of(form: forms.Form) -> list[tuple[Any, str, str]]:
    return [
        (form.fields[name].label, name, printable(message))
        for name, messages in form.errors.items()
        for message in messages
    ]


def printable(message: str) -> str:
    """A message that may quote anything, fit for a page."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in message)
    return shown if len(shown) <= 300 else shown[:299] + "…"
