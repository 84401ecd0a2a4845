"""A list as JSON: what was asked of it, and its projects, one on a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from directory.representations import Origin, briefs

from .asked import Taking
from .parts import parts_of

_encode = json.JSONEncoder(ensure_ascii=False).encode


def as_json(asked: Taking, origin: Origin) -> Iterator[str]:
    following = asked.following_url
    head = {
        "version": asked.catalogue.version,
        "count": asked.count,
        "total": asked.total,
        "next": origin.base + following if following else None,
    }
    yield f'{_encode(head)[:-1]}, "projects": ['
    between = "\n"
    for part in parts_of(asked.taken):
        # Meanwhile some may have been withdrawn, or all.
        if rows := briefs(asked.catalogue, part, origin):
            yield between + ",\n".join(map(_encode, rows))
            between = ",\n"
    yield "\n]}\n"
