"""Values in YAML, spelled so that readers of YAML 1.1 and of 1.2 read the same.

Texts are quoted where one of them would see a number, a date, a truth value or a sign; only what
was folded before is, and characters beyond ASCII stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# What some reader takes for something else than a text: YAML 1.1 has y, no, on, 1:30, 0b1, 1_000.
_WORDS = frozenset(["null", "true", "false", "yes", "no", "y", "n", "on", "off", "~", "<<", "="])
_NUMBER_OR_DATE = re.compile(
    r"[-+]?[.0-9][-+_,.:0-9a-fA-FxXoO]*|[-+]?\.(?:inf|nan)|\d{4}-\d\d?-\d\d?.*", re.IGNORECASE
)
_SIGNS_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NOT_PLAIN = re.compile(r": |:$| #|^\s|\s$|[\t\n\r]")
_NOT_PLAIN_IN_FLOW = re.compile(r"[\[\]{},]|:")
# Line ends of YAML 1.1, and what no YAML prints.
_ESCAPED = re.compile(
    "[^\\t\\n\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED_IN_QUOTES = re.compile(r'["\\\n\t\r]|' + _ESCAPED.pattern)
INDENT = 2
_LINE_END = re.compile(r"\r\n?|\n")
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")
_UNFOLDABLE = re.compile(r"[^\S ]|^ | $")


def dump(value: Any, indent: int = 0) -> str:
    """A value in block style, each line indented, with a line end behind it."""
    return "".join(f"{line}\n" for line in _lines(value, " " * indent))


def scalar(value: Any, indent: int = 0, style: str = "") -> str:
    """A text, number, truth value or null, from behind its key or dash to before its line end.

    Lines of a longer text are indented by `indent`. `style` is the quote to use if one is needed
    or `'` or `"` to use it in any case.
    """
    if not isinstance(value, str):
        return _plain_value(value)
    if style == "'" and not _ESCAPED.search(value) and "\n" not in value and "\t" not in value:
        return _single(value)
    if style == '"':
        return _double(value)
    if _is_block(value):
        return _literal(value, " " * indent)
    if _ESCAPED.search(value) or "\n" in value or "\t" in value:
        return _double(value)
    return value if _is_plain(value) else _single(value)


def flow(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        is_plain = _is_plain(value) and not _NOT_PLAIN_IN_FLOW.search(value)
        return value if is_plain and not _ESCAPED.search(value) else _double(value)
    return _plain_value(value)


def folded(value: str, old: str) -> str:
    """A text over several lines, indented and as wide as those in its place; or nothing."""
    lines = _LINE_END.split(old)[1:]
    text = value.removesuffix("\n")
    if not lines or not text or _UNFOLDABLE.search(text):
        return ""
    width = max(map(len, lines))
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    return "\n".join([">" if value.endswith("\n") else ">-", *_wrapped(text, margin, width)])


def _wrapped(text: str, margin: str, width: int) -> Iterator[str]:
    line = ""
    for word in _BREAKABLE.split(text):
        if line and len(margin) + len(line) + 1 + len(word) > width:
            yield margin + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield margin + line


def _lines(value: Any, margin: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _entry(f"{margin}{_key(key)}:", item, margin)
    elif isinstance(value, list) and value:
        for item in value:
            yield from _item(item, margin)
    else:
        yield margin + _inline(value, margin + " " * INDENT)


def _entry(start: str, item: Any, margin: str) -> Iterator[str]:
    deeper = margin + " " * INDENT
    if isinstance(item, dict | list) and item:
        yield start
        yield from _lines(item, deeper)
    else:
        yield f"{start} {_inline(item, deeper)}"


def _item(item: Any, margin: str) -> Iterator[str]:
    """A dash, and a mapping or list beginning in the same line."""
    lines = _lines(item, margin + " " * INDENT)
    yield f"{margin}- {next(lines)[len(margin) + INDENT :]}"
    yield from lines


def _inline(value: Any, margin: str) -> str:
    if isinstance(value, dict | list):
        return flow(value)
    return scalar(value, len(margin))


def _key(key: str) -> str:
    if _ESCAPED.search(key) or "\n" in key or "\t" in key:
        return _double(key)
    return key if _is_plain(key) else _single(key)


def _plain_value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    written = repr(value)
    # Readers of YAML 1.1 take 1e-05 for a text.
    return written if "." in written else written.replace("e", ".0e")


def _is_plain(text: str) -> bool:
    return not (
        not text
        or text[0] in _SIGNS_FIRST
        or text.lower() in _WORDS
        or _NOT_PLAIN.search(text)
        or _NUMBER_OR_DATE.fullmatch(text)
    )


def _is_block(text: str) -> bool:
    """Whether it is read back from a block of lines: `|`."""
    return (
        "\n" in text[:-1]
        and not text[0].isspace()
        and not text.endswith("\n\n")
        and not _ESCAPED.search(text)
    )


def _literal(text: str, margin: str) -> str:
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([head, *(margin + line if line else "" for line in lines)])


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + _ESCAPED_IN_QUOTES.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if short := _SHORT_ESCAPES.get(character):
        return short
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
