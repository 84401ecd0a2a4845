"""A YAML text as plain data that knows its places.

Faster than PyYAML's own loaders: the data is made from events, without a tree of nodes in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from yaml import YAMLError, events

from directory.formats.records import MOST_PROBLEMS, Problem, Unreadable

from .core import value_of
from .faults import refuse_unprintable, unreadable
from .libyaml import beginning, behind, events_of, start_of
from .nodes import Alias, Document, Map, Seq

DEEPEST = 100
# Values that aliases stand for, all together, the values within them included.
MOST_BY_ALIASES = 1_000_000
_LONGEST_EXCERPT = 60

_TAG = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_TAG + "str", "!"}
_RESOLVED_TAGS = {_TAG + name for name in ("int", "float", "bool", "null")}

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class _Anchored:
    span: tuple[int, int]
    value: Any
    size: int


def load(text: str, file: str) -> Document:
    """Raises Unreadable for what is no YAML; other mistakes are problems of the document."""
    refuse_unprintable(text, file)
    document = Document(text, file)
    try:
        _Builder(document).build()
    except YAMLError as error:
        raise unreadable(error, text, document.lines) from error
    return document


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.next_event: Callable[[], Any] = events_of(document.text)
        self.anchors: dict[str, _Anchored | None] = {}
        # Nodes so far, and how many of them came by aliases.
        self.size = 0
        self.aliased = 0
        self.end = 0

    def build(self) -> None:
        self.next_event()
        if type(self.next_event()) is events.StreamEndEvent:
            return
        event = self.next_event()
        self.document.data, start = self.node(event, 0)
        self.document.span = start, self.end
        self.next_event()
        event = self.next_event()
        if type(event) is not events.StreamEndEvent:
            self.problem(
                event.start_mark.index,
                "several-documents",
                _("A second document begins here; only the first is read."),
                _("Put it into a file of its own, or delete the line “---”."),
            )

    def problem(self, offset: int, code: str, message: str, remedy: str) -> None:
        if len(self.document.problems) < MOST_PROBLEMS:
            place = self.document.place(offset)
            self.document.problems.append(Problem(place, code, message, remedy))

    def refuse(self, offset: int, code: str, message: str, remedy: str) -> Unreadable:
        return Unreadable(Problem(self.document.place(offset), code, message, remedy))

    def node(self, event: Any, depth: int) -> tuple[Any, int]:
        """The value that begins with an event, and its start; `end` is then where it ends."""
        kind = type(event)
        start: int = event.start_mark.index
        if kind is events.AliasEvent:
            return self.alias(event, start), start
        size, anchor = self.size, event.anchor
        if anchor:
            self.anchors[anchor] = None
        if kind is events.ScalarEvent:
            self.size += 1
            value = self.scalar(event, start)
        else:
            value = self.collection(event, start, depth + 1)
        if anchor:
            self.anchors[anchor] = _Anchored((start, self.end), value, self.size - size)
        return value, start

    def scalar(self, event: Any, start: int) -> Any:
        self.end = event.end_mark.index
        text: str = event.value
        if event.style in ("|", ">"):
            # libyaml takes the empty lines behind a block for a part of it.
            self.end = start + len(self.document.text[start : self.end].rstrip())
        elif event.style == '"' and _UNSTORABLE.search(text):
            text = self.without_unstorable(text, start)
        tag = event.tag
        if tag is None:
            return value_of(text) if event.implicit[0] else text
        if tag in _RESOLVED_TAGS:
            return value_of(text)
        if tag not in _SCALAR_TAGS:
            self.unknown_tag(tag, start)
        return text

    def without_unstorable(self, text: str, start: int) -> str:
        self.problem(
            start,
            "character",
            _("This text has an escape of a character that no database keeps."),
            _("Delete the escape."),
        )
        return _UNSTORABLE.sub("", text)

    def collection(self, event: Any, start: int, depth: int) -> Map | Seq:
        self.size += 1
        if depth > DEEPEST:
            raise self.refuse(
                start,
                "too-deep",
                _("Values are nested more than %(depth)d levels deep.") % {"depth": DEEPEST},
                _("Write them with fewer levels."),
            )
        if event.tag and event.tag not in (_TAG + "map", _TAG + "seq", "!"):
            self.unknown_tag(event.tag, start)
        build = self.mapping if type(event) is events.MappingStartEvent else self.sequence
        return build(event, depth)

    def unknown_tag(self, tag: str, start: int) -> None:
        self.problem(
            start,
            "unknown-tag",
            _("The tag “%(tag)s” has no meaning here.")
            % {"tag": tag.replace(_TAG, "!!")[:_LONGEST_EXCERPT]},
            _("Delete it; a text is written in quotes."),
        )

    def sequence(self, start_event: Any, depth: int) -> Seq:
        found = Seq(beginning(start_event, self.document.text), start_event.flow_style)
        next_event, node = self.next_event, self.node
        spans = found.spans
        self.end = start_event.end_mark.index
        while type(event := next_event()) is not events.SequenceEndEvent:
            value, start = node(event, depth)
            found.append(value)
            spans.append((start, self.end))
        if found.flow:
            self.end = behind(event)
        return found

    def mapping(self, start_event: Any, depth: int) -> Map:
        found = Map(beginning(start_event, self.document.text), start_event.flow_style)
        merged: list[tuple[int, Any]] = []
        next_event, node, spans = self.next_event, self.node, found.spans
        self.end = start_event.end_mark.index
        while type(event := next_event()) is not events.MappingEndEvent:
            key_start = event.start_mark.index
            key = self.key(event, depth)
            value, start = node(next_event(), depth)
            if key is None:
                continue
            if key == "<<" and type(event) is events.ScalarEvent and event.implicit[0]:
                merged.append((key_start, value))
                continue
            if key in found:
                self.duplicate(key, key_start, spans[key][0])
            found[key] = value
            spans[key] = key_start, start, self.end
        if found.flow:
            self.end = behind(event)
        for offset, value in merged:
            self.merge(found, value, offset)
        return found

    def key(self, event: Any, depth: int) -> str | None:
        """As it is written, or what its alias stands for; None if that is no text."""
        if type(event) is events.ScalarEvent and not event.anchor:
            self.size += 1
            text = str(event.value)
            if event.style == '"' and _UNSTORABLE.search(text):
                return self.without_unstorable(text, start_of(event))
            return text
        value, start = self.node(event, depth)
        if isinstance(value, str):
            return value
        self.problem(
            start,
            "odd-key",
            _("This key is no text."),
            _("Write a text before the colon; put a text that begins with { or [ in quotes."),
        )
        return None

    def duplicate(self, key: str, offset: int, first: int) -> None:
        self.problem(
            offset,
            "duplicate-key",
            _("“%(key)s” is given twice; the first is at line %(line)d, column %(column)d.")
            % {
                "key": key[:_LONGEST_EXCERPT],
                "line": self.document.place(first).line,
                "column": self.document.place(first).column,
            },
            _("Keep one of them. Until then the last one counts."),
        )

    def merge(self, into: Map, value: Any, offset: int) -> None:
        """`<<`: what the mapping has itself counts more, then what is merged first."""
        mappings = value if isinstance(value, Seq) else [value]
        if not all(isinstance(mapping, Map) for mapping in mappings):
            self.problem(
                offset,
                "merge",
                _("Only mappings can be merged with “<<”."),
                _("Write an alias of a mapping, such as “<<: *common”, or a list of them."),
            )
            return
        for mapping in mappings:
            for key, item in mapping.items():
                into.setdefault(key, item)

    def alias(self, event: Any, start: int) -> Any:
        self.end = event.end_mark.index
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            self.missing_anchor(event.anchor, start)
            return None
        self.size += anchored.size
        self.aliased += anchored.size
        if self.aliased > MOST_BY_ALIASES:
            raise self.refuse(
                start,
                "alias-bomb",
                _("The aliases up to here stand for more than %(count)d values.")
                % {"count": MOST_BY_ALIASES},
                _("Write the values themselves, or use fewer aliases within aliases."),
            )
        alias = Alias(start, self.end, anchored.span, anchored.value)
        self.document.aliases.append(alias)
        return anchored.value

    def missing_anchor(self, name: str, start: int) -> None:
        within_itself = name in self.anchors
        name = name[:_LONGEST_EXCERPT]
        self.problem(
            start,
            "alias",
            _("The alias “*%(name)s” stands within the very value that it stands for.")
            % {"name": name}
            if within_itself
            else _("Nothing before this place is marked “&%(name)s”.") % {"name": name},
            _("Put a text that begins with * in quotes, or correct the name."),
        )
