"""`data/stats.json`: `ProjectsStats` of crates/core/src/stats.rs. Members, organizations and
repositories are counted there by figures of Crunchbase and GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from .items import Item


class Figures:
    """Of projects, which are items with a maturity, each counted once."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = list(_each_once(items))

    def told(self) -> dict[str, Any]:
        """What counts nothing is left out."""
        if not self.items:
            return {}
        accepted = _by_month(item.get("accepted_at") for item in self.items)
        audits = _by_month(audit["date"] for item in self.items for audit in item.get("audits", ()))
        counts = {
            "accepted_at": accepted,
            "accepted_at_rt": _running_total(accepted),
            "audits": audits,
            "audits_rt": _running_total(audits),
            "category": self._by_category(),
            "incubating_to_graduated": _by_month(item.get("graduated_at") for item in self.items),
            "maturity": _sorted(Counter(item["maturity"] for item in self.items)),
            "projects": len(self.items),
            "sandbox_to_incubating": _by_month(
                item.get("incubating_at")
                for item in self.items
                if item.get("accepted_at") not in (None, item.get("incubating_at"))
            ),
            "tag": _sorted(Counter(tag for item in self.items for tag in item.get("tag", ()))),
        }
        return {"projects": {name: count for name, count in counts.items() if count}}

    def _by_category(self) -> dict[str, Any]:
        subcategories: dict[str, Counter[str]] = {}
        for item in self.items:
            subcategories.setdefault(item["category"], Counter())[item["subcategory"]] += 1
        return {
            name: {"projects": counts.total(), "subcategories": _sorted(counts)}
            for name, counts in sorted(subcategories.items())
        }


def _each_once(items: Iterable[Item]) -> Iterable[Item]:
    """By homepage and logo, as there."""
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        found.setdefault((item["homepage_url"], item["logo"]), item)
    return found.values()


def _by_month(dates: Iterable[str | None]) -> dict[str, int]:
    return _sorted(Counter(date[:7] for date in dates if date))


def _running_total(counts: dict[str, int]) -> dict[str, int]:
    return dict(zip(counts, accumulate(counts.values()), strict=True))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
