"""Records as a data file that landscape2's validator takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from directory.formats import yaml
from directory.formats.records import Fields, ListRecord

from .keys import EXTRA, ITEM, STEPS, Keys, is_date
from .links import Item, Link, into_item
from .logos import default_logo
from .outline import TOP_KEYS
from .second_paths import by_name


def write(listing: ListRecord, language: str) -> str:
    """Texts in `language`, `zh` or `en`, or in the other where there is none in it."""
    items: dict[str, list[Item]] = {}
    paths = paths_of(
        {id_of(record.fields): record.fields for record in listing.categories}, language
    )
    for record in listing.projects:
        item = item_of(record.fields, language, paths)
        items.setdefault(category_of(record.fields), []).append(item)
    return yaml.dump({TOP_KEYS[0]: list(_categories(listing, items, language))})


def _categories(
    listing: ListRecord, items: dict[str, list[Item]], language: str
) -> Iterator[Fields]:
    below: dict[str, list[Fields]] = {}
    for record in listing.categories:
        below.setdefault(parent_of(record.fields), []).append(record.fields)
    for category in below.get("", ()):
        name = text_of(category, "name", language)
        subcategories = [
            _subcategory(text_of(subcategory, "name", language), items.pop(id_of(subcategory), []))
            for subcategory in below.get(id_of(category), ())
        ]
        if own := items.pop(id_of(category), []):
            # landscape2 has items in subcategories only.
            subcategories.insert(0, _subcategory(name, own))
        yield {"name": name, "subcategories": subcategories}
    if homeless := [item for rest in items.values() for item in rest]:
        yield {"name": _("Other"), "subcategories": [_subcategory(_("Other"), homeless)]}


def _subcategory(name: str, items: list[Item]) -> Fields:
    return {"name": name, "items": items}


# ---- records of the directory and those of a file, which have keys in place of slugs


def id_of(category: Fields) -> str:
    return str(category.get("slug") or category["key"])


def parent_of(category: Fields) -> str:
    return category.get("parent") or category.get("parent_key") or ""


def category_of(project: Fields) -> str:
    return project.get("category") or project.get("category_key") or ""


def text_of(fields: Fields, name: str, language: str) -> str:
    other = "en" if language == "zh" else "zh"
    return fields.get(f"{name}_{language}") or fields.get(f"{name}_{other}") or ""


def links_of(project: Fields) -> list[Link]:
    return project.get("links") or project.get("some_links") or []


def kept_of(project: Fields) -> Item | None:
    """What an item said that the directory has no field for."""
    extra = project.get("extra", project.get("some_extra", {}))
    kept = extra.get("landscape") if isinstance(extra, dict) else None
    return kept if isinstance(kept, dict) else None


# ---- items


def paths_of(categories: Mapping[str, Fields], language: str) -> dict[str, str]:
    """`Category / Subcategory` by id."""
    names = {id_: text_of(fields, "name", language) for id_, fields in categories.items()}
    return {
        id_: f"{names.get(parent_of(fields), names[id_])} / {names[id_]}"
        for id_, fields in categories.items()
    }


def item_of(project: Fields, language: str, paths: Mapping[str, str]) -> Item:
    """`paths` are those of all categories, by id."""
    item: Item = {"name": project["name"], **by_name(kept_of(project) or {}, paths)}
    if description := text_of(project, "summary", language):
        item["description"] = description
    if maturity := project.get("maturity"):
        item["project"] = maturity
    if "organization" not in item and project.get("organization"):
        item["organization"] = {"name": project["organization"]}
    _put_dates(item, project.get("foundation_dates", {}))
    links = links_of(project)
    into_item(item, links)
    if not item.get("homepage_url") and (address := item.get("repo_url") or _any_address(links)):
        item["homepage_url"] = address
    if not item.get("logo"):
        item["logo"] = default_logo(project)
    return in_order(item)


def _put_dates(item: Item, dates: Mapping[str, Any]) -> None:
    whole = {step: dates[step] for step in STEPS if is_date(dates.get(step))}
    extra = item.get("extra") or {}
    if whole and isinstance(extra, dict):
        item["extra"] = extra | whole


def _any_address(links: list[Link]) -> str:
    return next((link["url"] for link in links), "")


def in_order(item: Item) -> Item:
    extra = item.get("extra")
    ordered = _ordered(item, ITEM)
    if isinstance(extra, dict):
        ordered["extra"] = _ordered(extra, EXTRA)
    return ordered


def _ordered(mapping: Item, keys: Keys) -> Item:
    known = {key: mapping[key] for key in keys if key in mapping}
    return known | {key: value for key, value in mapping.items() if key not in known}
