"""An entry as text: `- [name](main) - summary <homepage>`, so that it is read back as it was."""

from __future__ import annotations

import re
from itertools import product

from directory.formats.records import Fields

from .entries import Entry, entry_in
from .inline import BOUNDARY
from .texts import address, destination, from_list, into_list, name_in_list

# What may be taken for a home page, a mark or a count of stars at an end of the summary.
_PERHAPS_MISREAD = re.compile(r"[\[\]<>`\\!&*|⭐★☆🌟~]|:star|^[\W_]|[-–—,，、;；|｜·:：]$|https?:")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def in_language(fields: Fields, field: str, language: str) -> str:
    """A text, or that of the other language if there is none."""
    other = "en" if language == "zh" else "zh"
    return fields.get(f"{field}_{language}") or fields.get(f"{field}_{other}") or ""


def links_of(fields: Fields) -> list[Fields]:
    """Where a project is now, of all that is known or of what a list said."""
    links = fields.get("links") or fields.get("some_links") or []
    return [link for link in links if not link.get("former")]


def address_of(fields: Fields, *kinds: str) -> str:
    """The first address of the first of some kinds that a project has; of any if none are named."""
    links = links_of(fields)
    for kind in kinds:
        for link in links:
            if link["kind"] == kind:
                return str(link["url"])
    return str(links[0]["url"]) if links and not kinds else ""


def main_address(fields: Fields) -> str:
    return address_of(fields, "repository", "organization", "homepage") or address_of(fields)


def entry_text(fields: Fields, language: str, separator: str = " - ") -> str:
    """The line of a project, without the mark of a list's item."""
    main = main_address(fields)
    homepage = address_of(fields, "homepage")
    if homepage == main:
        homepage = ""
    head = f"[{name_in_list(fields['name'])}]({destination(main)})"
    tail = f" <{address(homepage)}>" if homepage else ""
    return head + behind_name(in_language(fields, "summary", language), head, tail, separator)


def behind_name(summary: str, head: str, tail: str, separator: str = " - ") -> str:
    """Separator, summary and what follows; marked where the summary begins or ends if it would be
    read otherwise, and all its signs escaped if that does not help."""
    written = into_list(summary)
    if not written:
        return tail
    if not _PERHAPS_MISREAD.search(written):
        return f"{separator}{written}{tail}"
    for text in (written, _PUNCTUATION.sub(r"\\\1", written)):
        expected = from_list(text, {})
        bare = entry_in(f"{head}{tail}", {})
        for before, after in product(("", BOUNDARY), repeat=2):
            candidate = f"{separator}{before}{text}{after}{tail}"
            if _says(entry_in(head + candidate, {}), expected, bare):
                return candidate
    return tail


def _says(entry: Entry | None, summary: str, bare: Entry | None) -> bool:
    """Whether a text is read with this summary and the links that it has without one."""
    if entry is None or bare is None or entry.summary != summary or entry.marks:
        return False
    expected = [link.url for link in bare.links]
    return [link.url for link in entry.links][: len(expected)] == expected and not any(
        link.kind != "other" for link in entry.links[len(expected) :]
    )
