"""`items.csv`, with the columns of crates/cli/src/build/export.rs and as its library writes them:
without a byte order mark and with LF. Columns of GitHub's and Crunchbase's figures are empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from directory.formats.tabular.cells import guarded

from .items import Item
from .reading import Entry
from .shapes import primary_repository

COLUMNS = (
    "name",
    "organization",
    "homepage",
    "logo",
    "twitter",
    "crunchbase_url",
    "funding",
    "member",
    "relation",
    "tag",
    "license",
    "headquarters",
    "description",
    "crunchbase_description",
    "crunchbase_homepage",
    "crunchbase_city",
    "crunchbase_region",
    "crunchbase_country",
    "crunchbase_twitter",
    "crunchbase_linkedin",
    "crunchbase_ticker",
    "crunchbase_kind",
    "crunchbase_min_employees",
    "crunchbase_max_employees",
    "category",
    "subcategory",
    "oss",
    "github_repo",
    "github_stars",
    "github_description",
    "github_latest_commit_date",
    "github_latest_commit_link",
    "github_latest_release_date",
    "github_latest_release_link",
    "github_start_commit_date",
    "github_start_commit_link",
    "github_contributors_count",
    "github_contributors_link",
    "accepted",
    "incubation",
    "graduated",
    "dev_stats_url",
    "artwork_url",
    "blog_url",
    "mailing_list_url",
    "slack_url",
    "youtube_url",
    "chat_channel",
    "last_audit_date",
    "last_audit_url",
)
# Columns that an item has under another name.
_NAMES = {
    "homepage": "homepage_url",
    "twitter": "twitter_url",
    "relation": "maturity",
    "accepted": "accepted_at",
    "incubation": "incubating_at",
    "graduated": "graduated_at",
    "dev_stats_url": "devstats_url",
}


def items_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A line at a time."""
    line = io.StringIO(newline="")
    table = csv.writer(line, lineterminator="\n")
    table.writerow(COLUMNS)
    yield _taken(line)
    for entry in entries:
        told = _told(entry)
        table.writerow([guarded(told.get(column) or "") for column in COLUMNS])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _told(entry: Entry) -> dict[str, Any]:
    item = entry.item
    repository = primary_repository(item) or {}
    return {
        **{column: item.get(_NAMES.get(column, column)) for column in COLUMNS},
        "organization": entry.organization,
        "tag": ",".join(item.get("tag", ())),
        "license": repository.get("license"),
        "oss": "true" if item.get("oss") else "",
        "github_repo": _at_github(repository),
        **_last_audit(item),
    }


def _at_github(repository: Item) -> str:
    url = str(repository.get("url", ""))
    return url if urlsplit(url).hostname in ("github.com", "www.github.com") else ""


def _last_audit(item: Item) -> Item:
    audits = item.get("audits")
    last = audits[-1] if audits else {}
    return {"last_audit_date": last.get("date"), "last_audit_url": last.get("url")}
