"""What is wrong with a file, told without taking it in and without a database."""

from __future__ import annotations

from collections.abc import Iterator

from directory.formats.records import Fields, ListRecord, Problem, Record

from . import checks, nowhere, shapes
from .merging import merged
from .shapes import Mistake
from .terms import KINDS, Kind


def of_file(listing: ListRecord) -> list[Problem]:
    """What its format found and what the directory would refuse, in the order of the file."""
    found = [*listing.problems]
    good = listing
    for kind in KINDS.values():
        records = []
        for said in kind.records(listing):
            record, mistakes = shapes.shaped(kind, said)
            mistakes += _mistakes(kind, record)
            found += (_problem(said, mistake) for mistake in mistakes)
            records.append(record)
        good = kind.with_records(good, records)
    found += nowhere.led(good)
    return sorted(dict.fromkeys(found), key=lambda problem: _order(problem))


def _order(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


def _mistakes(kind: Kind, record: Record) -> Iterator[Mistake]:
    yield from checks.columns(kind, record.fields)
    said = merged(record.fields, {}) if kind.name == "projects" else record.fields
    yield from _of_parts(kind, said)


def _problem(record: Record, mistake: Mistake) -> Problem:
    where = _place_name(mistake.field, record)
    told = f"{mistake.field}: {mistake.message}"
    return Problem(record.place_of(where), "invalid", told)


def _of_parts(kind: Kind, said: Fields) -> Iterator[Mistake]:
    for name in kind.parts.keys() & said.keys():
        yield from checks.doubles(kind.parts[name], said[name])
        for item in said[name]:
            yield from checks.item(kind.parts[name], item, {})


def _place_name(name: str, record: Record) -> str:
    """What is one field in the directory may be another one in the file."""
    return f"some_{name}" if f"some_{name}" in record.fields else name
