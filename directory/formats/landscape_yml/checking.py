"""What is wrong with a landscape's data file: what landscape2's own validator finds, and more.

An error is what landscape2 refuses or what cannot be taken as it stands, a warning what it passes
over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory.formats import yaml
from directory.formats.records import MOST_PROBLEMS, Level, Problem
from directory.text import fold

from .keys import CATEGORY, EXTRA, ITEM, LANDSCAPE, REQUIRED, SUBCATEGORY, Keys, Kind
from .outline import Outline
from .spelling import Suggestions

_LONGEST_EXCERPT = 60


def check(outline: Outline, problems: list[Problem]) -> None:
    checks = _Checks(outline, problems)
    checks.mapping(outline.document.data, LANDSCAPE)
    checks.categories(outline.document.data[outline.top_key])
    checks.references()


class _First(NamedTuple):
    """Where a name or repository stands first."""

    offset: int
    path: str
    may_recur: bool = False


class _Reference(NamedTuple):
    offset: int
    text: str
    path: str


class _Checks:
    def __init__(self, outline: Outline, problems: list[Problem]) -> None:
        self.outline = outline
        self.document = outline.document
        self.problems = problems
        self.suggestions = Suggestions()
        self.names: dict[str, _First] = {}
        self.repositories: dict[str, _First] = {}
        # Each “Category / Subcategory”, folded, and as it is written.
        self.paths: dict[str, str] = {}
        self.item_names: set[str] = set()
        self.second_paths: list[_Reference] = []
        self.parents: list[_Reference] = []

    # ---- telling

    def tell(
        self, offset: int, code: str, message: str, remedy: str, level: Level = Level.ERROR
    ) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            place = self.document.place(offset)
            self.problems.append(Problem(place, code, message, remedy, level))

    def warn(self, offset: int, code: str, message: str, remedy: str) -> None:
        self.tell(offset, code, message, remedy, Level.WARNING)

    def line(self, offset: int) -> int:
        return self.document.place(offset).line

    # ---- keys and values

    def mapping(self, node: yaml.Map, keys: Keys) -> None:
        for key, value in node.items():
            kind = keys.get(key)
            if kind is None:
                self.unknown_key(node, key, keys)
            elif value is None:
                continue
            elif not kind.accepts(value):
                self.wrong(_value_offset(node, key), f"“{key}”", value, kind)
            elif kind.keys:
                self.mapping(value, kind.keys)
            elif kind.item:
                self.list(value, key, kind.item)

    def list(self, node: yaml.Seq, key: str, kind: Kind) -> None:
        for index, value in enumerate(node):
            if not kind.accepts(value):
                self.wrong(
                    node.spans[index][0], _("an item of “%(key)s”") % {"key": key}, value, kind
                )
            elif kind.keys:
                self.mapping(value, kind.keys)

    def wrong(self, offset: int, what: str, value: Any, kind: Kind) -> None:
        self.tell(
            offset,
            kind.code,
            _("%(what)s is %(found)s.") % {"what": what, "found": _described(value)},
            _("Write %(expected)s.") % {"expected": kind.expected},
        )

    def unknown_key(self, node: yaml.Map, key: str, keys: Keys) -> None:
        """`x-` marks what is one's own, by a convention of several formats."""
        if key.startswith("x-") or len(self.problems) >= MOST_PROBLEMS:
            return
        self.warn(
            _key_offset(node, key),
            "unknown-key",
            _("The key “%(key)s” is not known here.") % {"key": _excerpt(key)},
            self.remedy_for_key(key, keys),
        )

    def remedy_for_key(self, key: str, keys: Keys) -> str:
        if keys is ITEM and key in EXTRA:
            return _("Move it below “extra:”.")
        if keys is EXTRA and key in ITEM:
            return _("Move it out of “extra:”, beside the name.")
        return self.suggestions.remedy(key, keys) or _(
            "Check its spelling. It is kept, though landscape2 passes over it; facts of your own "
            "have a place in “annotations:” below “extra:”."
        )

    def required(self, node: yaml.Map, keys: tuple[str, ...]) -> None:
        for key in keys:
            if node.get(key) in (None, ""):
                self.tell(
                    _key_offset(node, key),
                    "empty" if key in node else "missing-key",
                    _("“%(key)s” is empty.") % {"key": key}
                    if key in node
                    else _("“%(key)s” is missing.") % {"key": key},
                    _("Write “%(key)s:” and its value; landscape2 demands it.") % {"key": key},
                )

    # ---- categories

    def categories(self, entries: Any) -> None:
        first: dict[str, int] = {}
        for category in self.mappings(entries):
            self.mapping(category, CATEGORY)
            self.section(category, first, "subcategories")
            below: dict[str, int] = {}
            for subcategory in self.mappings(category.get("subcategories")):
                self.mapping(subcategory, SUBCATEGORY)
                self.section(subcategory, below, "items")
                self.items(category, subcategory)

    def mappings(self, entries: Any) -> Iterator[yaml.Map]:
        """The mappings of a list; what else is in it is told."""
        if not isinstance(entries, yaml.Seq):
            return
        for index, entry in enumerate(entries):
            if isinstance(entry, yaml.Map):
                yield entry
            else:
                self.tell(
                    entries.spans[index][0],
                    "wrong-type",
                    _("This entry is %(found)s.") % {"found": _described(entry)},
                    _("Write a mapping that begins with “name: …”."),
                )

    def section(self, node: yaml.Map, first: dict[str, int], inner: str) -> None:
        self.required(node, ("name",))
        name = fold(self.outline.text(node, "name"))
        if name and name in first:
            self.warn(
                _value_offset(node, "name"),
                "duplicate-category",
                _("A category of this name begins at line %(line)d already.")
                % {"line": self.line(first[name])},
                _("Move its entries there, or give it a name of its own."),
            )
        first.setdefault(name, _value_offset(node, "name"))
        if not node.get(inner):
            self.warn(
                _key_offset(node, inner),
                "no-items",
                _("There is nothing in this category.")
                if inner == "items"
                else _("There are no subcategories in this category."),
                _("Add an entry below “%(key)s:”, or delete the category.") % {"key": inner},
            )

    # ---- items

    def items(self, category: yaml.Map, subcategory: yaml.Map) -> None:
        names = [self.outline.text(node, "name") for node in (category, subcategory)]
        path = " / ".join(names)
        self.paths.setdefault(fold(path), path)
        for item in self.mappings(subcategory.get("items")):
            self.mapping(item, ITEM)
            self.required(item, REQUIRED)
            self.description(item)
            self.name(item, path)
            self.repository(item, path)
            self.remember_references(item, path)

    def description(self, item: yaml.Map) -> None:
        if "description" in item and item["description"] in (None, ""):
            self.warn(
                _key_offset(item, "description"),
                "empty-description",
                _("The description is empty."),
                _("Write one or two sentences, or delete the key."),
            )

    def name(self, item: yaml.Map, path: str) -> None:
        name = self.outline.text(item, "name")
        if not name:
            return
        self.item_names.add(name)
        here = _First(_value_offset(item, "name"), path)
        first = self.names.setdefault(fold(name), here)
        if first is not here:
            self.tell(
                here.offset,
                "duplicate-name",
                _("“%(name)s” is listed at line %(line)d already.")
                % {"name": _excerpt(name), "line": self.line(first.offset)},
                _("Delete one of them and list the other in both places by “second_path”."),
                Level.ERROR if first.path == path else Level.WARNING,
            )

    def repository(self, item: yaml.Map, path: str) -> None:
        may_recur = item.get("allow_duplicate_repo") is True
        for offset, url in _repositories(item):
            here = _First(offset, path, may_recur)
            first = self.repositories.setdefault(_comparable(url), here)
            if first is not here and not (may_recur or first.may_recur):
                self.warn(
                    offset,
                    "duplicate-repository",
                    _("This repository stands at line %(line)d already.")
                    % {"line": self.line(first.offset)},
                    _(
                        "Delete one of the items or, if both are meant, write "
                        "“allow_duplicate_repo: true”."
                    ),
                )

    # ---- what items say of others

    def remember_references(self, item: yaml.Map, path: str) -> None:
        second = item.get("second_path")
        if isinstance(second, yaml.Seq):
            self.second_paths += (
                _Reference(span[0], text, path)
                for text, span in zip(second, second.spans, strict=True)
                if isinstance(text, str)
            )
        extra = item.get("extra")
        if isinstance(extra, yaml.Map) and isinstance(parent := extra.get("parent_project"), str):
            self.parents.append(_Reference(_value_offset(extra, "parent_project"), parent, path))

    def references(self) -> None:
        for reference in self.second_paths:
            self.second_path(reference)
        for reference in self.parents:
            if reference.text not in self.item_names:
                self.warn(
                    reference.offset,
                    "unknown-project",
                    _("No item is named “%(name)s”.") % {"name": _excerpt(reference.text)},
                    self.suggestions.remedy(reference.text, self.item_names)
                    or _("Write the name of an item, letter by letter."),
                )

    def second_path(self, reference: _Reference) -> None:
        parts = [part.strip() for part in reference.text.split("/")]
        path = " / ".join(parts)
        if len(parts) != 2 or not all(parts):
            message = _("“%(path)s” is no category and subcategory.")
            remedy = _("Write “Category / Subcategory”; neither name can have a slash in it.")
        elif path == reference.path:
            message = _("“%(path)s” is where the item stands already.")
            remedy = _("Delete it, or name another place.")
        elif self.paths.get(fold(path)) == path:
            return
        else:
            message = _("There is no subcategory “%(path)s”.")
            remedy = self.suggestions.remedy(path, self.paths.values()) or _(
                "Write the names of a category and of a subcategory in it, with “ / ” between them."
            )
        self.warn(
            reference.offset, "second-path", message % {"path": _excerpt(reference.text)}, remedy
        )


def _value_offset(node: yaml.Map, key: str) -> int:
    span = node.spans.get(key)
    return span[1] if span else node.start


def _key_offset(node: yaml.Map, key: str) -> int:
    span = node.spans.get(key)
    return span[0] if span else node.start


def _repositories(item: yaml.Map) -> Iterator[tuple[int, str]]:
    if isinstance(url := item.get("repo_url"), str) and url:
        yield _value_offset(item, "repo_url"), url
    more = item.get("additional_repos")
    for entry in more if isinstance(more, yaml.Seq) else ():
        if isinstance(entry, yaml.Map) and isinstance(url := entry.get("repo_url"), str) and url:
            yield _value_offset(entry, "repo_url"), url


def _comparable(url: str) -> str:
    address = re.sub(r"^https?://(?:www\.)?", "", url.lower())
    return address.removesuffix("/").removesuffix(".git")


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return _("a mapping of keys")
    if isinstance(value, list):
        return _("a list")
    return f"“{_excerpt(value)}”" if isinstance(value, str) else yaml.scalar(value)
