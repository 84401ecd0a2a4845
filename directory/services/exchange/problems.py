"""What is wrong with a file, told without taking it in and without a database."""

from __future__ import annotations

from collections.abc import Iterator

from directory.formats.records import Fields, ListRecord, Problem, Record

from . import checks, shapes
from .merging import merged
from .shapes import Mistake
from .terms import KINDS, PARTS, Kind


def of_file(listing: ListRecord) -> list[Problem]:
    """What its format found and what the directory would refuse, in the order of the file."""
    found = [*listing.problems]
    for kind in KINDS.values():
        for record in kind.records(listing):
            found += _of_record(kind, record)
    return sorted(dict.fromkeys(found), key=lambda problem: _order(problem))


def _order(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


def _of_record(kind: Kind, record: Record) -> Iterator[Problem]:
    good, mistakes = shapes.shaped(kind, record)
    mistakes += checks.columns(kind, good.fields)
    if kind.name == "projects":
        mistakes += _of_parts(merged(good.fields, {}))
    for name, message in mistakes:
        where = _place_name(name, record)
        yield Problem(record.place_of(where), "invalid", f"{name}: {message}")


def _of_parts(said: Fields) -> Iterator[Mistake]:
    for name in PARTS.keys() & said.keys():
        yield from checks.doubles(PARTS[name], said[name])
        for item in said[name]:
            yield from checks.item(PARTS[name], item, {})


def _place_name(name: str, record: Record) -> str:
    """What is one field in the directory may be another one in the file."""
    return f"some_{name}" if f"some_{name}" in record.fields else name
