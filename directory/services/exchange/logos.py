"""Logos in a folder beside a list: taken in, cleaned, and written back under the same names.

An entry names its file as landscape2 has it (`logo`); one that names none has the file that is
called as its project's slug.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from directory import logos
from directory.formats.landscape_yml import missing_logos
from directory.formats.landscape_yml.logos import is_plain_file_name, logo_of
from directory.formats.records import Fields, Level, ListRecord, Place, Problem, Record
from directory.models import Logo, Project
from directory.services import files
from directory.services.moment import one_moment

from .plan import Change, Plan


class Stored(NamedTuple):
    """How many logos are new or other ones than before, and which files are none."""

    changed: int
    problems: list[Problem]


def store(folder: Path, listing: ListRecord, done: Plan, only: Change | None = None) -> Stored:
    """Take in the logos of a list that was taken in itself, by this plan.

    A file that is missing or no logo is told as a warning, and the project keeps what it had.
    """
    with one_moment():
        known = Project.objects.for_logos()
        problems = [
            replace(problem, level=Level.WARNING) for problem in missing_logos(listing, folder)
        ]
        changed = []
        for record, slug in zip(listing.projects, _slugs(done, only), strict=True):
            file = _file_of(folder, record, slug) if slug else None
            if file is None or slug not in known:
                continue
            try:
                if _save(known[slug], _cleaned(file), file.name):
                    changed.append(known[slug]["pk"])
            except logos.Refused as error:
                problems.append(_problem(record.place_of("logo"), file.name, error))
        Project.objects.filter(pk__in=changed).update(modified=timezone.now())
    return Stored(len(changed), problems)


def write(folder: Path, ids: Sequence[int] | None = None) -> int:
    """Write the logos of all projects, or of these, and tell how many there are.

    Of different logos that were of one name, all but the first are named as their projects.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digests: dict[str, str] = {}
    count = 0
    for logo in Logo.objects.for_files(ids):
        name = _name_of(logo)
        if digests.setdefault(name, logo.digest) != logo.digest:
            name = _name_by_slug(logo)
        _write(folder / name, bytes(logo.data))
        count += 1
    return count


def _slugs(done: Plan, only: Change | None) -> list[str | None]:
    """The project of each entry, or None where none is wanted."""
    if only is None:
        return done.entries
    new = {i.key for i in done.items if i.kind == "projects" and i.change == Change.NEW}
    return [slug if (slug in new) == (only == Change.NEW) else None for slug in done.entries]


def _file_of(folder: Path, record: Record, slug: str) -> Path | None:
    """The file of an entry, if it is one within the folder and no link out of it."""
    for name in _names(record, slug):
        file = folder / name
        inside = file.resolve().parent == folder.resolve()
        if is_plain_file_name(name) and inside and file.is_file():
            return file
    return None


def _names(record: Record, slug: str) -> Iterator[str]:
    if said := logo_of(record):
        yield said
    else:
        yield from (f"{slug}.{ending}" for ending in logos.ENDINGS.values())


def _cleaned(file: Path) -> logos.Picture:
    with file.open("rb") as opened:
        return logos.clean(opened.read(logos.LARGEST + 1))


def _save(known: Fields, picture: logos.Picture, name: str) -> bool:
    logo = Logo(pk=known["logo__pk"], project_id=known["pk"])
    logo.take(picture, name)
    if (logo.digest, logo.name) == (known["logo__digest"], known["logo__name"]):
        return False
    logo.save()
    return True


def _problem(place: Place, name: str, error: logos.Refused) -> Problem:
    message = _("The logo “%(logo)s”: %(problem)s") % {"logo": name, "problem": error.message}
    return Problem(place, "logo", message, error.remedy, Level.WARNING)


def _name_of(logo: Logo) -> str:
    kept = logo.project.extra.get("landscape")
    said = kept.get("logo") if isinstance(kept, dict) else None
    if isinstance(said, str) and is_plain_file_name(said) and said.endswith(f".{logo.ending}"):
        return said
    return _name_by_slug(logo)


def _name_by_slug(logo: Logo) -> str:
    return f"{logo.project.slug}.{logo.ending}"


def _write(file: Path, data: bytes) -> None:
    if not file.is_file() or file.read_bytes() != data:
        files.replace(file, data)
