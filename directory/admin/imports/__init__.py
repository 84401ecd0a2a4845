"""Files taken in from the admin: uploaded, looked at as differences, chosen from, confirmed."""

from .pages import ImportAdmin

__all__ = ["ImportAdmin"]
