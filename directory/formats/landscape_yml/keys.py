"""The keys of a landscape's data file, and what may stand behind each.

They are those of landscape2 (crates/core/src/data/legacy.rs) and those which landscapeapp, before
it, knew and landscape2 passes over. They are written in this order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """What a value should be: `a date, such as 2024-05-14`."""

    accepts: Callable[[Any], bool]
    expected: str | Promise
    code: str = "wrong-type"
    # Of the mapping that the value is.
    keys: Mapping[str, Kind] = field(default_factory=dict)
    # Of each item of the list that the value is.
    item: Kind | None = None


Keys = Mapping[str, Kind]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# An address that needs no second look; Django's validator judges the rest.
_EVIDENT_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?:/[!-~]{0,400})?"
)
_url_validator = URLValidator(schemes=["http", "https"])


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def is_list(value: Any) -> bool:
    return isinstance(value, list)


def is_url(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if _EVIDENT_URL.fullmatch(value):
        return True
    try:
        _url_validator(value)
    except ValidationError:
        return False
    return True


def is_date(value: Any) -> bool:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _at(*domains: str) -> Kind:
    """landscape2 takes an address at one of the domains only."""

    def accepts(value: Any) -> bool:
        return is_url(value) and (urlsplit(value).hostname or "").endswith(domains)

    expected = format_lazy(_("an address at {domains}"), domains=", ".join(domains))
    return Kind(accepts, expected, "url")


def _mapping(keys: Keys) -> Kind:
    return Kind(is_mapping, _("a mapping: lines of “key: value”, indented"), keys=keys)


def _list_of(item: Kind) -> Kind:
    return Kind(is_list, _("a list: each item in a line of its own, after a dash"), item=item)


TEXT = Kind(is_text, _("a text; put what looks like a number or true and false in quotes"))
_URL = Kind(is_url, _("an address that begins with http:// or https://"), "url")
_DAY = Kind(is_date, _("a date, such as 2024-05-14"), "date")
_FLAG = Kind(lambda value: isinstance(value, bool), _("true or false"))
_MARKER = Kind(
    lambda value: value is None, _("nothing: this key only marks where the entry begins"), "marker"
)
_ANYTHING = Kind(lambda value: True, "")
_TEXTS = _list_of(TEXT)

REPOSITORY: Keys = {"repo_url": _URL, "branch": TEXT}
AUDIT: Keys = {"date": _DAY, "type": TEXT, "url": _URL, "vendor": TEXT}
OTHER_LINK: Keys = {"name": TEXT, "url": _URL}

EXTRA: Keys = {
    "accepted": _DAY,
    "incubating": _DAY,
    "graduated": _DAY,
    "archived": _DAY,
    "annual_review_date": _DAY,
    "annual_review_url": _URL,
    "documentation_url": _URL,
    "blog_url": _URL,
    "slack_url": _URL,
    "discord_url": _URL,
    "gitter_url": _URL,
    "chat_channel": TEXT,
    "github_discussions_url": _URL,
    "mailing_list_url": _URL,
    "stack_overflow_url": _at("stackoverflow.com"),
    "youtube_url": _at("youtube.com"),
    "bluesky_url": _at("bsky.app"),
    "facebook_url": _at("facebook.com"),
    "linkedin_url": _at("linkedin.com"),
    "pinterest_url": _at("pinterest.com"),
    "reddit_url": _at("reddit.com"),
    "docker_url": _URL,
    "package_manager_url": _URL,
    "other_links": _list_of(_mapping(OTHER_LINK)),
    "artwork_url": _URL,
    "dev_stats_url": _URL,
    "clomonitor_name": TEXT,
    "lfx_slug": TEXT,
    "parent_project": TEXT,
    "specification": _FLAG,
    "tag": Kind(lambda value: isinstance(value, str | list), _("a name or a list of names")),
    "audits": _list_of(_mapping(AUDIT)),
    "summary_personas": TEXT,
    "summary_tags": TEXT,
    "summary_use_case": TEXT,
    "summary_business_use_case": TEXT,
    "summary_release_rate": TEXT,
    "summary_integration": TEXT,
    "summary_integrations": TEXT,
    "summary_intro_url": TEXT,
    "training_certifications": TEXT,
    "training_type": TEXT,
    "annotations": Kind(is_mapping, _("a mapping: lines of “key: value”, indented")),
}

ITEM: Keys = {
    "item": _MARKER,
    "name": TEXT,
    "description": TEXT,
    "homepage_url": _URL,
    "project": TEXT,
    "repo_url": _URL,
    "branch": TEXT,
    "additional_repos": _list_of(_mapping(REPOSITORY)),
    "logo": TEXT,
    "twitter": _at("twitter.com", "x.com"),
    "crunchbase": Kind(
        lambda value: (
            is_url(value) and value.startswith("https://www.crunchbase.com/organization/")
        ),
        _("an address such as https://www.crunchbase.com/organization/istio"),
        "url",
    ),
    "url_for_bestpractices": _URL,
    "organization": _ANYTHING,
    "unnamed_organization": _FLAG,
    "joined": _DAY,
    "enduser": _FLAG,
    "allow_duplicate_repo": _FLAG,
    "open_source": _FLAG,
    "license": TEXT,
    "project_org": _URL,
    "stock_ticker": TEXT,
    "second_path": _TEXTS,
    "extra": _mapping(EXTRA),
}

# Below a subcategory and a category each entry is looked at by itself.
SUBCATEGORY: Keys = {"subcategory": _MARKER, "name": TEXT, "items": _list_of(_ANYTHING)}
CATEGORY: Keys = {"category": _MARKER, "name": TEXT, "subcategories": _list_of(_ANYTHING)}
LANDSCAPE: Keys = {"landscape": _list_of(_ANYTHING), "categories": _list_of(_ANYTHING)}

REQUIRED = ("name", "homepage_url", "logo")
# Steps whose dates stand in `extra`.
STEPS = ("accepted", "incubating", "graduated", "archived")
MATURITIES = ("graduated", "incubating", "sandbox", "archived", "top-level", "project")
