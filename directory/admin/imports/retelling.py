"""What a kept report tells of problems, in the language of who reads it.

A report has the words of the moment when it was made. For another language the file is read and
planned once more; what is not found then, because the directory has changed, stays as it was told.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from typing import Any

from django.utils.translation import get_language

from directory.models import Import
from directory.services.exchange import imports, report

from .choice import Told


def retold(source: Import) -> dict[str, Any]:
    """The report of an import. Problems and lines that stay in another language name it."""
    told = source.report
    wordy = [name for name in ("problems", "left_out") if told[name]]
    language = told.get("language", "")
    if not wordy or language == get_language():
        return told
    again = report.as_json(imports.dry_run(source, imports.read(source)))
    return told | {name: _paired(told[name], again[name], language) for name in wordy}


def _paired(told: Sequence[Told], again: Sequence[Told], language: str) -> list[Told]:
    """Of each that was told the words of now, which stand at the same place for the same reason."""
    words: defaultdict[Hashable, deque[Told]] = defaultdict(deque)
    for item in again:
        words[_identity(item)].append(item)
    return [
        found.popleft() if (found := words[_identity(item)]) else {**item, "language": language}
        for item in told
    ]


def _identity(item: Told) -> Hashable:
    place = item["place"]
    return place["line"], place["column"], item.get("code")
