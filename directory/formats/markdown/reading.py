"""A list in Markdown into records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from directory.formats.places import FieldPlaces
from directory.formats.records import Fields, ListRecord, Place, Record

from .checks import problems
from .document import Document, Item
from .entry import Link
from .inline import pieces
from .sections import Category, Section
from .source import Block
from .texts import language_of, language_of_most

FORMAT = "markdown"


def read(text: str, file: str, language: str | None = None) -> ListRecord:
    """Everything that a list says. A text is in `language` or, without it, in the one that its
    script tells. Raises Unreadable for a file of too many lines."""
    return listing(Document(text, file), language)


def listing(document: Document, language: str | None = None) -> ListRecord:
    return ListRecord(
        FORMAT,
        landscape=_landscape(document, language),
        categories=[_category(document, each, language) for each in document.categories],
        projects=[_project(document, item, language) for item in document.items],
        maintainers=list(_maintainers(document)),
        stewardships=[
            Record({"maintainer": person.handle, "role": person.role}, person.place)
            for person in document.matter.people
        ],
        problems=problems(document),
        left_out=document.left_out,
    )


def _in(field: str, text: str, language: str | None) -> Fields:
    """A field of two languages, if there is a text for it."""
    return {f"{field}_{language or language_of(text)}": text} if text else {}


def _landscape(document: Document, language: str | None) -> Record | None:
    """Each text in the language of most of it: the labels of links, such as one to the list in
    another language, tell nothing."""
    whole = document.whole
    blocks = document.introduction(whole)
    of_title = language or language_of_most(whole.name)
    of_introduction = language or language_of_most(_prose(document, blocks)) or of_title
    fields = _in("title", whole.name, of_title)
    fields |= _in("introduction", paragraphs(blocks), of_introduction)
    if not fields:
        return None
    return Record(fields, _place_of(document, whole))


def paragraphs(blocks: list[Block]) -> str:
    """The text of paragraphs, of quoted ones too."""
    return "\n\n".join(block.text for block in _flat(blocks))


def _flat(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from [block] if block.kind == "p" else block.find("p")


def _prose(document: Document, blocks: list[Block]) -> str:
    return " ".join(
        piece.text
        for block in _flat(blocks)
        for piece in pieces(block.text, document.source.env)
        if piece.kind == "text"
    )


def _category(document: Document, category: Category, language: str | None) -> Record:
    section = category.section
    above = {"parent_key": category.above.key} if category.above else {}
    description = paragraphs(document.introduction(section))
    fields: Fields = {"key": category.key, **above}
    fields |= _in("name", category.name, language)
    fields |= _in("description", description, language)
    return Record(fields, _place_of(document, section))


def _place_of(document: Document, section: Section) -> Place:
    if section.heading is None:
        return document.source.place_at(document.matter.end)
    return document.source.place(section.heading)


def _maintainers(document: Document) -> Iterator[Record]:
    """Each once, though owner and reviewer."""
    told: set[str] = set()
    for person in document.matter.people:
        if person.handle not in told:
            told.add(person.handle)
            name = {"name": person.name} if person.name else {}
            yield Record({"handle": person.handle} | name, person.place)


def _project(document: Document, item: Item, language: str | None) -> Record:
    entry = item.entry
    fields: Fields = {"name": entry.name}
    if category := document.category_of(item.section):
        fields["category_key"] = category.key
    fields |= _in("summary", entry.summary, language)
    fields |= _in("description", description(document, item), language)
    if entry.links:
        fields["some_links"] = [_link(link) for link in entry.links]
    if entry.marks.license:
        fields["license"] = entry.marks.license
    if entry.marks.languages:
        fields["languages"] = entry.marks.languages
    if entry.marks.others:
        fields["some_extra"] = {FORMAT: {"marks": entry.marks.others}}
    return Record(
        fields,
        document.source.place(item.block, entry.head.start),
        FieldPlaces(partial(_places, document, item)),
    )


def _link(link: Link) -> Fields:
    has_text = link.label and link.kind not in ("homepage", "repository")
    return {"kind": link.kind, "url": link.url} | ({"text": link.label} if has_text else {})


def description(document: Document, item: Item) -> str:
    """The paragraphs of an entry behind its first, which is the summary."""
    return "\n\n".join(filter(None, document.texts(item)))


def _places(document: Document, item: Item) -> dict[str, Place]:
    entry, source = item.entry, document.source
    row, table = item.row, item.table
    block, position = item.block, entry.summary_start
    if row and table and (cell := table.cell(row, "summary")):
        block, position = cell, 0
    summary = source.place(block, position)
    found = {f"summary_{language}": summary for language in ("zh", "en")}
    if entry.links:
        found["some_links"] = source.place(item.block, entry.head.start)
    if entry.mark_pieces:
        marks = source.place(item.block, entry.mark_pieces[0].start)
        found |= {"license": marks, "languages": marks}
    return found
