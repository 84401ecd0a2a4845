"""Curation in Django's own admin: one module per subject."""

from . import capabilities, landscape, people, projects, relations, site, taxonomy

__all__ = ["capabilities", "landscape", "people", "projects", "relations", "site", "taxonomy"]
