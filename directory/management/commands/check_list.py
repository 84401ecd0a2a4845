"""Says everything that is wrong with lists in files, without taking them in."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser, no_translations

from directory import formats
from directory.formats.records import Level, Place, Problem, Unreadable
from directory.management.piped import PipedCommand
from directory.services.exchange.logos import check as check_logos
from directory.services.exchange.problems import of_file
from directory.services.exchange.report import problem_as_json, problem_line

STANDARD_INPUT = "-"
PROBLEMS, UNUSABLE = 1, 2


class Command(PipedCommand):
    help = (
        "Says everything that is wrong with lists in files, without taking them in. "
        "Exit status: 0 clean, 1 problems, 2 unusable."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file, or - for input.")
        parser.add_argument("--format", choices=["text", "json", "github"], default="text")

        parser.add_argument(
            "--logos", type=_folder, metavar="DIR", help="Where the logos of a landscape are."
        )

    @no_translations
    def handle(self, *, paths: list[str], format: str, logos: Path | None, **options: Any) -> None:
        problems: list[Problem] = []
        unusable = False
        for path in paths:
            try:
                problems += _problems(path, logos)
            except Unreadable as error:
                problems.append(error.problem)
                unusable = True
            except OSError as error:
                problems.append(Problem(Place(path), "unreadable", str(error)))
                unusable = True
        for line in WRITERS[format](problems):
            self.stdout.write(line)
        if unusable or problems:
            sys.exit(UNUSABLE if unusable else PROBLEMS)


def _problems(path: str, logos: Path | None) -> list[Problem]:
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    listing = formats.read(data, "standard input" if path == STANDARD_INPUT else path)
    if logos and listing.format == "landscape":
        listing.problems += check_logos(logos, listing)
    return of_file(listing)


def _folder(said: str) -> Path:
    path = Path(said)
    if not path.is_dir():
        raise ArgumentTypeError(f"“{said}” is no folder.")
    return path


def _as_json(problems: list[Problem]) -> Iterator[str]:
    told = [problem_as_json(problem) for problem in problems]
    yield json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(problems: list[Problem]) -> Iterator[str]:
    yield from map(problem_line, problems)


def _for_github(problems: list[Problem]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in problems:
        level = "error" if problem.level == Level.ERROR else "warning"
        place = problem.place
        properties: dict[str, Any] = {
            "file": place.file,
            "line": place.line,
            "col": place.column,
            "title": problem.code,
        }
        said = ",".join(f"{n}={_property(str(v))}" for n, v in properties.items() if v)
        message = f"{problem.message} {problem.remedy}".strip()
        yield f"::{level} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


WRITERS = {"text": _as_text, "json": _as_json, "github": _for_github}
