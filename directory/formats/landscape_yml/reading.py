"""A landscape's data file as records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from directory.formats import yaml
from directory.formats.places import FieldPlaces
from directory.formats.records import Fields, ListRecord, Place, Record

from .checking import check
from .keys import MATURITIES, STEPS, is_date
from .links import is_told_by_links, of_item
from .outline import Outline, Section, key_of

_CHINESE = re.compile("[\u3400-\u9fff]")
# Where a field of a record stands in an item.
_KEYS_OF_FIELDS = {
    "name": "name",
    "summary_zh": "description",
    "summary_en": "description",
    "maturity": "project",
    "foundation_dates": "extra",
    "organization": "organization",
    "logo": "logo",
}


def read(text: str, file: str, language: str | None = None) -> ListRecord:
    """`language`, `zh` or `en`, is that of all texts; without it each is judged by its script."""
    document = yaml.load(text, file)
    outline = Outline(document)
    listing = ListRecord("landscape", problems=document.problems)
    known: set[str] = set()
    for category in outline.categories():
        _add_category(listing, known, document, category, None, language)
        for subcategory in outline.subcategories(category):
            _add_category(listing, known, document, subcategory, category, language)
            key = key_of(category.name, subcategory.name)
            listing.projects += (
                _project(outline, item, key, language) for item in outline.items(subcategory)
            )
    check(outline, listing.problems)
    listing.problems.sort(key=lambda problem: (problem.place.line, problem.place.column))
    return listing


def language_of(text: str, language: str | None) -> str:
    return language or ("zh" if _CHINESE.search(text) else "en")


def _add_category(
    listing: ListRecord,
    known: set[str],
    document: yaml.Document,
    section: Section,
    parent: Section | None,
    language: str | None,
) -> None:
    """A category is a record once, however often it is begun."""
    key = key_of(parent.name, section.name) if parent else key_of(section.name)
    if key in known:
        return
    known.add(key)
    fields = {"key": key, f"name_{language_of(section.name, language)}": section.name}
    if parent:
        fields["parent_key"] = key_of(parent.name)
    listing.categories.append(Record(fields, document.place_of(section.node, "name")))


def _project(outline: Outline, item: yaml.Map, key: str, language: str | None) -> Record:
    document = outline.document
    return Record(
        fields_of(outline, item, key, language),
        document.place(item.start),
        FieldPlaces(partial(_places, document, item)),
    )


def _places(document: yaml.Document, item: yaml.Map) -> Mapping[str, Place]:
    return {
        field: document.place_of(item, key) for field, key in _KEYS_OF_FIELDS.items() if key in item
    }


def fields_of(outline: Outline, item: yaml.Map, key: str, language: str | None) -> Fields:
    """What an item says of a project; the rest is kept under the format's name."""
    fields: Fields = {"name": outline.text(item, "name"), "category_key": key}
    if description := outline.text(item, "description"):
        fields[f"summary_{language_of(description, language)}"] = description
    if links := of_item(item):
        fields["some_links"] = links
    if item.get("project") in MATURITIES:
        fields["maturity"] = item["project"]
    if dates := foundation_dates(item):
        fields["foundation_dates"] = dates
    if organization := organization_of(item):
        fields["organization"] = organization
    if rest := unmodelled(item):
        fields["some_extra"] = {"landscape": rest}
    return fields


def foundation_dates(item: Fields) -> dict[str, str]:
    extra = item.get("extra")
    if not isinstance(extra, dict):
        return {}
    return {step: extra[step] for step in STEPS if is_date(extra.get(step))}


def organization_of(item: Fields) -> str:
    """landscapeapp took a name for items without an address at Crunchbase."""
    organization = item.get("organization")
    if isinstance(organization, dict) and organization.keys() == {"name"}:
        organization = organization["name"]
    return organization if isinstance(organization, str) else ""


def unmodelled(item: Fields) -> Fields:
    """What no other field of the record says, in its order."""
    rest = {key: plain(value) for key, value in item.items() if not _is_said(key, value)}
    extra = rest.get("extra")
    if isinstance(extra, dict):
        kept = {
            key: value
            for key, value in extra.items()
            if not is_told_by_links(key, value) and not (key in STEPS and is_date(value))
        }
        if kept or not extra:
            rest["extra"] = kept
        else:
            del rest["extra"]
    return rest


def _is_said(key: str, value: Any) -> bool:
    if key == "item":
        return value is None
    if key in ("name", "description"):
        return not isinstance(value, dict | list)
    if key == "project":
        return value in MATURITIES
    if key == "organization":
        return bool(organization_of({key: value}))
    return is_told_by_links(key, value)


def plain(value: Any) -> Any:
    """Without the places that a document's mappings and lists know."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
