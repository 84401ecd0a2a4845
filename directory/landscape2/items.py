"""An item of a data file as landscape2 keeps it: `Item` of crates/core/src/data.rs."""

from __future__ import annotations

from typing import Any

from directory.formats.landscape_yml.keys import AUDIT, EXTRA, ITEM, OTHER_LINK, REPOSITORY, Keys

from .names import normalized

Item = dict[str, Any]

# Keys that have another name, or none, in an item of the data file; those of its `extra` follow.
_RENAMED = {
    "crunchbase": "crunchbase_url",
    "description": "description",
    "enduser": "enduser",
    "joined": "joined_at",
    "project": "maturity",
    "twitter": "twitter_url",
    "unnamed_organization": "unnamed_organization",
    "url_for_bestpractices": "openssf_best_practices_url",
}
_RENAMED_IN_EXTRA = {
    "accepted": "accepted_at",
    "annual_review_date": "latest_annual_review_at",
    "annual_review_url": "latest_annual_review_url",
    "archived": "archived_at",
    "dev_stats_url": "devstats_url",
    "graduated": "graduated_at",
    "incubating": "incubating_at",
}
_SAME_IN_EXTRA = (
    "artwork_url",
    "blog_url",
    "bluesky_url",
    "chat_channel",
    "clomonitor_name",
    "discord_url",
    "docker_url",
    "documentation_url",
    "facebook_url",
    "github_discussions_url",
    "gitter_url",
    "linkedin_url",
    "mailing_list_url",
    "package_manager_url",
    "parent_project",
    "pinterest_url",
    "reddit_url",
    "slack_url",
    "specification",
    "stack_overflow_url",
    "training_certifications",
    "training_type",
    "youtube_url",
)
_FROM_EXTRA = _RENAMED_IN_EXTRA | {key: key for key in _SAME_IN_EXTRA}
# Texts below `extra`, after `summary_`; of the first two each is a list.
_LISTED_IN_SUMMARY = ("personas", "tags")
_TOLD_IN_SUMMARY = (
    "business_use_case",
    "integration",
    "integrations",
    "intro_url",
    "release_rate",
    "use_case",
)


def kept(item: Item, category: str, subcategory: str, logo: str, license: str) -> Item:
    """`logo` is a path below the front page. What is of a wrong kind is left out, as what is
    not there."""
    extra = _mapping(item.get("extra"))
    homepage = _of_kind(item, ITEM, "homepage_url") or ""
    told = {
        "category": category,
        "homepage_url": homepage,
        "id": "--".join(map(normalized, (category, subcategory, item["name"]))),
        "logo": logo,
        "name": item["name"],
        "subcategory": subcategory,
        "website": homepage,
        "additional_categories": _additional_categories(item),
        "repositories": _repositories(item, license),
        "oss": bool(license and item.get("repo_url")) or None,
        "annotations": _annotations(extra),
        "audits": _whole(extra.get("audits"), AUDIT),
        "other_links": _whole(extra.get("other_links"), OTHER_LINK),
        "summary": _summary(extra),
        "tag": _tags(extra.get("tag")),
        **{name: _of_kind(item, ITEM, key) for key, name in _RENAMED.items()},
        **{name: _of_kind(extra, EXTRA, key) for key, name in _FROM_EXTRA.items()},
    }
    return {name: value for name, value in told.items() if value is not None}


def _of_kind(mapping: Item, keys: Keys, key: str) -> Any:
    value = mapping.get(key)
    return value if value is not None and keys[key].accepts(value) else None


def _additional_categories(item: Item) -> list[Item] | None:
    found = [_parts(path) for path in _list(item.get("second_path")) if isinstance(path, str)]
    return [
        {"category": parts[0], "subcategory": parts[1]}
        for parts in found
        if len(parts) == 2 and all(parts)
    ] or None


def _parts(path: str) -> list[str]:
    return [part.strip() for part in path.split(" / ")]


def _repositories(item: Item, license: str) -> list[Item] | None:
    """The primary one and others; the license of the project is that of the primary one."""
    primary = {"repo_url": item.get("repo_url"), "branch": item.get("branch"), "license": license}
    return [
        _repository(entry, is_primary=entry is primary)
        for entry in [primary, *_list(item.get("additional_repos"))]
        if isinstance(entry, dict) and _of_kind(entry, REPOSITORY, "repo_url")
    ] or None


def _repository(entry: Item, *, is_primary: bool) -> Item:
    told = {"url": entry["repo_url"]}
    for key in ("branch", "license"):
        if entry.get(key) and isinstance(entry[key], str):
            told[key] = entry[key]
    return told | {"primary": is_primary}


def _annotations(extra: Item) -> Item | None:
    said = _mapping(extra.get("annotations"))
    return {key: value for key, value in said.items() if isinstance(value, str)} or None


def _whole(entries: Any, keys: Keys) -> list[Item] | None:
    """The entries of a list that have all of these keys."""
    return [
        {key: entry[key] for key in keys}
        for entry in _list(entries)
        if isinstance(entry, dict) and all(_of_kind(entry, keys, key) for key in keys)
    ] or None


def _summary(extra: Item) -> Item | None:
    said = {key: _of_kind(extra, EXTRA, f"summary_{key}") for key in _TOLD_IN_SUMMARY}
    for key in _LISTED_IN_SUMMARY:
        text = _of_kind(extra, EXTRA, f"summary_{key}")
        said[key] = [part.strip() for part in text.split(",")] if text else None
    return {key: value for key, value in sorted(said.items()) if value is not None} or None


def _tags(said: Any) -> list[str] | None:
    """One of them stands without a list."""
    tags = _list(said) or [said]
    return [tag for tag in tags if isinstance(tag, str) and tag] or None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Item:
    return value if isinstance(value, dict) else {}
