"""What can be wrong with a value, in words: each fault comes with what would be right."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from rapidfuzz import process

Path = tuple[str | int, ...]

SHOWN = 60
CLOSE_ENOUGH = 70

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Fault(NamedTuple):
    """What is wrong with the part of a value that `path` leads to, and what would be right. With
    `at_key` it is the name itself, not what it stands for. `lacks` names what is missing."""

    path: Path
    code: str
    message: str
    remedy: str
    at_key: bool = False
    lacks: tuple[str, ...] = ()


# ---- words


def named(path: Path) -> str:
    """How a person calls what a path leads to: `license`, or `languages[2]`."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return f"{name}[{path[-1]}]" if path and isinstance(path[-1], int) else name


def shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def either(names: Iterable[str]) -> str:
    return _(" or ").join(f"“{name}”" for name in names)


def write(expected: str) -> str:
    return _("Write %(expected)s.") % {"expected": expected}


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Empty if nothing comes near."""
    nearest = process.extractOne(written[:SHOWN], list(known), score_cutoff=CLOSE_ENOUGH)
    return _("Did you mean “%(nearest)s”?") % {"nearest": nearest[0]} if nearest else ""


def _kind_of(value: Any) -> str:
    """A value's kind as a person who writes JSON calls it."""
    if value is None:
        return _("null")
    kinds = {bool: _("true or false"), str: _("a text"), dict: _("an object"), list: _("a list")}
    return next((word for kind, word in kinds.items() if isinstance(value, kind)), _("a number"))


# ---- of a value


def wrong_type(path: Path, value: Any, expected: str) -> Fault:
    message = _("“%(field)s” is %(found)s.")
    words = {"field": named(path), "found": _kind_of(value)}
    return Fault(path, "wrong-type", message % words, write(expected))


def empty(path: Path, expected: str) -> Fault:
    return Fault(
        path, "empty", _("“%(field)s” is empty.") % {"field": named(path)}, write(expected)
    )


def too_long(path: Path, value: str, longest: int) -> Fault:
    message = _("“%(field)s” has %(length)d characters.")
    words = {"field": named(path), "length": len(value)}
    remedy = _("Shorten it to %(longest)d.") % {"longest": longest}
    return Fault(path, "too-long", message % words, remedy)


def malformed(path: Path, value: str, expected: str) -> Fault:
    message = _("“%(field)s” cannot be “%(value)s”.")
    words = {"field": named(path), "value": shown(value)}
    return Fault(path, "malformed", message % words, write(expected))


def no_choice(path: Path, value: str, choices: Iterable[str], expected: str) -> Fault:
    message = _("“%(field)s” cannot be “%(value)s”.")
    words = {"field": named(path), "value": shown(value)}
    remedy = did_you_mean(value, choices) or write(expected)
    return Fault(path, "not-a-choice", message % words, remedy)


def out_of_range(path: Path, expected: str) -> Fault:
    message = _("“%(field)s” is out of range.") % {"field": named(path)}
    return Fault(path, "out-of-range", message, write(expected))


def unstorable(path: Path, value: str) -> tuple[Fault, ...]:
    """None for a text that a database keeps."""
    found = _UNSTORABLE.search(value)
    if not found:
        return ()
    message = _("“%(field)s” holds the character U+%(code)04X, which no database keeps.")
    words = {"field": named(path), "code": ord(found[0])}
    return (Fault(path, "unstorable", message % words, _("Remove it.")),)


# ---- of what holds others


def unknown_key(path: Path, name: str, known: Iterable[str]) -> Fault:
    message = _("There is no field “%(field)s” here.") % {"field": shown(name)}
    remedy = did_you_mean(name, known) or _("There are: %(fields)s.") % {"fields": listed(known)}
    return Fault((*path, name), "unknown-key", message, remedy, at_key=True)


def missing(path: Path, names: Iterable[str]) -> Fault:
    """One of the names must be there."""
    lacks = tuple(names)
    message = _("%(fields)s is missing.") % {"fields": either(lacks)}
    return Fault(path, "missing-key", message, _("Add it."), lacks=lacks)


def repeated(path: Path, keys: Iterable[tuple[Any, ...]]) -> Iterator[Fault]:
    """Items of a list whose keys, unless they are empty, have stood there before."""
    seen: set[tuple[Any, ...]] = set()
    for number, key in enumerate(keys):
        if not key or not all(isinstance(part, Hashable) for part in key):
            continue
        if key in seen:
            words = shown(" ".join(str(part) for part in key if part is not None))
            message = _("“%(key)s” stands here a second time.") % {"key": words}
            yield Fault((*path, number), "repeated", message, _("Leave one of them."))
        seen.add(key)


def too_many(path: Path, most: int) -> Fault:
    message = _("“%(field)s” has more than %(most)d items.")
    words = {"field": named(path), "most": most}
    return Fault(path, "too-many", message % words, _("Split it."))


def too_deep(path: Path, depth: int) -> Fault:
    message = _("This is nested more than %(depth)d levels deep.") % {"depth": depth}
    return Fault(path, "too-deep", message, _("Make it flatter."))
