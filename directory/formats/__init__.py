"""Text to records and back, without a database; see records.py.

A format's module reads and writes text. Here is which there are, and which one a file is in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from . import landscape_yml, markdown, own, tabular
from .decoding import decode
from .records import ListRecord


@dataclass(frozen=True)
class Format:
    """`recognises` tells by a text whether it is in the format; `lossless` is a format that holds
    all that a directory has. The texts of one that is `of_one_language` are in the language that
    `read` and `write` are given after their other arguments."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    recognises: Callable[[str], bool]
    read: Callable[..., ListRecord]
    write: Callable[..., str]
    lossless: bool = True
    of_one_language: bool = False


def _begins(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: bool(compiled.search(text))


# Asked in this order whether a text is theirs; any text may be Markdown.
FORMATS = {
    format.name: format
    for format in (
        Format(
            "json",
            (".json",),
            "application/json",
            _begins(r"\A\s*\{"),
            own.read_json,
            own.write_json,
        ),
        Format(
            "yaml",
            (".yaml", ".yml"),
            "application/yaml",
            _begins(r"""^(?:\{[ \t]*)?["']?format["']?[ \t]*:[ \t]*["']?directory/"""),
            own.read_yaml,
            own.write_yaml,
        ),
        Format(
            "landscape",
            (".yaml", ".yml"),
            "application/yaml",
            _begins(r"""^["']?(?:landscape|categories)["']?[ \t]*:"""),
            landscape_yml.read,
            landscape_yml.write,
            lossless=False,
            of_one_language=True,
        ),
        Format(
            "csv",
            (".csv", ".tsv"),
            "text/csv",
            tabular.looks_like_table,
            tabular.read,
            tabular.write,
        ),
        Format(
            "markdown",
            (".md", ".markdown"),
            "text/markdown",
            lambda text: True,
            markdown.read,
            markdown.write,
            lossless=False,
            of_one_language=True,
        ),
    )
}


def detect(text: str, file: str) -> str:
    """The name of the format of a file, by its own name or, where that leaves open, by its text."""
    ending = PurePath(file).suffix.lower()
    possible = [format for format in FORMATS.values() if ending in format.endings]
    if len(possible) == 1:
        return possible[0].name
    possible = possible or list(FORMATS.values())
    return next((format for format in possible if format.recognises(text)), possible[-1]).name


def read(
    data: bytes, file: str, format: str | None = None, language: str | None = None
) -> ListRecord:
    """What a file says. Raises Unreadable if that is nothing at all.

    `language`, `zh` or `en`, is that of texts which do not say theirs; without it, each is judged
    by its script.
    """
    text = decode(data, file)
    reader = FORMATS[format or detect(text, file)]
    if reader.of_one_language:
        return reader.read(text, file, language)
    return reader.read(text, file)


def write(listing: ListRecord, format: str, language: str) -> str:
    """A listing in a format; `language` counts in those that have room for only one."""
    writer = FORMATS[format]
    if writer.of_one_language:
        return writer.write(listing, language)
    return writer.write(listing)
