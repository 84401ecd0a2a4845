"""Problems of a document, as they are found."""

from __future__ import annotations

from directory.formats import yaml
from directory.formats.records import MOST_PROBLEMS, Level, Problem

from .spelling import Suggestions

_LONGEST_EXCERPT = 60


class Findings:
    def __init__(self, document: yaml.Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems
        self.suggestions = Suggestions()

    @property
    def are_too_many(self) -> bool:
        return len(self.problems) >= MOST_PROBLEMS

    def tell(
        self, offset: int, code: str, message: str, remedy: str, level: Level = Level.ERROR
    ) -> None:
        if not self.are_too_many:
            place = self.document.place(offset)
            self.problems.append(Problem(place, code, message, remedy, level))

    def warn(self, offset: int, code: str, message: str, remedy: str) -> None:
        self.tell(offset, code, message, remedy, Level.WARNING)

    def line(self, offset: int) -> int:
        return self.document.place(offset).line


def excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"
