"""A list as JSON: what was asked of it, and its projects, one on a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from directory.browse import Browse
from directory.representations import Origin, briefs

from .parts import parts_of

_encode = json.JSONEncoder(ensure_ascii=False).encode


def as_json(
    browse: Browse, ids: Sequence[int], origin: Origin, next_url: str | None
) -> Iterator[str]:
    """These of the projects that were found. `next_url` has those after them, if there are any."""
    head = {
        "version": browse.catalogue.version,
        "count": browse.count,
        "total": browse.total,
        "next": next_url,
    }
    yield f'{_encode(head)[:-1]}, "projects": ['
    between = "\n"
    for part in parts_of(ids):
        rows = map(_encode, briefs(browse.catalogue, part, origin))
        yield between + ",\n".join(rows)
        between = ",\n"
    yield "\n]}\n"
