"""Writes the directory, or part of it, as a file for people and other programs."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, no_translations
from django.db import DatabaseError
from django.http import QueryDict

from directory import catalogue, formats
from directory.browse import Browse
from directory.filters import ProjectFilter
from directory.management.piped import PipedCommand
from directory.services import files
from directory.services.exchange.exporting import export
from directory.services.exchange.logos import write as write_logos

STANDARD_OUTPUT = "-"
PARAMETERS = ProjectFilter.base_filters


class Command(PipedCommand):
    help = (
        "Writes the directory as a list. Where a list of the format was imported, it is that one "
        "with the edits since; of part of the directory, it is a new one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="The file, or - for standard output.")
        parser.add_argument("--format", choices=formats.FORMATS, help="Default: by the name.")
        parser.add_argument(
            "--where",
            default="",
            metavar="QUERY",
            help="Only these, as in the site's query string: 'category=proxy&status=active'",
        )
        parser.add_argument(
            "--language",
            choices=["zh", "en"],
            default="zh",
            help="The language of formats that have room for one. Default: zh",
        )
        parser.add_argument(
            "--logos", type=Path, metavar="DIR", help="Write logos into this folder too."
        )

    @no_translations
    def handle(
        self,
        *,
        path: str,
        format: str | None,
        where: str,
        language: str,
        logos: Path | None,
        **options: Any,
    ) -> None:
        target, ids = Path(path), _ids(where)
        try:
            text = export(format or _format_of(target), language, ids, file=target.name)
            if logos:
                write_logos(logos, ids)
            if path != STANDARD_OUTPUT:
                files.replace(target, text)
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was written. {error}") from error
        if path == STANDARD_OUTPUT:
            self.stdout.write(text, ending="")
        else:
            self.stdout.write(f"Wrote {path}")


def _format_of(path: Path) -> str:
    """By the ending of a name and, where formats share one, by the rest: `landscape.yml`."""
    by_name = [f.name for f in formats.FORMATS.values() if path.suffix.lower() in f.endings]
    if not by_name:
        raise CommandError(f"Name the format: --format {'|'.join(formats.FORMATS)}")
    return next((name for name in by_name if name in path.stem.lower()), by_name[0])


def _ids(where: str) -> list[int] | None:
    """The projects that a query string asks for, in its order; None if it asks for all."""
    if not where:
        return None
    query = QueryDict(where.removeprefix("?"))
    browse = Browse(query, catalogue.current(), "")
    wrong = [f"{name}: {message}" for _label, name, message in browse.problems]
    wrong += [f"{name}: there is no such parameter." for name in query if name not in PARAMETERS]
    if wrong:
        raise CommandError("\n".join(["Nothing was written. --where:", *wrong]))
    return browse.all_ids
