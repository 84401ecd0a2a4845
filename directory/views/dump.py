"""The dump: a page about it, its index, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from directory.catalogue import last_changed
from directory.dump import CURRENT, INDEX, Dump, File, current, offered_in
from directory.media_types import CSV, JSON
from directory.representations import Wrong, problem
from directory.structured_data import Download, of_dataset
from directory.views.programs import as_problem, open_to_scripts
from directory.views.ranges import Blocks, Part, Unsatisfiable, asked_part
from directory.views.site import catalogue_of
from directory.views.streaming import streamed

# The middleware compresses them while they are sent, and a part of that is of no use to anybody.
COMPRESSED_ON_THE_WAY = (JSON, CSV)
GZIP = ".gz"
RANGES = {"Accept-Ranges": "bytes"}
# Not public: what is kept of public pages holds until the directory changes, and a new dump is no
# change of it.
not_kept = cache_control(no_cache=True)


class Row(NamedTuple):
    """`compressed` is the same content again, if it is offered so."""

    file: File
    about: str
    compressed: File | None


@not_kept
@require_safe
def dump(request: HttpRequest) -> HttpResponse:
    found, known = current(offered_in()), catalogue_of(request)
    context = {
        "structured_data": of_dataset(
            known.taxonomy.landscape,
            last_changed(known, known.published),
            request.build_absolute_uri,
            map(_download, found.files if found else ()),
        ),
        "dump": found,
        "rows": list(_rows(found)) if found else [],
    }
    return render(request, "directory/dump.html", context)


def _rows(found: Dump) -> Iterator[Row]:
    about = {
        "landscape.json": _("All projects, categories and tags, each project in a line"),
        "projects.csv": _("Projects as a table, for spreadsheets"),
        "landscape.sqlite3": _("The same as tables, with views, for SQL and Datasette"),
        "metadata.json": _("What Datasette shows beside the tables"),
    }
    for file in found.files:
        if file.name in about:
            yield Row(file, about[file.name], found.file(file.name + GZIP))


def _download(file: File) -> Download:
    path = reverse("dump_file", args=[file.name])
    return Download(file.name, file.media_type, path, file.size, file.sha256)


@open_to_scripts(as_problem)
@not_kept
def index(request: HttpRequest) -> HttpResponse:
    path = offered_in() / CURRENT / INDEX
    try:
        return HttpResponse(path.read_bytes(), JSON)
    except OSError:
        return _nothing()


def _etag(request: HttpRequest, name: str) -> str | None:
    found = current(offered_in())
    file = found.file(name) if found else None
    return _tag(file) if file else None


def _tag(file: File) -> str:
    return f'"{file.sha256[:32]}"'


@open_to_scripts(as_problem)
@not_kept
@condition(etag_func=_etag)
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    # Once more, for the set may be replaced between looking for the file and opening it.
    opened = _opened(name) or _opened(name)
    if opened is None:
        return _nothing()
    whole = Part(0, opened.file.size - 1)
    if opened.file.media_type in COMPRESSED_ON_THE_WAY:
        return _answer(request, opened, whole, 200, {})
    try:
        part = _part(request, opened.file)
    except Unsatisfiable:
        opened.content.close()
        size = {"Content-Range": f"bytes */{opened.file.size}"}
        return HttpResponse(status=416, headers=size)
    if part is None:
        return _answer(request, opened, whole, 200, RANGES)
    within = {"Content-Range": f"bytes {part.first}-{part.last}/{opened.file.size}"}
    return _answer(request, opened, part, 206, RANGES | within)


class _Opened(NamedTuple):
    file: File
    content: BinaryIO


def _opened(name: str) -> _Opened | None:
    found = current(offered_in())
    file = found.file(name) if found else None
    if found is None or file is None:
        return None
    try:
        return _Opened(file, (found.folder / name).open("rb"))
    except OSError:
        return None


def _part(request: HttpRequest, file: File) -> Part | None:
    """None if the whole is due, for it is asked for, or is another file than one has a part of."""
    etag = _tag(file)
    if request.headers.get("If-Range", etag) != etag:
        return None
    return asked_part(request.headers.get("Range", ""), file.size)


def _answer(
    request: HttpRequest, opened: _Opened, part: Part, status: int, headers: dict[str, str]
) -> HttpResponseBase:
    file = opened.file
    said = {
        "Content-Type": file.media_type,
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Content-Length": str(part.size),
        "ETag": _tag(file),
    }
    blocks = Blocks(opened.content, part)
    return streamed(request, blocks, said | headers, _busy, status)


def _busy(status: int, _detail: str, errors: Sequence[Wrong]) -> HttpResponse:
    return problem(status, _("Others are downloading. Try again in half a minute."), errors)


def _nothing() -> HttpResponse:
    if current(offered_in()) is None:
        return problem(404, _("No dump has been written here yet."))
    return problem(404, _("There is no such file: /dump/index.json has those that there are."))
