"""One page of the directory, its entries and labels: what templates show of the catalogue."""

from .entries import Entry, entries
from .labels import facet_label, license_label
from .page import PAGE_SIZE, Browse, Option

__all__ = ["PAGE_SIZE", "Browse", "Entry", "Option", "entries", "facet_label", "license_label"]
