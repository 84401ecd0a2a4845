"""The logos that a landscape names, in the folder beside its data file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from directory.formats.records import Fields, ListRecord, Problem, Record
from directory.text import fold

from .spelling import Suggestions

_NOT_IN_FILE_NAMES = re.compile(r"[^\w]+")


def missing_logos(listing: ListRecord, folder: Path) -> list[Problem]:
    """Names are those of files in the folder itself; nothing outside of it is looked at."""
    files = {file.name for file in folder.iterdir() if file.is_file()}
    folded = {name.casefold(): name for name in files}
    return list(_problems(listing, files, folded))


def logo_of(record: Record) -> str:
    """The file name that a record has from a landscape, or nothing."""
    extra = record.fields.get("some_extra") or record.fields.get("extra") or {}
    logo = extra.get("landscape", {}).get("logo")
    return logo if isinstance(logo, str) else ""


def default_logo(project: Fields) -> str:
    """The file name that a logo would have: landscape2 demands one."""
    name = project.get("slug") or _NOT_IN_FILE_NAMES.sub("-", fold(project["name"])).strip("-")
    return f"{name or 'logo'}.svg"


def is_plain_file_name(name: str) -> bool:
    return name not in ("", ".", "..") and not set(name) & set("/\\\0")


def _problems(listing: ListRecord, files: set[str], folded: dict[str, str]) -> Iterator[Problem]:
    suggestions = Suggestions()
    for record in listing.projects:
        logo = logo_of(record)
        if not logo or logo in files:
            continue
        if not is_plain_file_name(logo):
            message = _("The logo “%(logo)s” is no file name.")
            remedy = _("Put the file into the folder of logos and write its name alone.")
        else:
            message = _("There is no file “%(logo)s” in the folder of logos.")
            near = folded.get(logo.casefold())
            remedy = suggestions.remedy(logo, [near] if near else files) or _(
                "Add the file, an SVG, or correct its name."
            )
        yield Problem(
            record.place_of("logo"), "missing-logo", message % {"logo": logo[:100]}, remedy
        )
