"""Takes lists in files into the directory."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, no_translations
from django.db import DatabaseError, transaction
from rich.console import Console
from rich.progress import Progress

from directory import formats
from directory.formats.records import Unreadable
from directory.management.piped import PipedCommand
from directory.services import files
from directory.services.exchange import imports
from directory.services.exchange.applying import Progress as Saved
from directory.services.exchange.logos import store
from directory.services.exchange.matching import WAYS
from directory.services.exchange.plan import Change, Options, Plan
from directory.services.exchange.report import as_json, lines, problem_line, summary
from directory.services.moment import one_moment

STANDARD_INPUT = "-"


class Command(PipedCommand):
    help = "Takes lists in files into the directory: all that they say or, on any error, nothing."
    changed_logos = 0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file, or - for input.")
        parser.add_argument("--format", choices=formats.FORMATS, help="Default: by name or text.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would change, and change nothing."
        )
        parser.add_argument(
            "--match",
            type=_ways,
            default=WAYS,
            help="How entries meet projects. Default: slug,repo,name",
        )
        parser.add_argument(
            "--only",
            type=Change,
            choices=[Change.NEW, Change.CHANGED],
            help="Add projects only, or change those only that are there.",
        )
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help="Withdraw what is published and not in the file.",
        )
        parser.add_argument(
            "--category", default="", help="Slug or name of the category of entries without one."
        )
        parser.add_argument(
            "--language", choices=["zh", "en"], help="The language of texts. Default: by script."
        )
        parser.add_argument(
            "--logos", type=Path, metavar="DIR", help="The folder of the logos that the lists name."
        )
        parser.add_argument("--report", type=Path, metavar="PATH", help="Write a report as JSON.")

    @no_translations
    def handle(self, *, paths: list[str], report: Path | None, **options: Any) -> None:
        plans: dict[str, Plan] = {}
        try:
            with one_moment():
                for path in paths:
                    plans[path] = self._plan(path, last=path == paths[-1], **options)
                transaction.set_rollback(bool(options["dry_run"]))
        except imports.Refused as error:
            plans[path] = error.plan
        except Unreadable as error:
            raise CommandError(f"Nothing was imported. {error}", returncode=2) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was imported. {error}") from error
        if report:
            _write_report(report, plans, dry_run=options["dry_run"])
        for plan in plans.values():
            self._tell(plan, dry_run=options["dry_run"], verbosity=options["verbosity"])
        if any(plan.errors for plan in plans.values()):
            raise CommandError("Nothing was imported.")
        if options["logos"]:
            self.stdout.write(f"Logos: {self.changed_logos} new or changed")

    def _plan(
        self, path: str, *, last: bool, dry_run: bool, logos: Path | None, **options: Any
    ) -> Plan:
        """What a file does; done, but for the last one of a dry run, for which nobody waits."""
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        name = "standard input" if path == STANDARD_INPUT else path
        listing = formats.read(data, name, options["format"], options["language"])
        chosen = Options(
            options["match"], options["only"], options["withdraw_missing"], options["category"]
        )
        source = imports.unsaved(data, Path(name).name, listing, chosen, options["language"])
        if dry_run and last and not logos:
            return imports.dry_run(source, listing)
        with _progress_bar(path) as progress:
            plan = imports.take_in(source, listing, progress=progress)
        if logos:
            stored = store(logos, listing, plan, options["only"])
            plan.problems += stored.problems
            self.changed_logos += stored.changed
        return plan

    def _tell(self, plan: Plan, *, dry_run: bool, verbosity: int) -> None:
        if dry_run or verbosity > 1:
            for line in lines(plan, in_full=True):
                self.stdout.write(line)
        told = plan.problems if verbosity > 1 else plan.errors
        for problem in told:
            self.stderr.write(problem_line(problem))
        if untold := len(plan.problems) - len(told):
            self.stderr.write(f"Warnings: {untold}. See them with -v 2, --report or check_list.")
        if plan.left_out:
            self.stderr.write(f"No entries: {len(plan.left_out)} parts of the file, see --report.")
        if not plan.errors:
            self.stdout.write(summary(plan))


def _ways(said: str) -> tuple[str, ...]:
    ways = tuple(said.split(","))
    if unknown := set(ways) - set(WAYS):
        raise ArgumentTypeError(
            f"“{min(unknown)}” is no way to meet a project. There are: {', '.join(WAYS)}."
        )
    return ways


def _write_report(path: Path, plans: dict[str, Plan], *, dry_run: bool) -> None:
    told = {
        "dry_run": dry_run,
        "done": not dry_run and not any(plan.errors for plan in plans.values()),
        "files": [{"file": file} | as_json(plan) for file, plan in plans.items()],
    }
    try:
        files.replace(path, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise CommandError(f"The report was not written. {error}") from error


@contextmanager
def _progress_bar(path: str) -> Iterator[Saved]:
    """On a terminal only, and beside what is told."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(path, total=None)
        yield lambda saved, of: bar.update(task, completed=saved, total=of)
