"""How complete the data is, and what of it is not verified."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.browse import fact_label
from directory.catalogue import MISSING, UNVERIFIED

from .asked import StatisticsBrowse
from .bars import Bar, Bars, counter


def completeness(browse: StatisticsBrowse) -> Bars:
    """Of how many projects something is known; a bar leads to those of which it is not."""
    labels = {
        "summary_zh": _("Summary in Chinese"),
        "summary_en": _("Summary in English"),
        "license": _("License"),
        "language": _("Programming language"),
        "organization": _("Organization"),
        "homepage": _("Homepage"),
        "repository": _("Repository"),
        "documentation": _("Documentation"),
        "started": _("Year of the start"),
        "last_activity": _("Date of the last activity"),
        "tags": _("Tags"),
        "sources": _("Sources"),
    }
    bars = [_known(browse, name, label) for name, label in labels.items()]
    return Bars("known", _("How complete the data is"), bars)


def _known(browse: StatisticsBrowse, name: str, label: str) -> Bar:
    missing = browse.catalogue.choices[MISSING][name] & browse.ids
    counts = counter(browse.catalogue, browse.ids - missing)(browse.ids)
    url = browse.list_url_of(MISSING, name) if missing else None
    return Bar(name, label, *counts, url, missing=len(missing))


def unverified(browse: StatisticsBrowse) -> Bars:
    """How many projects carry a mark at a fact, most first."""
    count = counter(browse.catalogue, browse.ids)
    bars = [
        Bar(fact, capfirst(fact_label(fact)), *count(ids), browse.list_url_of(UNVERIFIED, fact))
        for fact, ids in browse.catalogue.choices[UNVERIFIED].items()
    ]
    bars = sorted((b for b in bars if b.number), key=lambda bar: (-bar.number, bar.label))
    return Bars(UNVERIFIED, _("Marked as not verified"), bars)


def verified(browse: StatisticsBrowse) -> int:
    """How many projects carry no such mark."""
    return len(browse.ids.difference(*browse.catalogue.choices[UNVERIFIED].values()))
