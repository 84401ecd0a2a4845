"""Values of facets in words, in the language on display."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from directory.catalogue import NONE, Catalogue
from directory.models import Project
from directory.models.translated import column_language

NONE_LABELS = {
    "license": pgettext_lazy("license", "Unknown"),
    "language": pgettext_lazy("language", "Not stated"),
    "organization": pgettext_lazy("organization", "Not stated"),
    "foundation": gettext_lazy("No foundation"),
    "maturity": gettext_lazy("None"),
}
# Foundations with a name of their own in Chinese; others are the same in both languages.
FOUNDATIONS = [gettext_noop("Apache Software Foundation"), gettext_noop("Linux Foundation")]


def facet_label(catalogue: Catalogue, facet: str, value: str) -> str:
    """A value of a facet in words, in the language on display."""
    if value == NONE and facet in NONE_LABELS:
        return str(NONE_LABELS[facet])
    if facet == "category":
        return catalogue.taxonomy.category_by_slug[value].name
    if facet == "tag":
        return catalogue.taxonomy.tag_by_slug[value].label
    if facet == "status":
        return str(Project.Status(value).label)
    if facet == "maturity":
        return str(Project.Maturity(value).label)
    if facet == "foundation":
        return _(value)
    if facet == "organization" and column_language() == "zh":
        return catalogue.organizations_zh.get(value, value)
    if facet == "license":
        return license_label(value)
    return value


def license_label(expression: str) -> str:
    """An SPDX expression as readers know it; a proprietary license in words."""
    if expression == "LicenseRef-proprietary":
        return _("Proprietary")
    return expression


def date_in_words(value: str) -> str:
    """A year, a month or a day, such as 2017, 2017-05 or 2017-05-24."""
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    precision = {4: _("Y"), 7: "YEAR_MONTH_FORMAT"}.get(len(value), "DATE_FORMAT")
    return date_format(datetime.date(year, month, day), precision)
