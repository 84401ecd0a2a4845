"""What a query string may say: every parameter, its rule and its error.

The catalogue evaluates the filters, so nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.catalogue import FACETS, Catalogue
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
    """The list's query string: search, facets, sort, view and page."""

    q = QueryFilter(label=_("Search"))
    category = FacetFilter(label=_("Category"))
    tag = FacetFilter(label=_("Tag"))
    status = FacetFilter(label=_("Status"))
    license = FacetFilter(label=_("License"))
    language = FacetFilter(label=_("Language"))
    organization = FacetFilter(label=_("Organization"))
    foundation = FacetFilter(label=_("Foundation"))
    maturity = FacetFilter(label=_("Maturity"))
    sort = one_of(Sort, _("Sort"))
    view = one_of(View, pgettext_lazy("layout", "View"))
    page = PageFilter(
        label=_("Page"),
        min_value=1,
        max_value=2**31,
        error_messages={
            "invalid": _("A page is a whole number, such as 2."),
            "min_value": _("Pages are counted from 1."),
            "max_value": _("There are not that many pages."),
        },
    )

    class Meta:
        model = Project
        form = QueryForm
        fields: list[str] = []

    def __init__(self, data: QueryDict, catalogue: Catalogue):
        super().__init__(data, queryset=Project.objects.none())
        for facet in FACETS:
            self.form.fields[facet].known = catalogue.choices[facet]

    @property
    def cleaned(self) -> dict[str, Any]:
        """What was asked, parameters left empty left out. Only if `is_valid()`."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def problems(self) -> list[tuple[Any, str, str]]:
        """(label, parameter, what is wrong) of each mistake."""
        return [
            (self.form.fields[name].label, name, printable(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]


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


def printable(message: str) -> str:
    """A message that may quote anything, fit for a page."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in message)
    return shown if len(shown) <= 300 else shown[:299] + "…"
