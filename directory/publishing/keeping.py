"""Finished pictures in files, by what they show.

The key is all that makes a picture what it is, so a kept one is never out of date; those not asked
for longest go first.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock

from django.conf import settings

# One is drawn and one waits, so that a process has threads left for pages.
_asked_for = BoundedSemaphore(2)
_drawing = Lock()


class Busy(Exception):
    """Pictures of others are being drawn."""


def kept(key: str, ending: str, make: Callable[[], bytes]) -> bytes:
    """The picture of this key; one at a time is made in a process. Raises Busy."""
    path = _folder() / f"{hashlib.sha256(key.encode()).hexdigest()}.{ending}"
    if (found := _read(path)) is not None:
        return found
    if not _asked_for.acquire(blocking=False):
        raise Busy
    try:
        with _drawing:
            # Whoever was first may have asked for the same.
            if (found := _read(path)) is None:
                found = make()
                _write(path, found)
            return found
    finally:
        _asked_for.release()


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "pictures"


def _read(path: Path) -> bytes | None:
    """Reading one makes it the last that was asked for."""
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        os.utime(path)
        return data
    return None


def _write(path: Path, data: bytes) -> None:
    """At once or not at all, for other processes read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as file:
        file.write(data)
    os.replace(file.name, path)
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    files = sorted(((entry.stat(), entry) for entry in os.scandir(folder)), key=_last_asked_for)
    size = sum(stat.st_size for stat, _entry in files)
    for stat, entry in files:
        if size <= settings.PICTURES_BYTES:
            return
        size -= stat.st_size
        with suppress(FileNotFoundError):
            os.unlink(entry.path)


def _last_asked_for(file: tuple[os.stat_result, os.DirEntry[str]]) -> float:
    return file[0].st_mtime
