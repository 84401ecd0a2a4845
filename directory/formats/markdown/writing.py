"""Records as a list, in the style of the community's own: front matter, title, introduction, a
heading for each category and subcategory, and a line for each project."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from directory.formats.records import Fields, ListRecord, Record

from .category_fields import above_of, category_of, key_of
from .document import Document
from .entry_text import entry_text, in_language
from .frontmatter import ROLES, handle_of
from .reading import paragraphs
from .style import Style
from .texts import name_in_list

_FINAL_HASHES = re.compile(r"(#+)$")


def write(listing: ListRecord, language: str = "zh") -> str:
    """Texts are in `language` or, where there is none, in the other. Categories without projects
    are left out: below their headings would be nothing that tells them from text."""
    return "\n\n".join(_blocks(listing, language)) + "\n"


def _blocks(listing: ListRecord, language: str) -> Iterator[str]:
    if people := front_matter_text(listing):
        yield people
    if listing.landscape:
        title = in_language(listing.landscape.fields, "title", language)
        if title:
            yield heading(title, 1)
        introduction = in_language(listing.landscape.fields, "introduction", language)
        if text := text_blocks(introduction):
            yield text
    entries = _entries_by_category(listing, language)
    if loose := entries[""]:
        yield "\n".join(loose)
    for category in listing.categories:
        if not above_of(category.fields):
            yield from _category(category, listing, entries, language)


def _entries_by_category(listing: ListRecord, language: str) -> dict[str, list[str]]:
    """The lines of each category; those of no category of the list by the empty key."""
    known = {key_of(category.fields) for category in listing.categories}
    found: dict[str, list[str]] = defaultdict(list)
    style = Style(language)
    for project in listing.projects:
        key = category_of(project.fields)
        found[key if key in known else ""].append(f"- {entry_text(project.fields, style)}")
    return found


def _category(
    category: Record, listing: ListRecord, entries: dict[str, list[str]], language: str
) -> Iterator[str]:
    key = key_of(category.fields)
    below = [
        record
        for record in listing.categories
        if above_of(record.fields) == key and entries[key_of(record.fields)]
    ]
    if not below and not entries[key]:
        return
    yield from category_head(category.fields, 2, language)
    if entries[key]:
        yield "\n".join(entries[key])
    for record in below:
        yield from category_head(record.fields, 3, language)
        yield "\n".join(entries[key_of(record.fields)])


def category_head(fields: Fields, level: int, language: str) -> Iterator[str]:
    yield heading(in_language(fields, "name", language) or key_of(fields), level)
    if text := text_blocks(in_language(fields, "description", language)):
        yield text


def heading(name: str, level: int) -> str:
    return "#" * level + " " + _FINAL_HASHES.sub(r"\\\1", name_in_list(name))


def text_blocks(text: str) -> str:
    """The paragraphs of a text; other blocks would be read as something else."""
    return _paragraphs(_paragraphs(text)) if text.strip() else ""


def _paragraphs(text: str) -> str:
    document = Document(f"# -\n\n{text}", "")
    return paragraphs(document.introduction(document.whole))


def front_matter_text(listing: ListRecord) -> str:
    people = {key: handles(listing, role) for key, role in ROLES.items()}
    lines = [
        f"{key}: {json.dumps(each, ensure_ascii=False)}" for key, each in people.items() if each
    ]
    return "\n".join(["---", *lines, "---"]) if lines else ""


def handles(listing: ListRecord, role: str) -> list[str]:
    """Who has a role over the whole list, each as they write their handle."""
    spelled = {
        maintainer.fields["handle"]: maintainer.fields.get("name", "")
        for maintainer in listing.maintainers
    }
    of_all = (
        record.fields["maintainer"]
        for record in listing.stewardships
        if record.fields["role"] == role
        and not record.fields.get("category")
        and not record.fields.get("project")
    )
    return [
        spelled[handle] if handle_of(spelled.get(handle, "")) == handle else handle
        for handle in of_all
    ]
