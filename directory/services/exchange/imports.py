"""Files taken in, each as a whole or not at all, and kept as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from directory import formats
from directory.formats.decoding import decode
from directory.formats.records import ListRecord
from directory.models import Import
from directory.models.provenance import coming_from
from directory.services.moment import one_moment

from . import report, snapshot
from .applying import Progress, apply, quietly
from .earlier import Earlier
from .matching import meet, twins
from .plan import Change, Options, Plan
from .planning import plan
from .recording import Recording
from .snapshot import Snapshot
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


def dry_run(source: Import, listing: ListRecord) -> Plan:
    """What taking the file in would do now."""
    taken = snapshot.take()
    return plan(listing, taken, options_of(source), _earlier(source, listing, taken))


def _earlier(source: Import, listing: ListRecord, taken: Snapshot) -> Earlier | None:
    """The list as it was taken in last, if it is one that lives on elsewhere."""
    last = _last(source)
    if last is None or formats.FORMATS[source.format].lossless:
        return None
    told = "language"
    same = last.text == source.text and last.options.get(told) == source.options.get(told)
    was = listing if same else read(last)
    return Earlier(was, entries_today(last, was, taken), categories_today(last, taken))


def entries_today(source: Import, was: ListRecord, taken: Snapshot) -> list[str | None]:
    """The slug of the project of each entry; should a newer version of this software have read
    other entries than were read then, of those that can be recognised."""
    if len(source.entries) != len(was.projects):
        met, again = meet(was.projects, taken.fields("projects")), twins(was.projects)
        return [met.get(again.get(number, number)) for number in range(len(was.projects))]
    slugs = {pk: slug for slug, pk in taken.ids["projects"].items()}
    return [slugs.get(pk) for pk in source.entries]


def categories_today(source: Import, taken: Snapshot) -> dict[str, str]:
    """The slug of the category of each heading, by its key; without those that are gone."""
    slugs = {pk: str(slug) for slug, pk in taken.ids["categories"].items()}
    return {key: slugs[pk] for key, pk in source.categories.items() if pk in slugs}


def take_in(
    source: Import, listing: ListRecord, user: Any = None, progress: Progress = quietly
) -> Plan:
    """Do it. Raises Refused if there are errors; then everything is as it was."""
    with one_moment():
        planned = dry_run(source, listing)
        _do(source, planned, user, progress)
    return planned


def prepare(source: Import, listing: ListRecord, user: Any = None) -> Plan:
    """Put a file aside with what it would do, for somebody to choose and confirm."""
    planned = dry_run(source, listing)
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
        planned = dry_run(source, read(source))
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
    if not planned.changes and _is_known(source):
        return
    source.state, source.user = Import.State.DONE, user
    # History names it by its id.
    source.save()
    recording = Recording(f"import {source.file}"[:REASON_LENGTH], user)
    with coming_from(source=source.pk):
        ids = apply(planned, recording, progress)
    projects, categories = ids["projects"], ids["categories"]
    source.entries = [projects.get(slug) for slug in planned.entries]
    source.categories = {
        key: categories[slug] for key, slug in planned.categories.items() if slug in categories
    }
    source.report = report.as_json(planned)
    source.save()


def _is_known(source: Import) -> bool:
    """Whether exactly this text was what was taken in last."""
    last = _last(source)
    return last is not None and last.text == source.text


def _last(source: Import) -> Import | None:
    """The file of the same name and format that was taken in last."""
    last = Import.objects.latest_done(source.format, source.file)
    return last if last and last.file == source.file else None
