"""Logos in a folder beside a list: taken in, cleaned, and written back under the same names.

An entry names its file as landscape2 has it (`logo`); one that names none has the file that is
called as its project's slug.
"""

from __future__ import annotations

from collections.abc import Sequence
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

# Bytes; file systems take 255, and a few more stand in the name while a file is written.
LONGEST_NAME = 200


class Stored(NamedTuple):
    """How many logos are new or other ones than before, and which files are none."""

    changed: int
    problems: list[Problem]


def check(folder: Path, listing: ListRecord) -> list[Problem]:
    """What would be wrong with the logos of a list."""
    beside = _Folder(folder, listing)
    for record in listing.projects:
        beside.logo(record, record.fields.get("slug"))
    return beside.problems


def store(folder: Path, listing: ListRecord, done: Plan, only: Change | None = None) -> Stored:
    """Take in the logos of a list that was taken in itself, by this plan.

    A file that is missing or no logo is told as a warning, and the project keeps what it had.
    """
    beside = _Folder(folder, listing)
    with one_moment():
        known = Project.objects.for_logos()
        changed = [
            project["pk"]
            for record, slug in zip(listing.projects, _slugs(done, only), strict=True)
            if (project := known.get(slug or ""))
            and (logo := beside.logo(record, slug))
            and _save(project, *logo)
        ]
        Project.objects.filter(pk__in=changed).update(modified=timezone.now())
    return Stored(len(changed), [replace(each, level=Level.WARNING) for each in beside.problems])


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


class _Folder:
    """Files beside a list; `problems` has what is wrong with those that it names."""

    def __init__(self, path: Path, listing: ListRecord):
        self.path = path.resolve()
        self.problems = missing_logos(listing, path)
        # Names that a list makes up never reach the file system.
        self._names = {file.name for file in self.path.iterdir()}

    def logo(self, record: Record, slug: str | None) -> tuple[logos.Picture, str] | None:
        """The picture of an entry and the name of its file."""
        for name in _names(record, slug):
            if name in self._names and self._is_inside(self.path / name):
                try:
                    return _cleaned(self.path / name), name
                except logos.Refused as error:
                    self.problems.append(_problem(record.place_of("logo"), name, error))
        return None

    def _is_inside(self, file: Path) -> bool:
        """A file, and no link out of the folder."""
        return file.is_file() and file.resolve().parent == self.path


def _names(record: Record, slug: str | None) -> list[str]:
    if said := logo_of(record):
        return [said]
    return [f"{slug}.{ending}" for ending in logos.ENDINGS.values()] if slug else []


def _cleaned(file: Path) -> logos.Picture:
    with file.open("rb") as opened:
        return logos.clean(opened.read(logos.LARGEST + 1))


def _save(project: Fields, picture: logos.Picture, name: str) -> bool:
    logo = Logo(pk=project["logo__pk"], project_id=project["pk"])
    logo.take(picture, name)
    if (logo.digest, logo.name) == (project["logo__digest"], project["logo__name"]):
        return False
    logo.save()
    return True


def _problem(place: Place, name: str, error: logos.Refused) -> Problem:
    message = _("The logo “%(logo)s”: %(problem)s") % {"logo": name, "problem": error.message}
    return Problem(place, "logo", message, error.remedy)


def _name_of(logo: Logo) -> str:
    kept = logo.project.extra.get("landscape")
    said = kept.get("logo") if isinstance(kept, dict) else None
    if isinstance(said, str) and _is_file_name(said) and said.endswith(f".{logo.ending}"):
        return said
    return _name_by_slug(logo)


def _is_file_name(said: str) -> bool:
    """One that file systems take, too."""
    return is_plain_file_name(said) and said.isprintable() and len(said.encode()) <= LONGEST_NAME


def _name_by_slug(logo: Logo) -> str:
    return f"{logo.project.slug}.{logo.ending}"


def _write(file: Path, data: bytes) -> None:
    if not file.is_file() or file.read_bytes() != data:
        files.replace(file, data)
