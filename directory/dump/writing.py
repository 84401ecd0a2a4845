"""Writes a set of files."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.urls import reverse

from directory.media_types import CSV, JSON
from directory.representations import Origin
from directory.services.moment import one_moment_to_read

from .contents import Contents
from .database import Database
from .document import Document
from .metadata import metadata
from .sets import INDEX, Dump, File, current, new_set
from .table import Table

DATABASE = "landscape"
METADATA = "metadata.json"
MEDIA_TYPES = {
    "landscape.json": JSON,
    "projects.csv": CSV,
    f"{DATABASE}.sqlite3": "application/vnd.sqlite3",
}
COMPRESSED = "application/gzip"
# As fast as disks are, and close to the smallest.
LEVEL = 6
BLOCK = 2**20


def write(target: Path, origin: Origin) -> Dump:
    """A new set in place of the one that is there. Raises Busy, OSError or an error of a database;
    the set that was there stays then."""
    with new_set(target) as folder:
        with one_moment_to_read():
            contents = Contents(origin)
            _write_files(folder, contents)
        for name in MEDIA_TYPES:
            _compress(folder / name)
        files = [file._asdict() for file in _files(folder, origin)]
        (folder / INDEX).write_text(_readable({**contents.about, "files": files}), encoding="utf-8")
    found = current(target)
    assert found
    return found


def _write_files(folder: Path, contents: Contents) -> None:
    document_name, table_name, database_name = MEDIA_TYPES
    with (
        (folder / document_name).open("w", encoding="utf-8") as document_file,
        (folder / table_name).open("w", encoding="utf-8", newline="") as table_file,
        closing(sqlite3.connect(folder / database_name)) as connection,
    ):
        document, table = Document(document_file, contents), Table(table_file)
        database = Database(connection, contents)
        for projects in contents.projects():
            for form in (document, table, database):
                form.add(projects)
        document.close()
        database.close()
    about = metadata(contents, DATABASE, database.columns)
    (folder / METADATA).write_text(_readable(about), encoding="utf-8")


def _compress(path: Path) -> None:
    """The same content gives the same file."""
    with (
        path.open("rb") as plain,
        path.with_name(f"{path.name}.gz").open("wb") as file,
        gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as compressed,
    ):
        shutil.copyfileobj(plain, compressed, BLOCK)


def _files(folder: Path, origin: Origin) -> Iterator[File]:
    media_types = {
        **MEDIA_TYPES,
        METADATA: JSON,
        **{f"{name}.gz": COMPRESSED for name in MEDIA_TYPES},
    }
    for name, media_type in media_types.items():
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = (folder / name).stat().st_size
        yield File(
            name, media_type, size, digest, f"{origin.base}{reverse('dump_file', args=[name])}"
        )


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
