"""Values of facets in words, in the language on display."""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from directory.catalogue import MISSING, NONE, PERIODS, UNVERIFIED, Catalogue, Period
from directory.models import Project
from directory.models.translated import column_language

CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)")
NONE_LABELS = {
    "license": pgettext_lazy("license", "Unknown"),
    "language": pgettext_lazy("language", "Not stated"),
    "organization": pgettext_lazy("organization", "Not stated"),
    "foundation": gettext_lazy("No foundation"),
    "maturity": gettext_lazy("None"),
}
PERIOD_LABELS = {
    "started": (
        gettext_lazy("Started in %(period)s"),
        gettext_lazy("Started in %(period)s or before"),
    ),
    "ended": (
        gettext_lazy("Ended in %(period)s"),
        gettext_lazy("Ended in %(period)s or before"),
    ),
    "last_activity": (
        gettext_lazy("Last activity in %(period)s"),
        gettext_lazy("Last activity in %(period)s or before"),
    ),
    "evidence": (
        gettext_lazy("Comparison with sources of %(period)s"),
        gettext_lazy("Comparison with sources of %(period)s or before"),
    ),
    "added": (
        gettext_lazy("Added in %(period)s"),
        gettext_lazy("Added in %(period)s or before"),
    ),
}
MISSING_LABELS = {
    "summary_zh": gettext_lazy("Without a summary in Chinese"),
    "summary_en": gettext_lazy("Without a summary in English"),
    "license": gettext_lazy("Without a license"),
    "language": gettext_lazy("Without a programming language"),
    "organization": gettext_lazy("Without an organization"),
    "homepage": gettext_lazy("Without a homepage"),
    "repository": gettext_lazy("Without a repository"),
    "documentation": gettext_lazy("Without documentation"),
    "started": gettext_lazy("Without a year of the start"),
    "last_activity": gettext_lazy("Without a date of the last activity"),
    "tags": gettext_lazy("Without tags"),
    "origin": gettext_lazy("Without an origin"),
    "sources": gettext_lazy("Without sources"),
}
# Foundations with a name of their own in Chinese; others are the same in both languages.
FOUNDATIONS = [gettext_noop("Apache Software Foundation"), gettext_noop("Linux Foundation")]


def filter_label(catalogue: Catalogue, name: str, value: str) -> str:
    """What a value of a filter asks for, in words, in the language on display."""
    if name in PERIODS:
        return _period_label(name, Period(value))
    if name == MISSING:
        return str(MISSING_LABELS[value])
    if name == UNVERIFIED:
        return _("Not verified: %(fact)s") % {"fact": fact_label(value)}
    return facet_label(catalogue, name, value)


def _period_label(name: str, period: Period) -> str:
    within, until = PERIOD_LABELS[name]
    said = str(until if period.is_open else within)
    return said % {"period": date_in_words(period.end)}


def fact_label(fact: str) -> str:
    """A fact as it is called; one that came past every form by its name."""
    return str(dict(Project.Fact.choices).get(fact, fact))


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
    if creative := CREATIVE_COMMONS.fullmatch(expression):
        kind, version = creative.groups()
        return f"CC {kind} {version}"
    return expression


def date_in_words(value: str) -> str:
    """A year, a month or a day, such as 2017, 2017-05 or 2017-05-24."""
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    precision = {4: _("Y"), 7: "YEAR_MONTH_FORMAT"}.get(len(value), "DATE_FORMAT")
    return date_format(datetime.date(year, month, day), precision)
