"""Writes everything public into files to take away."""

import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import DatabaseError

from directory import dump
from directory.representations import Origin


class Command(BaseCommand):
    help = (
        "Writes everything public as JSON, CSV and SQLite. The site offers it at /dump/, in place "
        "of what was written before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--directory",
            type=Path,
            default=dump.offered_in(),
            metavar="DIR",
            help="Where to; the site offers what is in the default: dump in VAR_DIR.",
        )

    @no_translations
    def handle(self, *, directory: Path, **options: Any) -> None:
        try:
            written = dump.write(directory, Origin(settings.SITE_URL))
        except dump.Busy as error:
            raise CommandError(f"Another dump is being written into {directory}.") from error
        except (OSError, sqlite3.Error, DatabaseError) as error:
            raise CommandError(f"No dump was written into {directory}. {error}") from error
        for file in written.files:
            self.stdout.write(f"{file.sha256}  {directory / dump.CURRENT / file.name}")
