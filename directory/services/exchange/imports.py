"""Files taken in, each as a whole or not at all, and kept as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from directory import formats
from directory.formats.decoding import decode
from directory.formats.records import ListRecord
from directory.models import Import
from directory.services.moment import one_moment

from . import report, snapshot
from .applying import Progress, apply, quietly
from .plan import Change, Options, Plan
from .planning import plan
from .recording import Recording
from .terms import Key

REASON_LENGTH = 100


class Refused(Exception):
    """A plan that cannot be applied; `plan.errors` says why."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.errors)} errors")
        self.plan = plan


class Overtaken(Exception):
    """What was to be confirmed is no longer what would happen; `plan` is what would."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("The directory has changed since.")
        self.plan = plan


class Settled(Exception):
    """What was to be confirmed was confirmed or discarded already."""


def read(source: Import) -> ListRecord:
    """The file of an import, as it was read then."""
    language = source.options.get("language")
    return formats.read(source.text.encode(), source.file, source.format, language)


def unsaved(
    data: bytes, file: str, listing: ListRecord, options: Options, language: str | None = None
) -> Import:
    """A file that was read, ready to be taken in or put aside until somebody confirms it."""
    source = Import(file=file, format=listing.format)
    source.text = decode(data, file)
    source.options = asdict(options) | {"language": language}
    return source


def dry_run(listing: ListRecord, options: Options) -> Plan:
    """What taking the file in would do now."""
    return plan(listing, snapshot.take(), options)


def take_in(
    source: Import, listing: ListRecord, user: Any = None, progress: Progress = quietly
) -> Plan:
    """Do it. Raises Refused if there are errors; then everything is as it was."""
    with one_moment():
        planned = dry_run(listing, options_of(source))
        _do(source, planned, user, progress)
    return planned


def prepare(source: Import, listing: ListRecord, user: Any = None) -> Plan:
    """Put a file aside with what it would do, for somebody to choose and confirm."""
    planned = dry_run(listing, options_of(source))
    source.user, source.report = user, report.as_json(planned)
    source.save()
    return planned


def confirm(
    source: Import,
    chosen: Collection[tuple[str, Key]],
    user: Any = None,
    progress: Progress = quietly,
) -> Plan:
    """Do what was chosen of what was shown, with the new objects that it needs.

    Raises Overtaken if the directory changed so that it would not be the same any more, Settled
    if there is nothing to confirm any more.
    """
    with one_moment():
        if not Import.objects.prepared().filter(pk=source.pk).exists():
            raise Settled
        planned = dry_run(read(source), options_of(source))
        if not report.tells(source.report, planned):
            raise Overtaken(planned)
        limited = planned.limited(chosen)
        _do(source, limited, user, progress)
    return limited


def renew(source: Import, planned: Plan) -> None:
    """Have what the file would do now shown in place of what it would have done."""
    source.report = report.as_json(planned)
    Import.objects.prepared().filter(pk=source.pk).update(report=source.report)


def options_of(source: Import) -> Options:
    said: Mapping[str, Any] = {k: v for k, v in source.options.items() if k != "language"}
    only = Change(said["only"]) if said.get("only") else None
    return Options(**{**said, "match": tuple(said["match"]), "only": only})


def _do(source: Import, planned: Plan, user: Any, progress: Progress) -> None:
    if planned.errors:
        raise Refused(planned)
    recording = Recording(f"import {source.file}"[:REASON_LENGTH], user)
    ids = apply(planned, recording, progress)
    if planned.changes or not _is_known(source):
        source.entries = [ids.get(slug) for slug in planned.entries]
        source.report = report.as_json(planned)
        source.state, source.user = Import.State.DONE, user
        source.save()


def _is_known(source: Import) -> bool:
    """Whether exactly this text was what was taken in last."""
    last = Import.objects.latest_done(source.format, source.file)
    return last is not None and last.file == source.file and last.text == source.text
