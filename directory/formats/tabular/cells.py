"""How a project's values are spelled in the cells of a table, and what a cell says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from directory.formats.own.compound import Items, Shape
from directory.formats.own.fields import PROJECT
from directory.formats.own.kinds import Choice, Flag, Kind, Text, Whole

NOT_SAID = object()

# What spreadsheets run: such a beginning of a cell, also of what becomes a cell where a table is
# opened with semicolons or tabs for the delimiter.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
_UNGUARDED = re.compile(rf"((?:\A|[;\t])'*+)(?={_FORMULA})")
_GUARDED = re.compile(rf"((?:\A|[;\t])'*)'(?={_FORMULA})")

_NUMBER = re.compile(r"-?[0-9]{1,18}")

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would be."""
    return _UNGUARDED.sub(r"\1'", cell)


def unguarded(cell: str) -> str:
    return _GUARDED.sub(r"\1", cell) if "'" in cell else cell


class Spelling(NamedTuple):
    """`read` gives back what `write` was given, for values that are right. `empty` is what an empty
    cell says."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    empty: Any


def _spelling(name: str, kind: Kind) -> Spelling:
    if isinstance(kind, Whole):
        return Spelling(str, _number, NOT_SAID)
    if isinstance(kind, Text):
        return Spelling(str, str, "" if kind.blank else NOT_SAID)
    if isinstance(kind, Choice):
        return Spelling(str, str, "" if "" in kind.choices else NOT_SAID)
    if isinstance(kind, Flag):
        return Spelling(_true_or_empty, _flag, False)
    if name == "links":
        return _readable(_link_lines, _links)
    if isinstance(kind, Items) and not isinstance(kind.of, Shape):
        return _readable(";".join, _words)
    return Spelling(_encode, json.loads, kind.default)


def _readable(write: Callable[[Any], str], read: Callable[[str], Any]) -> Spelling:
    """A list in a form for people; as JSON where that form would not be read back the same."""

    def write_either(value: list[Any]) -> str:
        cell = write(value)
        is_readable = not cell.startswith("[") and read(cell) == value
        return cell if is_readable else _encode(value)

    def read_either(cell: str) -> Any:
        return json.loads(cell) if cell.startswith("[") else read(cell)

    return Spelling(write_either, read_either, [])


def _number(cell: str) -> int | str:
    return int(cell) if _NUMBER.fullmatch(cell) else cell


def _true_or_empty(flag: bool) -> str:
    return "true" if flag else ""


def _flag(cell: str) -> bool | str:
    """Spreadsheets write it in capitals."""
    return {"true": True, "false": False}.get(cell.casefold(), cell)


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def _link_lines(links: list[dict[str, Any]]) -> str:
    """`homepage https://istio.io/` and, where there is one, the text; `former repository https://…`
    for where the project once was."""
    return "\n".join(
        " ".join(filter(None, ["former" * link.get("former", False), *map(link.get, _LINK_WORDS)]))
        for link in links
    )


_LINK_WORDS = ("kind", "url", "text")


def _links(cell: str) -> list[dict[str, Any]]:
    return [_link(line.strip()) for line in cell.split("\n") if line.strip()]


def _link(line: str) -> dict[str, Any]:
    former = line.startswith("former ")
    words = line.removeprefix("former ").split(None, len(_LINK_WORDS) - 1)
    link: dict[str, Any] = dict(zip(_LINK_WORDS, words, strict=False))
    return link | ({"former": True} if former else {})


SPELLINGS = {name: _spelling(name, kind) for name, kind in PROJECT.fields.items()}
