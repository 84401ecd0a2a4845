"""Codes that fields choose among, as the models have them."""

STATES = ("draft", "published", "withdrawn")
STATUSES = (
    "active",
    "maintenance",
    "inactive",
    "archived",
    "discontinued",
    "renamed",
    "merged",
    "unknown",
)
MATURITIES = ("graduated", "incubating", "sandbox", "archived", "top-level", "project")
FACTS = (
    "summary",
    "license",
    "languages",
    "organization",
    "foundation",
    "status",
    "status_since",
    "note",
    "started",
    "first_release",
    "last_activity",
    "homepage",
    "links",
    "tags",
)
LINK_KINDS = (
    "homepage",
    "repository",
    "documentation",
    "download",
    "blog",
    "chat",
    "organization",
    "other",
)
RELATION_KINDS = (
    "successor-of",
    "merged-into",
    "renamed-to",
    "fork-of",
    "built-on",
    "data-plane-of",
    "distribution-of",
    "extension-of",
    "implements",
    "alternative-to",
)
