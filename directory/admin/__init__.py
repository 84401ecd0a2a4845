"""Curation in Django's own admin: one module per subject."""

from . import (
    capabilities,
    imports,
    landscape,
    old_slugs,
    people,
    projects,
    relations,
    site,
    taxonomy,
)

__all__ = [
    "capabilities",
    "imports",
    "landscape",
    "old_slugs",
    "people",
    "projects",
    "relations",
    "site",
    "taxonomy",
]
