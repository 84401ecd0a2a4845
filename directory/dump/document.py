"""The dump as JSON: one object, a project a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from .contents import Contents, Fields

_encode = json.JSONEncoder(ensure_ascii=False).encode


class Document:
    def __init__(self, file: TextIO, contents: Contents) -> None:
        self.file = file
        self.is_empty = True
        self._member("{", "about", contents.about)
        self._member(",", "landscape", contents.landscape)
        self._list("categories", contents.categories)
        self._list("tags", contents.tags)
        file.write(',\n"projects": [')

    def add(self, projects: Iterable[Fields]) -> None:
        for project in projects:
            self.file.write("\n" if self.is_empty else ",\n")
            self.file.write(_encode(project))
            self.is_empty = False

    def close(self) -> None:
        self.file.write("\n]}\n")

    def _member(self, before: str, name: str, value: Any) -> None:
        self.file.write(f'{before}\n"{name}": {_encode(value)}')

    def _list(self, name: str, values: Iterable[Any]) -> None:
        lines = ",\n".join(map(_encode, values))
        self.file.write(f',\n"{name}": [\n{lines}\n]')
