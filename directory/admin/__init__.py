"""Curation in Django's own admin: one module, or package, per subject.

What several share: `base` is what the pages of all models have, `rights` what an editor may do to
which object, `conflicts` two editors at one; `lists` and `filters` are for lists, `inlines` for
what is edited within something else, `fields` and `rows` for JSON that should not look like it.
`site` is the frame around all of it, `work` its first page, `account` everybody's own.
"""

from . import (
    accounts,
    api_tokens,
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
    webhooks,
)

__all__ = [
    "accounts",
    "api_tokens",
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
    "webhooks",
]
