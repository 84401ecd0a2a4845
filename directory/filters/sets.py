"""All parameters of a page."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.catalogue import FILTERS, Catalogue
from directory.models import Project, Relation

from .choices import ChangeKind, Show, Size, Sort, View
from .fields import (
    PAGES,
    FacetFilter,
    GroupFilter,
    MomentFilter,
    PageFilter,
    PeriodFilter,
    QueryFilter,
    QueryForm,
    VersionField,
    day,
    one_of,
    problems_of,
)


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
    without = FacetFilter(label=_("Missing"))
    unverified = FacetFilter(label=_("Not verified"))
    sort = one_of(Sort, _("Sort"))
    view = one_of(View, pgettext_lazy("layout", "View"))
    page = PageFilter(label=_("Page"), **PAGES)

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

    group = GroupFilter(label=_("Group of categories"))
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


class ChangesFilter(ProjectFilter):
    """The list's query string, kinds of changes, who made them and when."""

    kind = FacetFilter(label=_("Kind of change"))
    by = QueryFilter(label=_("By"))
    since = day(pgettext_lazy("day", "From"))
    until = day(pgettext_lazy("day", "To"))
    before = MomentFilter(label=_("Older"))

    def __init__(self, data: QueryDict, catalogue: Catalogue):
        super().__init__(data, catalogue)
        self.form.fields["kind"].known = dict(ChangeKind.choices)


class HistoryForm(QueryForm):
    """The query string of a project's history."""

    page = forms.IntegerField(label=_("Page"), required=False, **PAGES)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["from"] = VersionField(label=pgettext_lazy("version", "From"), required=False)
        self.fields["to"] = VersionField(label=pgettext_lazy("version", "To"), required=False)
