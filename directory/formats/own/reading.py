"""A document of the directory's own into records: all that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol

from django.utils.translation import gettext as _

from directory.formats import json, yaml
from directory.formats.places import FieldPlaces, in_order
from directory.formats.records import MOST_PROBLEMS, ListRecord, Place, Problem, Record, Unreadable

from .faults import Fault, Path
from .fields import DOCUMENT, FORMAT, SECTIONS


class Document(Protocol):
    """Data, and where each part of it stands in a file."""

    @property
    def data(self) -> Any: ...

    def problems(self) -> Iterable[Problem]: ...

    def place(self, path: Path, *, at_key: bool = False) -> Place: ...

    def places(self, path: Path) -> dict[str, Place]: ...


def read_json(text: str, file: str) -> ListRecord:
    return _listing(json.Document(text, file), "json")


def read_yaml(text: str, file: str) -> ListRecord:
    return _listing(_YamlDocument(yaml.load(text, file)), "yaml")


def _listing(document: Document, format: str) -> ListRecord:
    if not isinstance(document.data, dict):
        message = _("This is no directory: it is no object.")
        remedy = _("Begin with the key “format” and the value “%(format)s”.") % {"format": FORMAT}
        raise Unreadable(Problem(document.place(()), "wrong-format", message, remedy))
    faults = list(islice(DOCUMENT.faults(document.data, ()), MOST_PROBLEMS))
    told = (_problem(fault, document) for fault in faults)
    listing = ListRecord(format)
    listing.problems = in_order(islice(chain(document.problems(), told), MOST_PROBLEMS))
    if len(faults) < MOST_PROBLEMS:
        _Records(document, {fault.path[:3] for fault in faults}).into(listing)
    return listing


def _problem(fault: Fault, document: Document) -> Problem:
    place = document.place(fault.path, at_key=fault.at_key)
    return Problem(place, fault.code, fault.message, fault.remedy)


class _Records:
    """What a document says, without the records and fields that something is wrong with."""

    def __init__(self, document: Document, wrong: set[Path]) -> None:
        self.document = document
        self.wrong = wrong

    def into(self, listing: ListRecord) -> None:
        data = self.document.data
        if "landscape" in data and ("landscape",) not in self.wrong:
            listing.landscape = self._record(data["landscape"], ("landscape",))
        for section in SECTIONS:
            if section in data and (section,) not in self.wrong:
                setattr(listing, section, list(self._section(section)))

    def _section(self, section: str) -> Iterator[Record]:
        for number, fields in enumerate(self.document.data[section]):
            path = (section, number)
            if path not in self.wrong:
                yield self._record(fields, path)

    def _record(self, fields: dict[str, Any], path: Path) -> Record:
        if self.wrong:
            fields = {
                name: value for name, value in fields.items() if (*path, name) not in self.wrong
            }
        places = FieldPlaces(partial(self.document.places, path))
        return Record(fields, self.document.place(path), places)


class _YamlDocument:
    """A document of YAML, asked by paths."""

    def __init__(self, document: yaml.Document) -> None:
        self._document = document
        self.data = document.data

    def problems(self) -> list[Problem]:
        return self._document.problems

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        offset, node = self._document.span[0], self.data
        for name in path:
            if not _leads_on(node, name):
                break
            offset, node = _start(node, name, at_key=at_key), node[name]
        return self._document.place(offset)

    def places(self, path: Path) -> dict[str, Place]:
        fields = self.data
        for name in path:
            fields = fields[name]
        return {name: self._document.place(_start(fields, name)) for name in fields}


def _leads_on(node: Any, name: str | int) -> bool:
    if isinstance(node, yaml.Seq):
        return isinstance(name, int) and name < len(node)
    return isinstance(node, yaml.Map) and name in node


def _start(node: Any, name: str | int, *, at_key: bool = False) -> int:
    """The offset of an item, or of a key or its value."""
    if isinstance(node, yaml.Seq):
        return node.spans[int(name)][0]
    start: int = node.key_start(name) if at_key else node.value_start(name)
    return start
