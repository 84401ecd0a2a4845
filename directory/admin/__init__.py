"""Curation in Django's own admin: one module per subject."""

from . import (
    accounts,
    capabilities,
    imports,
    invitations,
    landscape,
    log,
    logins,
    old_slugs,
    outbox,
    people,
    projects,
    relations,
    site,
    suggestions,
    tags,
    taxonomy,
)

__all__ = [
    "accounts",
    "capabilities",
    "imports",
    "invitations",
    "landscape",
    "log",
    "logins",
    "old_slugs",
    "outbox",
    "people",
    "projects",
    "relations",
    "site",
    "suggestions",
    "tags",
    "taxonomy",
]
