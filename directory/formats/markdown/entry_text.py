"""An entry as text: `[name](main) - summary <homepage>`, so that it is read back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from directory.formats.records import Fields

from .addresses import kind_of
from .commonmark import Env
from .entries import entry_in
from .entry import Entry
from .inline import BOUNDARY
from .style import Style
from .tables import Table
from .texts import address, destination, from_list, into_list, name_in_list

# What may be taken for a home page, a mark or a count of stars at an end of the summary.
_PERHAPS_MISREAD = re.compile(r"[\[\]<>`\\!&*|⭐★☆🌟~]|:star|^[\W_]|[-–—,，、;；|｜·:：]$|https?:")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PIPE = re.compile(r"(?<!\\)\|")


# ---- what a record says


def in_language(fields: Fields, field: str, language: str) -> str:
    """A text, or that of the other language if there is none."""
    other = "en" if language == "zh" else "zh"
    return fields.get(f"{field}_{language}") or fields.get(f"{field}_{other}") or ""


def language_in(fields: Fields, field: str, default: str) -> str:
    """In which language a list says something."""
    return next((each for each in ("zh", "en") if f"{field}_{each}" in fields), default)


def links_of(fields: Fields) -> list[Fields]:
    """Where a project is now, of all that is known or of what a list said."""
    links = fields.get("links") or fields.get("some_links") or []
    return [link for link in links if not link.get("former")]


def address_of(fields: Fields, *kinds: str) -> str:
    """The first address of the first of some kinds that a project has."""
    found = (link["url"] for kind in kinds for link in links_of(fields) if link["kind"] == kind)
    return str(next(found, ""))


def main_address(fields: Fields) -> str:
    """Where a project's name leads; an address that its summary tells is another's."""
    told = f"{fields.get('summary_zh', '')} {fields.get('summary_en', '')}"
    others = (str(link["url"]) for link in links_of(fields) if link["url"] not in told)
    return address_of(fields, "repository", "organization", "homepage") or next(others, "")


# ---- as text


def entry_text(fields: Fields, style: Style) -> str:
    """A project's entry, without the mark of a list's item."""
    main, homepage = main_address(fields), address_of(fields, "homepage")
    if kind_of(homepage) == "repository" != kind_of(main):
        main, homepage = homepage, main
    tail = ""
    if style.repository_label and homepage:
        if main != homepage:
            tail = f" ([{style.repository_label}]({destination(main)}))"
        main = homepage
    elif style.says_homepages and homepage not in ("", main):
        tail = f" <{address(homepage)}>"
    head = f"[{name_in_list(fields['name'])}]({destination(main)})"
    tail += "".join(f" `{mark}`" for mark in _marks(fields, style))
    return head + behind_name(in_language(fields, "summary", style.language), head, tail, style)


def _marks(fields: Fields, style: Style) -> Iterator[str]:
    if style.says_licenses and fields.get("license"):
        yield fields["license"]
    if style.says_languages and fields.get("languages"):
        yield "/".join(fields["languages"])


def behind_name(summary: str, head: str, tail: str, style: Style) -> str:
    """Separator, summary and tail, so that they are read as what they are."""
    for text, meant in spellings(summary):
        candidate = f"{style.separator}{text}{tail}"
        is_plain = "`" not in tail and not _PERHAPS_MISREAD.search(text)
        if is_plain or is_read_as(head + candidate, meant, entry_in(head + tail, {}), {}):
            return candidate
    return tail


def spellings(summary: str) -> Iterator[tuple[str, str]]:
    """Ways to write a summary, and as what each is to be read: as it is, with a mark where it
    begins or ends, or with all signs escaped. The plainest is first."""
    written = into_list(summary)
    for text in (written, _PUNCTUATION.sub(r"\\\1", written)) if written else ():
        meant = from_list(text, {})
        for before, after in product(("", BOUNDARY), repeat=2):
            yield f"{before}{text}{after}", meant


def is_read_as(text: str, summary: str, bare: Entry | None, env: Env) -> bool:
    """Whether a text is read with this summary, and else as it is without one."""
    entry = entry_in(text, env)
    if entry is None or bare is None:
        return False
    urls = [link.url for link in bare.links]
    return (
        entry.summary == summary
        and entry.marks == bare.marks
        and [link.url for link in entry.links[: len(urls)]] == urls
        and all(link.kind == "other" for link in entry.links[len(urls) :])
    )


def canonical(summary: str) -> str:
    """A summary as it is read back from a list."""
    return from_list(into_list(summary), {})


def row_text(fields: Fields, table: Table, style: Style, is_open: bool) -> str:
    """A row of a table; `is_open` ones have no bars at their ends."""
    homepage = address_of(fields, "homepage")
    main = main_address(fields)
    if "repository" in table.roles and homepage:
        main = homepage
    cells = {
        "name": f"[{name_in_list(fields['name'])}]({destination(main)})",
        "summary": into_list(in_language(fields, "summary", style.language)),
        "license": fields.get("license", ""),
        "languages": ", ".join(fields.get("languages", ())),
        "repository": _autolink(address_of(fields, "repository")),
        "homepage": _autolink(homepage),
        "documentation": _autolink(address_of(fields, "documentation")),
    }
    row = " | ".join(in_cell(cells.get(role, "")) for role in table.roles)
    return row.rstrip() if is_open else f"| {row} |"


def _autolink(url: str) -> str:
    return f"<{address(url)}>" if url else ""


def in_cell(text: str) -> str:
    return _PIPE.sub(r"\\|", text)
