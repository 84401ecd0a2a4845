"""Parts of files: RFC 9110, 14. A download that broke off goes on where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
BLOCK = 2**16


class Unsatisfiable(Exception):
    """Nothing of the file is within the range."""


class Part(NamedTuple):
    """Both ends are of the part."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def asked_part(asked: str, size: int) -> Part | None:
    """The part that a `Range` header asks for; None if it asks for nothing that is understood, or
    for several parts, so that the whole is due. Raises Unsatisfiable."""
    found = _RANGE.fullmatch(asked)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        part = Part(max(size - int(last), 0), size - 1)
    else:
        part = Part(int(first), min(int(last or size), size - 1))
        if last and int(last) < int(first):
            return None
    if part.size <= 0:
        raise Unsatisfiable
    return part


class Blocks(Iterator[bytes]):
    """Those of a part of a file, which is closed with them."""

    def __init__(self, file: BinaryIO, part: Part) -> None:
        self._file = file
        self._left = part.size
        file.seek(part.first)

    def __next__(self) -> bytes:
        block = self._file.read(min(BLOCK, self._left))
        if not block:
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._file.close()
