"""How a list writes its entries, and what it says of a project at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .document import Document, Item
from .entry_edges import SEPARATOR
from .texts import language_of


@dataclass(frozen=True, slots=True)
class Style:
    """`repository_label` is the text of links to repositories where names lead to home pages. What
    a list does not say of any entry, an edit of it is no reason to begin with."""

    language: str = "en"
    separator: str = " - "
    says_homepages: bool = True
    says_licenses: bool = False
    says_languages: bool = False
    repository_label: str = ""


def style_of(document: Document) -> Style:
    items = document.items
    texts = [item.entry.summary for item in items if item.entry.summary] or [document.whole.name]
    return Style(
        language=_most_common(map(language_of, texts)) or "en",
        separator=separator_of(items),
        says_homepages=any(_says_homepage(item) for item in items),
        says_licenses=any(item.entry.marks.license for item in items),
        says_languages=any(item.entry.marks.languages for item in items),
        repository_label=_repository_label(items),
    )


def separator_of(items: Iterable[Item]) -> str:
    """What mostly stands between a name and a summary."""
    between = (
        item.block.text[item.entry.head_end : item.entry.summary_start]
        for item in items
        if item.table is None and item.entry.summary
    )
    usual = (text for text in between if "\n" not in text and SEPARATOR.fullmatch(text))
    return _most_common(usual) or " - "


def _says_homepage(item: Item) -> bool:
    return any(link.kind == "homepage" for link in item.entry.links[1:])


def _repository_label(items: list[Item]) -> str:
    led_home = [
        item.entry for item in items if item.entry.main and item.entry.main.kind == "homepage"
    ]
    if 2 * len(led_home) < len(items):
        return ""
    return _most_common(
        link.label
        for entry in led_home
        for link in entry.links[1:]
        if link.kind == "repository" and link.label
    )


def _most_common(words: Iterable[str]) -> str:
    return next((word for word, _count in Counter(words).most_common(1)), "")
