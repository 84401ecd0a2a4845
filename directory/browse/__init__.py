"""One page of the directory, its entries and labels: what templates show of the catalogue."""

from .entries import Entry, entries
from .labels import CREATIVE_COMMONS, date_in_words, facet_label, fact_label, license_label
from .near import near, no_project
from .offered import Option
from .page import PAGE_SIZE, Browse
from .paging import Paged

__all__ = [
    "CREATIVE_COMMONS",
    "PAGE_SIZE",
    "Browse",
    "Entry",
    "Option",
    "Paged",
    "date_in_words",
    "entries",
    "facet_label",
    "fact_label",
    "license_label",
    "near",
    "no_project",
]
