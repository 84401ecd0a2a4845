"""A list as a file has it, in the directory's own terms: what formats read into and write from.

Records are dictionaries by field. Names are those of the models' fields, texts in two languages end
in `_zh` and `_en`, references are slugs; docs/formats.md lists them all. **A field that is not
there was not said**, which is something else than being empty.

A project has, beside its columns:

- `tags`: slugs; `old_slugs`: slugs; both whole.
- `links`: all its addresses, each `{"kind", "url"}` and, where it has them, `text` and `former`.
- `relations`: all that go out from it, each `{"kind", "project"}` and `since`, `note_zh`, …
- `capabilities`: all its cells, each `{"capability", "value" or "text_zh", "text_en"}`, `note_zh`,
  `note_en`, `source_url`, `verified`.
- `some_links` in place of `links`: addresses of a format that has no room for all of them. A
  homepage or repository among them is the project's only one; other kinds add to what there is.
- `some_extra` in place of `extra`: what a format said and nobody models, by the format's name.

Formats whose entries have no slug leave it out; whoever imports finds the project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Fields = dict[str, Any]

# Of a file. One with more is hostile, or none of ours.
MOST_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column count from 1; 0 where a file has none to tell."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, str(self.line), str(self.column)]
        return ":".join(part for part in parts if part not in ("", "0"))


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place, and what would be right. `code` stays the same in all languages:
    `unknown-key`."""

    place: Place
    code: str
    message: str
    remedy: str = ""
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Part of a file that is no entry, as far as the format can tell, and why not."""

    place: Place
    text: str
    reason: str


@dataclass(slots=True)
class Record:
    """A project, category, tag, … with the place where it stands, and those of its fields."""

    fields: Fields
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)

    def place_of(self, name: str) -> Place:
        return self.places.get(name, self.place)


@dataclass(slots=True)
class ListRecord:
    """Everything that a file says. `format` is one of `directory.formats.FORMATS`."""

    format: str
    landscape: Record | None = None
    categories: list[Record] = field(default_factory=list)
    tags: list[Record] = field(default_factory=list)
    capability_groups: list[Record] = field(default_factory=list)
    capabilities: list[Record] = field(default_factory=list)
    projects: list[Record] = field(default_factory=list)
    maintainers: list[Record] = field(default_factory=list)
    stewardships: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def errors(self) -> Iterator[Problem]:
        return (problem for problem in self.problems if problem.level == Level.ERROR)


class Unreadable(Exception):
    """A file of which nothing can be taken: binary, not UTF-8, too large, not of its format."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place}: {problem.message} {problem.remedy}".strip())
        self.problem = problem
