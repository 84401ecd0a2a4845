"""Whether keys are known, and whether what stands behind them is of their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from directory.formats import yaml

from .findings import Findings, excerpt
from .keys import EXTRA, ITEM, Keys, Kind


def check_mapping(findings: Findings, node: yaml.Map, keys: Keys) -> None:
    for key, value in node.items():
        kind = keys.get(key)
        if kind is None:
            _unknown_key(findings, node, key, keys)
        elif value is None:
            continue
        elif not kind.accepts(value):
            _wrong(findings, node.value_start(key), f"“{key}”", value, kind)
        elif kind.keys:
            check_mapping(findings, value, kind.keys)
        elif kind.item:
            _check_list(findings, value, key, kind.item)


def _check_list(findings: Findings, node: yaml.Seq, key: str, kind: Kind) -> None:
    for index, value in enumerate(node):
        if not kind.accepts(value):
            _wrong(
                findings,
                node.spans[index][0],
                _("an item of “%(key)s”") % {"key": key},
                value,
                kind,
            )
        elif kind.keys:
            check_mapping(findings, value, kind.keys)


def _wrong(findings: Findings, offset: int, what: str, value: Any, kind: Kind) -> None:
    findings.tell(
        offset,
        kind.code,
        _("%(what)s is %(found)s.") % {"what": what, "found": _described(value)},
        _("Write %(expected)s.") % {"expected": kind.expected},
    )


def _unknown_key(findings: Findings, node: yaml.Map, key: str, keys: Keys) -> None:
    """`x-` marks what is one's own, by a convention of several formats."""
    if key.startswith("x-") or findings.are_too_many:
        return
    findings.warn(
        node.key_start(key),
        "unknown-key",
        _("The key “%(key)s” is not known here.") % {"key": excerpt(key)},
        _remedy_for_key(findings, key, keys),
    )


def _remedy_for_key(findings: Findings, key: str, keys: Keys) -> str:
    if keys is ITEM and key in EXTRA:
        return _("Move it below “extra:”.")
    if keys is EXTRA and key in ITEM:
        return _("Move it out of “extra:”, beside the name.")
    return findings.suggestions.remedy(key, keys) or _(
        "Check its spelling. It is kept, though landscape2 passes over it; facts of your own "
        "have a place in “annotations:” below “extra:”."
    )


def check_required(findings: Findings, node: yaml.Map, keys: tuple[str, ...]) -> None:
    for key in keys:
        if node.get(key) in (None, ""):
            findings.tell(
                node.key_start(key),
                "empty" if key in node else "missing-key",
                _("“%(key)s” is empty.") % {"key": key}
                if key in node
                else _("“%(key)s” is missing.") % {"key": key},
                _("Write “%(key)s:” and its value; landscape2 demands it.") % {"key": key},
            )


def mappings(findings: Findings, entries: Any) -> Iterator[yaml.Map]:
    """The mappings of a list; what else is in it is told."""
    if not isinstance(entries, yaml.Seq):
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, yaml.Map):
            yield entry
        else:
            findings.tell(
                entries.spans[index][0],
                "wrong-type",
                _("This entry is %(found)s.") % {"found": _described(entry)},
                _("Write a mapping that begins with “name: …”."),
            )


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return _("a mapping of keys")
    if isinstance(value, list):
        return _("a list")
    return f"“{excerpt(value)}”" if isinstance(value, str) else yaml.scalar(value)
