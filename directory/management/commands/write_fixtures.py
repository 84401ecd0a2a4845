"""Writes the directory's content where `loaddata` and a diff find it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from directory.services.fixtures import writing

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    help = "Writes the directory's content as a fixture: no logins, no history, in a stable order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            default=str(settings.BASE_DIR / "fixtures" / "landscape.json"),
            help="The file to write, or - for standard output. Default: fixtures/landscape.json",
        )

    def handle(self, *, path: str, **options: Any) -> None:
        try:
            if path == STANDARD_OUTPUT:
                self.stdout.write(writing.text(), ending="")
                return
            count = writing.write(Path(path))
        except (OSError, DatabaseError, writing.Empty) as error:
            raise CommandError(f"Nothing was written. {error}") from error
        self.stdout.write(f"Wrote {count} objects to {path}")
