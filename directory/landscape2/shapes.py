"""Items in the shapes of landscape2's files: in its API, its base dataset and what is embedded."""

from __future__ import annotations

from .items import Item
from .reading import Entry

# `Item` of `base` in crates/core/src/datasets.rs.
_BASE = (
    "category",
    "id",
    "name",
    "logo",
    "subcategory",
    "additional_categories",
    "featured",
    "maturity",
    "oss",
    "tag",
)
# `Item` of `embed` there, but for what it has from elsewhere.
_EMBEDDED = (
    "category",
    "id",
    "name",
    "logo",
    "subcategory",
    "website",
    "additional_categories",
    "description",
    "maturity",
)
# Of crates/cli/src/build/api.rs; the last two are said by sites that run today.
_LISTED = (
    "category",
    "homepage_url",
    "id",
    "logo_url",
    "name",
    "subcategory",
    "accepted_at",
    "additional_categories",
    "annotations",
    "archived_at",
    "artwork_url",
    "audits",
    "blog_url",
    "chat_channel",
    "crunchbase_url",
    "description",
    "devstats_url",
    "discord_url",
    "docker_url",
    "enduser",
    "github_discussions_url",
    "gitter_url",
    "graduated_at",
    "incubating_at",
    "joined_at",
    "mailing_list_url",
    "maturity",
    "openssf_best_practices_url",
    "oss",
    "repositories",
    "slack_url",
    "specification",
    "stack_overflow_url",
    "tag",
    "training_certifications",
    "training_type",
    "twitter_url",
    "youtube_url",
    "latest_annual_review_at",
    "latest_annual_review_url",
)


def as_base(entry: Entry) -> Item:
    return _only(entry.item, _BASE)


def as_embedded(entry: Entry) -> Item:
    told = _only(entry.item, _EMBEDDED)
    if entry.organization:
        told["organization_name"] = entry.organization
    if repository := primary_repository(entry.item):
        told["primary_repository_url"] = repository["url"]
    return told


def as_listed(entry: Entry, site: str) -> Item:
    """`site` is the address of the front page."""
    item = entry.item | {"logo_url": f"{site.removesuffix('/')}/{entry.item['logo']}"}
    if repositories := item.get("repositories"):
        # The API tells no license of a repository.
        item["repositories"] = [
            {key: value for key, value in repository.items() if key != "license"}
            for repository in repositories
        ]
    return _only(item, _LISTED)


def primary_repository(item: Item) -> Item | None:
    return next((each for each in item.get("repositories", ()) if each["primary"]), None)


def _only(item: Item, names: tuple[str, ...]) -> Item:
    return {name: item[name] for name in names if name in item}
