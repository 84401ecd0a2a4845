"""Edits of a directory in the text of the list that it came from: all else stays byte for byte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from directory.formats.records import Fields, ListRecord, Record

from .category_fields import above_of, category_of
from .category_match import CategoryMatch
from .document import Document, Item
from .entry_edits import entry_edits
from .entry_text import entry_text
from .list_edits import list_edits
from .new_headings import NewHeading, at_the_end, first_level, items_below, second_level
from .placement import Container, Incoming
from .sections import Category
from .source import LINE_END
from .style import style_of
from .texts import Edit, edited


def rewrite(
    text: str,
    was: ListRecord,
    now: Sequence[Record | None],
    added: Sequence[Record],
    listing: ListRecord,
    headings: Mapping[str, str] | None = None,
) -> str:
    """`now` has for each project of `was`, which is the text as it was read, what it is today, or
    None if it is gone; `added` are projects that the text does not have;
    `headings` are the slugs of categories by the keys that they have in `was`, as far as known.

    What the list does not say of any entry, such as licences, is not added to it.
    """
    return _Rewriting(Document(text, ""), was, now, added, listing, headings or {}).text()


class _Rewriting:
    def __init__(
        self,
        document: Document,
        was: ListRecord,
        now: Sequence[Record | None],
        added: Sequence[Record],
        listing: ListRecord,
        headings: Mapping[str, str],
    ) -> None:
        self.document = document
        self.source = document.source
        self.was = was
        self.now = now
        self.match = CategoryMatch(document, now, listing, headings)
        self.style = style_of(document)
        self.listing = listing
        self.gone: set[Item] = set()
        self.gone_lines: set[int] = set()
        self.edits: list[Edit] = []
        self.incoming = [Incoming(each.fields, category_of(each.fields)) for each in added]

    def text(self) -> str:
        self.edits += list_edits(self.document, self.was, self.match, self.listing)
        for item, was, now in zip(self.document.items, self.was.projects, self.now, strict=True):
            self._follow(item, was.fields, now)
        self.gone_lines = {line for item in self.gone for line in range(item.first, item.end)}
        for item in self.gone:
            self.edits += self._removed(item)
        self._place()
        return edited(self.source.text, self.edits)

    # ---- entries that there are

    def _follow(self, item: Item, was: Fields, record: Record | None) -> None:
        if record is None:
            self.gone.add(item)
            return
        edits = entry_edits(self.document, item, was, record.fields, self.style)
        slug = self._moved_to(item, record.fields)
        if slug:
            self.gone.add(item)
            text = None if item.table else self._text_of(item, edits)
            self.incoming.append(Incoming(record.fields, slug, text))
        else:
            self.edits += edits

    def _moved_to(self, item: Item, fields: Fields) -> str:
        """The slug of the category that an entry is in now, if its heading is another's."""
        slug, category = category_of(fields), self.document.category_of(item.section)
        if category is None or slug not in self.match.records:
            return ""
        return slug if slug != self.match.slug_of(category) else ""

    def _text_of(self, item: Item, edits: list[Edit]) -> str:
        """An entry's lines as they are to be, without the mark and the indentation."""
        source = self.source
        start, end = source.offset(item.block), source.ends[item.end - 1]
        here = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
        lines = LINE_END.split(edited(source.text[start:end], here))
        indent = start - source.starts[item.first]
        rest = [line[min(indent, len(line) - len(line.lstrip())) :] for line in lines[1:]]
        return "\n".join([*lines[:1], *rest])

    def _removed(self, item: Item) -> Iterator[Edit]:
        """An entry's lines, with one of the blank lines around them; what is nested moves up."""
        source = self.source
        first, end = item.first, item.end
        if item.end == item.whole_end and source.is_blank(first - 1) and source.is_blank(end):
            first, end = (first, end + 1) if end + 1 < len(source.starts) else (first - 1, end)
        stop = source.starts[end] if end < len(source.starts) else len(source.text)
        yield Edit(source.starts[max(first, 0)], stop, "")
        yield from self._moved_up(item)

    def _moved_up(self, item: Item) -> Iterator[Edit]:
        source = self.source
        if item.end == item.whole_end:
            return
        lines = range(item.end, item.whole_end)
        nested = next(line for line in lines if not source.is_blank(line))
        inner, outer = _indentation(source.line(nested)), _indentation(source.line(item.first))
        for line in lines:
            if line not in self.gone_lines and source.line(line).startswith(inner):
                start = source.starts[line]
                yield Edit(start, start + len(inner), outer)

    # ---- entries that come

    def _place(self) -> None:
        by_slug: dict[str, list[Incoming]] = defaultdict(list)
        for incoming in self.incoming:
            by_slug[incoming.slug].append(incoming)
        new: dict[str, NewHeading] = {}
        for slug, all_incoming in by_slug.items():
            category = self.match.heading_of(slug)
            container = self._container(category, slug)
            if container:
                self.edits += container.add(all_incoming)
                continue
            items = [self._item(each) for each in all_incoming]
            if category:
                self.edits.append(items_below(self.document, category.section, items))
            else:
                self._new_heading(new, slug).items += items
        self._write_headings(new)

    def _container(self, category: Category | None, slug: str) -> Container | None:
        """The last list of a category; of the whole text, if that has no categories."""
        is_anywhere = not self.document.categories or slug not in self.match.records
        found = [
            item
            for item in self.document.items
            if item.depth == 0
            and (is_anywhere or (category and self.document.category_of(item.section) is category))
        ]
        items = [item for item in found if item.container is found[-1].container]
        return Container(self.document, items, self.gone, self.style) if items else None

    def _item(self, incoming: Incoming) -> str:
        text = incoming.text
        if text is None:
            text = entry_text(incoming.fields, self.style)
        return "- " + text.replace("\n", "\n  ")

    def _new_heading(self, new: dict[str, NewHeading], slug: str) -> NewHeading:
        """With that of the category above, if it has none either."""
        if slug not in new:
            fields = self.match.records.get(slug, {})
            new[slug] = NewHeading(fields)
            above = above_of(fields)
            if above in self.match.records and self.match.heading_of(above) is None:
                self._new_heading(new, above).below.append(new[slug])
        return new[slug]

    def _write_headings(self, new: dict[str, NewHeading]) -> None:
        document, style = self.document, self.style
        last = next((each for each in reversed(document.categories) if not each.above), None)
        for heading in new.values():
            above = above_of(heading.fields)
            parent = self.match.heading_of(above)
            if parent:
                self.edits.append(second_level(document, parent, heading, style))
            elif above in new:
                continue
            elif last:
                self.edits += first_level(document, last, heading, style)
            else:
                self.edits.append(at_the_end(document, heading, style))


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
