"""Suggestions in the admin: the list, the page on which one is decided, the usual answers."""

from . import answers, listing

__all__ = ["answers", "listing"]
