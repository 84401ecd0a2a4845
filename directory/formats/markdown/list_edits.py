"""What differs between what a list says of itself and the directory today: people, title,
introduction, headings and what stands below them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from directory.formats import yaml
from directory.formats.records import Fields, ListRecord

from .anchors import anchor_of, heading_anchor
from .category_match import CategoryMatch
from .document import Document
from .entry_text import in_language, language_in
from .frontmatter import ROLES, handle_of
from .inline import pieces
from .reading import paragraphs
from .sections import Category, Section
from .source import Block, Source
from .texts import Edit, name_in_list
from .writing import front_matter_text, handles, text_blocks

# What YAML takes for a text without quotes.
_PLAIN = re.compile(r"[^\W\d][\w-]*")


def list_edits(
    document: Document, was: ListRecord, match: CategoryMatch, listing: ListRecord
) -> Iterator[Edit]:
    yield from _people(document, listing)
    if listing.landscape and was.landscape:
        said, fields = was.landscape.fields, listing.landscape.fields
        title = fields.get(f"title_{language_in(said, 'title', '')}", "")
        yield from _renamed(document, document.whole, title)
        yield from _texts(document, document.whole, "introduction", said, fields)
    for category, record in zip(document.categories, was.categories, strict=True):
        yield from _category(document, category, record.fields, match)


# ---- people


def _people(document: Document, listing: ListRecord) -> Iterator[Edit]:
    matter, newline = document.matter, document.source.newline
    new = {
        key: handles(listing, role)
        for key, role in ROLES.items()
        if {handle_of(handle) for handle in handles(listing, role)}
        != {person.handle for person in matter.people if person.role == role}
    }
    if matter.document is None:
        if not matter.end and any(new.values()):
            text = front_matter_text(listing).replace("\n", newline)
            yield Edit(0, 0, text + newline * 2)
        return
    data = matter.document.data
    for key, people in new.items():
        if isinstance(data, yaml.Map) and key in data.spans:
            yield from _said_anew(document, data, key, people)
        elif people and (data is None or isinstance(data, yaml.Map)):
            line = f"{key}: {json.dumps(people, ensure_ascii=False)}{newline}"
            yield Edit(matter.closing, matter.closing, line)


def _said_anew(document: Document, data: yaml.Map, key: str, people: list[str]) -> Iterator[Edit]:
    """In brackets or, line by line, with a dash each, as it was."""
    _key, start, end = data.spans[key]
    value = data[key]
    if people and isinstance(value, yaml.Seq) and not value.flow:
        yield from _lines_of_people(document.source, value, people)
    else:
        yield Edit(start, end, json.dumps(people, ensure_ascii=False))


def _lines_of_people(source: Source, said: yaml.Seq, people: list[str]) -> Iterator[Edit]:
    known = {handle_of(str(each)) for each in said}
    kept = {handle_of(handle) for handle in people} & known
    lines = [source.place_at(start).line - 1 for start, _end in said.spans]
    for each, line in zip(said, lines, strict=True):
        if handle_of(str(each)) not in kept:
            yield Edit(source.starts[line], source.starts[line + 1], "")
    mark = source.text[source.starts[lines[-1]] : said.spans[-1][0]]
    at = source.starts[lines[-1] + 1]
    for handle in people:
        if handle_of(handle) not in known:
            written = handle if _PLAIN.fullmatch(handle) else json.dumps(handle, ensure_ascii=False)
            yield Edit(at, at, f"{mark}{written}{source.newline}")


# ---- headings


def _category(
    document: Document, category: Category, was: Fields, match: CategoryMatch
) -> Iterator[Edit]:
    fields = match.fields_of(category)
    if fields is None:
        return
    name = in_language(fields, "name", language_in(was, "name", "en"))
    if category.name not in (fields.get("name_zh"), fields.get("name_en")):
        yield from _renamed(document, category.section, name)
    yield from _texts(document, category.section, "description", was, fields)


def _renamed(document: Document, section: Section, name: str) -> Iterator[Edit]:
    """Only the words of a heading, badges stay; and the table of contents follows."""
    name = " ".join(name.split())
    heading = section.heading
    if not name or name == section.name or heading is None:
        return
    found = heading.text.find(section.name)
    start, end = (found, found + len(section.name)) if found >= 0 else (0, len(heading.text))
    source = document.source
    yield Edit(source.offset(heading, start), source.offset(heading, end), name_in_list(name))
    was = heading_anchor(heading, document)
    for block in document.contents:
        for paragraph in block.find("p"):
            for piece in pieces(paragraph.text, source.env):
                if piece.kind == "link" and unquote(piece.url).casefold() == f"#{was}":
                    yield Edit(
                        source.offset(paragraph, piece.start),
                        source.offset(paragraph, piece.end),
                        f"[{name_in_list(name)}](#{anchor_of(name)})",
                    )


# ---- texts


def _texts(
    document: Document, section: Section, field: str, said: Fields, fields: Fields
) -> Iterator[Edit]:
    """Each paragraph that differs or, if they are more or fewer now, all of them. A list that has
    no such text gets none."""
    blocks = document.introduction(section)
    name = f"{field}_{language_in(said, field, '')}"
    now = text_blocks(fields.get(name, ""))
    if name not in fields or not blocks or now == paragraphs(blocks):
        return
    texts = now.split("\n\n")
    if now and len(texts) == len(blocks):
        for block, text in zip(blocks, texts, strict=True):
            if paragraphs([block]) != text:
                yield _rewritten(document, [block], text)
    else:
        yield _rewritten(document, blocks, now)


def _rewritten(document: Document, blocks: list[Block], text: str) -> Edit:
    source = document.source
    first, end = blocks[0].first, source.trimmed(blocks[-1].first, blocks[-1].end)
    if not text:
        stop = source.starts[end] if end < len(source.starts) else len(source.text)
        return Edit(source.starts[first], stop, "")
    mark = "> " if all(block.kind == "blockquote" for block in blocks) else ""
    lines = [f"{mark}{line}".rstrip() for line in text.split("\n")]
    return Edit(source.starts[first], source.ends[end - 1], source.newline.join(lines))
