"""What an item of a file should say today, so that nothing differs from it but edits."""

from __future__ import annotations

from typing import Any

from directory.formats.records import Fields

from .keys import EXTRA, ITEM, STEPS, Keys, is_date
from .links import Item, into_item
from .reading import organization_of, plain
from .second_paths import Paths
from .writing import kept_of, links_of

_APART = ("extra", "second_path")


def wanted_item(item: Item, was: Fields, now: Fields, language: str, paths: Paths) -> Item:
    """`was` is what the item says as a record, `now` the project of today."""
    wanted: Item = plain(item)
    if now["name"] != was["name"]:
        wanted["name"] = now["name"]
    _put_description(wanted, was, now, language)
    _put_maturity(wanted, was, now)
    _put_organization(wanted, now)
    _put_kept(wanted, kept_of(was) or {}, kept_of(now), paths)
    _put_dates(wanted, was, now)
    into_item(wanted, links_of(now))
    return _like(item, wanted)


def _put_description(wanted: Item, was: Fields, now: Fields, language: str) -> None:
    said = [name for name in ("summary_zh", "summary_en") if name in was]
    field = said[0] if said else f"summary_{language}"
    summary = now.get(field, "").strip()
    if summary == was.get(field, ""):
        return
    old = wanted.pop("description", None)
    if summary:
        ends_line = isinstance(old, str) and old.endswith("\n")
        wanted["description"] = f"{summary}\n" if ends_line else summary


def _put_maturity(wanted: Item, was: Fields, now: Fields) -> None:
    maturity = now.get("maturity", "")
    if maturity == was.get("maturity", ""):
        return
    if maturity:
        wanted["project"] = maturity
    else:
        del wanted["project"]


def _put_organization(wanted: Item, now: Fields) -> None:
    """Only where the item has one: landscape2 takes it from Crunchbase."""
    said, organization = organization_of(wanted), now.get("organization", "")
    if not said or organization == said:
        return
    if not organization:
        del wanted["organization"]
    else:
        is_text = isinstance(wanted["organization"], str)
        wanted["organization"] = organization if is_text else {"name": organization}


def _put_kept(wanted: Item, before: Item, after: Item | None, paths: Paths) -> None:
    """A logo stays even if the directory has none, for landscape2 demands one."""
    _put_second_path(wanted, before, before if after is None else after, paths)
    if after is not None:
        _merge(wanted, _without(before, *_APART, "logo"), _without(after, *_APART))
        _merge_extra(wanted, _mapping(before.get("extra")), _mapping(after.get("extra")))


def _without(kept: Item, *keys: str) -> Item:
    return {key: value for key, value in kept.items() if key not in keys}


def _put_second_path(wanted: Item, before: Item, after: Item, paths: Paths) -> None:
    second_path = paths.wanted(wanted.get("second_path"), before, after)
    if second_path is not None:
        wanted["second_path"] = second_path
    elif "second_path" not in after:
        wanted.pop("second_path", None)


def _mapping(value: Any) -> Item:
    return value if isinstance(value, dict) else {}


def _merge(into: Item, before: Item, after: Item) -> None:
    for key in before.keys() - after.keys():
        into.pop(key, None)
    into.update((key, value) for key, value in after.items() if before.get(key) != value)


def _merge_extra(wanted: Item, before: Item, after: Item) -> None:
    if before == after:
        return
    extra = dict(_mapping(wanted.get("extra")))
    _merge(extra, before, after)
    _put_extra(wanted, extra)


def _put_extra(wanted: Item, extra: Item) -> None:
    if extra:
        wanted["extra"] = extra
    else:
        wanted.pop("extra", None)


def _put_dates(wanted: Item, was: Fields, now: Fields) -> None:
    before, after = was.get("foundation_dates", {}), now.get("foundation_dates", {})
    days = {step: after[step] for step in STEPS if is_date(after.get(step))}
    _merge_extra(wanted, before, days)


def _like(item: Item, wanted: Item) -> Item:
    """In the order of the item as it is, new keys where they usually stand."""
    ordered = _in_order_of(item, wanted, ITEM)
    if isinstance(wanted.get("extra"), dict):
        ordered["extra"] = _in_order_of(_mapping(item.get("extra")), wanted["extra"], EXTRA)
    return ordered


def _in_order_of(item: Item, wanted: Item, keys: Keys) -> Item:
    rank = {key: position for position, key in enumerate(keys)}
    last = len(rank)
    order = [key for key in item if key in wanted]
    for key in sorted(wanted.keys() - item.keys(), key=lambda key: rank.get(key, last)):
        before = [
            position
            for position, other in enumerate(order)
            if key not in rank or rank.get(other, last) < rank[key]
        ]
        order.insert(before[-1] + 1 if before else 0, key)
    return {key: wanted[key] for key in order}
