"""What is wrong with a landscape's data file: what landscape2's own validator finds, and more.

An error is what landscape2 refuses or what cannot be taken as it stands, a warning what it passes
over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory.addresses import same_place
from directory.formats import yaml
from directory.formats.records import Level, Problem
from directory.text import fold

from .findings import Findings, excerpt
from .keys import CATEGORY, ITEM, LANDSCAPE, REQUIRED, SUBCATEGORY
from .outline import Outline
from .shapes import check_mapping, check_required, mappings


def check(outline: Outline, problems: list[Problem]) -> None:
    checks = _Checks(outline, problems)
    check_mapping(checks.findings, outline.document.data, LANDSCAPE)
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
        self.findings = Findings(outline.document, problems)
        self.names: dict[str, _First] = {}
        self.repositories: dict[str, _First] = {}
        # Each “Category / Subcategory”.
        self.paths: set[str] = set()
        self.item_names: set[str] = set()
        self.second_paths: list[_Reference] = []
        self.parents: list[_Reference] = []

    # ---- categories

    def categories(self, entries: Any) -> None:
        first: dict[str, int] = {}
        for category in mappings(self.findings, entries):
            check_mapping(self.findings, category, CATEGORY)
            self.section(category, first, "subcategories")
            below: dict[str, int] = {}
            for subcategory in mappings(self.findings, category.get("subcategories")):
                check_mapping(self.findings, subcategory, SUBCATEGORY)
                self.section(subcategory, below, "items")
                self.items(category, subcategory)

    def section(self, node: yaml.Map, first: dict[str, int], inner: str) -> None:
        check_required(self.findings, node, ("name",))
        name = fold(self.outline.text(node, "name"))
        if name and name in first:
            self.findings.warn(
                node.value_start("name"),
                "duplicate-category",
                _("A category of this name begins at line %(line)d already.")
                % {"line": self.findings.line(first[name])},
                _("Move its entries there, or give it a name of its own."),
            )
        first.setdefault(name, node.value_start("name"))
        if not node.get(inner):
            self.findings.warn(
                node.key_start(inner),
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
        self.paths.add(path)
        for item in mappings(self.findings, subcategory.get("items")):
            check_mapping(self.findings, item, ITEM)
            check_required(self.findings, item, REQUIRED)
            self.description(item)
            self.name(item, path)
            self.repository(item, path)
            self.remember_references(item, path)

    def description(self, item: yaml.Map) -> None:
        if "description" in item and item["description"] in (None, ""):
            self.findings.warn(
                item.key_start("description"),
                "empty-description",
                _("The description is empty."),
                _("Write one or two sentences, or delete the key."),
            )

    def name(self, item: yaml.Map, path: str) -> None:
        name = self.outline.text(item, "name")
        if not name:
            return
        self.item_names.add(name)
        here = _First(item.value_start("name"), path)
        first = self.names.setdefault(fold(name), here)
        if first is not here:
            self.findings.tell(
                here.offset,
                "duplicate-name",
                _("“%(name)s” is listed at line %(line)d already.")
                % {"name": excerpt(name), "line": self.findings.line(first.offset)},
                _("Delete one of them and list the other in both places by “second_path”."),
                Level.ERROR if first.path == path else Level.WARNING,
            )

    def repository(self, item: yaml.Map, path: str) -> None:
        may_recur = item.get("allow_duplicate_repo") is True
        for offset, url in _repositories(item):
            here = _First(offset, path, may_recur)
            first = self.repositories.setdefault(same_place(url), here)
            if first is not here and not (may_recur or first.may_recur):
                self.findings.warn(
                    offset,
                    "duplicate-repository",
                    _("This repository stands at line %(line)d already.")
                    % {"line": self.findings.line(first.offset)},
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
            self.parents.append(_Reference(extra.value_start("parent_project"), parent, path))

    def references(self) -> None:
        for reference in self.second_paths:
            self.second_path(reference)
        for reference in self.parents:
            if reference.text not in self.item_names:
                self.findings.warn(
                    reference.offset,
                    "unknown-project",
                    _("No item is named “%(name)s”.") % {"name": excerpt(reference.text)},
                    self.findings.suggestions.remedy(reference.text, self.item_names)
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
        elif path in self.paths:
            return
        else:
            message = _("There is no subcategory “%(path)s”.")
            remedy = self.findings.suggestions.remedy(path, self.paths) or _(
                "Write the names of a category and of a subcategory in it, with “ / ” between them."
            )
        self.findings.warn(
            reference.offset, "second-path", message % {"path": excerpt(reference.text)}, remedy
        )


def _repositories(item: yaml.Map) -> Iterator[tuple[int, str]]:
    if isinstance(url := item.get("repo_url"), str) and url:
        yield item.value_start("repo_url"), url
    more = item.get("additional_repos")
    for entry in more if isinstance(more, yaml.Seq) else ():
        if isinstance(entry, yaml.Map) and isinstance(url := entry.get("repo_url"), str) and url:
            yield entry.value_start("repo_url"), url
