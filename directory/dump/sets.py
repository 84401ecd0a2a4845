"""Sets of files in a folder: `current` is a link to the one that is offered.

A set is written beside it under a name that begins with a dot. Renaming it and replacing the link
are one step each, so that whoever reads, or kills the command, sees the old set or the new one.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

# Below VAR_DIR.
OFFERED = "dump"
CURRENT, INDEX, LOCK = "current", "index.json", ".lock"
UNFINISHED, FINISHED, NEW_LINK = ".writing-", "set-", ".current-"


class Busy(Exception):
    """Another command is writing into the folder."""


class File(NamedTuple):
    name: str
    media_type: str
    size: int
    sha256: str
    url: str


@dataclass(frozen=True)
class Dump:
    """A set that is offered, as its index says."""

    folder: Path
    version: int
    generated: datetime
    license: str | None
    projects: int
    files: tuple[File, ...]

    @classmethod
    def of(cls, folder: Path, index: Any) -> Dump:
        """Raises KeyError, TypeError or ValueError if that is no index."""
        return cls(
            folder,
            int(index["version"]),
            datetime.fromisoformat(index["generated"]),
            index["license"],
            int(index["projects"]),
            tuple(File(**said) for said in index["files"]),
        )

    def file(self, name: str) -> File | None:
        """Only what the index names: no other file of the folder is anybody's business."""
        return next((file for file in self.files if file.name == name), None)


def offered_in() -> Path:
    """The folder whose sets the site offers."""
    return Path(settings.VAR_DIR) / OFFERED


def current(target: Path) -> Dump | None:
    """The set in place; None if there is none that can be read."""
    try:
        folder = (target / CURRENT).resolve(strict=True)
        return Dump.of(folder, json.loads((folder / INDEX).read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError):
        return None


@contextmanager
def new_set(target: Path) -> Iterator[Path]:
    """A folder to write into. It takes the place of the current set at the end, or is removed if
    anything goes wrong. Raises Busy."""
    target.mkdir(parents=True, exist_ok=True)
    with _locked(target):
        _remove_all_but(target, _folder_of(target / CURRENT))
        folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target))
        try:
            yield folder
            _put_in_place(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    with (target / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


def _put_in_place(folder: Path) -> None:
    folder.chmod(0o755)
    for path in (*folder.iterdir(), folder):
        _to_disk(path)
    target = folder.parent
    name = folder.name.removeprefix(UNFINISHED)
    finished = folder.rename(target / f"{FINISHED}{name}")
    link = target / f"{NEW_LINK}{name}"
    link.symlink_to(finished.name)
    link.replace(target / CURRENT)
    _to_disk(target)
    _remove_all_but(target, finished.name)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _folder_of(link: Path) -> str:
    return os.readlink(link) if link.is_symlink() else ""


def _remove_all_but(target: Path, kept: str) -> None:
    """Former sets, and what commands that were killed left; nothing else that is in the folder."""
    for path in target.iterdir():
        if path.is_symlink() and path.name.startswith(NEW_LINK):
            path.unlink()
        elif path.is_dir() and path.name.startswith((UNFINISHED, FINISHED)) and path.name != kept:
            shutil.rmtree(path, ignore_errors=True)
