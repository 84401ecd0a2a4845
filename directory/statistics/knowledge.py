"""How complete the data is, and what of it is not verified."""

from __future__ import annotations

from functools import reduce

from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.catalogue import NONE
from directory.models import Project

from .asked import StatisticsBrowse
from .bars import Bar, Bars, counter
from .census import census

# Facets of the list with a value for what is not known.
FACETS = {"license", "language", "organization"}


def completeness(browse: StatisticsBrowse) -> Bars:
    """Of how many projects something is known; a bar leads to those of which it is not, where the
    list has a filter for that."""
    count = counter(browse.catalogue, browse.ids)
    known = census(browse.catalogue)
    tagged = BitMap.union(BitMap(), *browse.catalogue.choices["tag"].values())
    sets = {
        "summary_zh": (_("Summary in Chinese"), known.known.get("summary_zh", BitMap())),
        "summary_en": (_("Summary in English"), known.known.get("summary_en", BitMap())),
        "license": (_("License"), _stated(browse, "license")),
        "language": (_("Programming language"), _stated(browse, "language")),
        "organization": (_("Organization"), _stated(browse, "organization")),
        "homepage": (_("Homepage"), known.known.get("homepage", BitMap())),
        "repository": (_("Repository"), known.known.get("repository", BitMap())),
        "started": (_("Year of the start"), _any(known.started)),
        "last_activity": (_("Date of the last activity"), _any(known.last_activity)),
        "tags": (_("Tags"), tagged),
        "sources": (_("Sources"), known.known.get("sources", BitMap())),
    }
    bars = [
        Bar(name, label, *count(ids), _without(browse, name)) for name, (label, ids) in sets.items()
    ]
    return Bars("known", _("How complete the data is"), bars)


def unverified(browse: StatisticsBrowse) -> Bars:
    """How many projects carry a mark at a fact, most first."""
    count = counter(browse.catalogue, browse.ids)
    marked = census(browse.catalogue).unverified
    labels = dict(Project.Fact.choices)
    bars = [Bar(f, str(labels.get(f, f)), *count(ids)) for f, ids in marked.items()]
    bars = sorted((b for b in bars if b.number), key=lambda bar: (-bar.number, bar.label))
    return Bars("unverified", _("Marked as not verified"), bars)


def verified(browse: StatisticsBrowse) -> int:
    """How many projects carry no such mark."""
    return len(browse.ids - _any(census(browse.catalogue).unverified))


def _any(sets: dict[str, BitMap]) -> BitMap:
    return reduce(BitMap.__or__, sets.values(), BitMap())


def _stated(browse: StatisticsBrowse, facet: str) -> BitMap:
    return browse.catalogue.published - browse.catalogue.choices[facet].get(NONE, BitMap())


def _without(browse: StatisticsBrowse, name: str) -> str | None:
    """The list of the projects of which a facet is not known."""
    if name not in FACETS or NONE not in browse.catalogue.choices[name]:
        return None
    missing = browse.catalogue.choices[name][NONE] & browse.ids
    return browse.list_url_of(name, NONE) if missing else None
