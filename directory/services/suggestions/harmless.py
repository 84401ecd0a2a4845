"""Whether what strangers send is fit to be kept and shown: not too much, nothing invisible that
turns text around, no address that leads into somebody's own network."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from directory.services.exchange.shapes import Mistake

# Characters of all that one suggestion says. The most that is known of any project has 9,000.
MOST_CHARACTERS = 50_000
# Levels of lists and objects within a field; the deepest of the directory has three.
DEEPEST = 6
MOST_PARTS = 5_000

# What is invisible: controls but for tab and newline, what turns the direction of text around,
# halves of characters.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Around a text, what shows nothing: beside the usual, what is copied along from pages and editors.
_BLANK = " \t\n\u00a0\u00ad\u200b\u200e\u200f\u2060\u3000\ufeff"
_LOCAL = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")


class TooMuch(Exception):
    """More than anybody has to say, or nested deeper."""


def plain(value: Any) -> Any:
    """A text with the newlines of Unix and without blanks around it, those without a width among
    them, as are all within a value."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANK)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def mistakes(said: dict[str, Any]) -> list[Mistake]:
    """What is wrong with texts whatever they are about; too much is told alone, and at once."""
    found = list(_too_much(said)) or list(_invisible(plain(said)))
    return [each._replace(field=printable(each.field)) for each in found]


def printable(name: str) -> str:
    """As much of a field's name, which may be anything, as can be shown."""
    return name[:40].encode("ascii", "replace").decode()


def _too_much(said: dict[str, Any]) -> Iterator[Mistake]:
    """Told of the longest field. Looks at no more than is allowed."""
    lengths: dict[str, int] = {}
    for name, value in said.items():
        try:
            lengths[name] = _length(value)
        except TooMuch:
            yield Mistake(name, _shorten())
            return
    if sum(lengths.values()) > MOST_CHARACTERS:
        longest = max(lengths, key=lambda name: lengths[name])
        yield Mistake(longest, _shorten())


def _shorten() -> str:
    return _(
        "This is too much: a suggestion has at most %(most)d characters. Say the most important "
        "part, and give an address for the rest."
    ) % {"most": MOST_CHARACTERS}


def _length(value: Any) -> int:
    """The characters of a value. Raises TooMuch."""
    length, parts = 0, 0
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        part, depth = waiting.pop()
        parts += 1
        if isinstance(part, str):
            length += len(part)
        elif isinstance(part, dict):
            length += sum(len(str(name)) for name in part)
            waiting += ((each, depth + 1) for each in part.values())
        elif isinstance(part, list):
            waiting += ((each, depth + 1) for each in part)
        if length > MOST_CHARACTERS or depth > DEEPEST or parts + len(waiting) > MOST_PARTS:
            raise TooMuch
    return length


def _invisible(said: dict[str, Any]) -> Iterator[Mistake]:
    for name, value in said.items():
        for text in texts_in(value):
            if found := _INVISIBLE.search(text):
                yield Mistake(
                    name,
                    _(
                        "There is an invisible character in it, U+%(code)04X, after “%(before)s”. "
                        "Delete it."
                    )
                    % {"code": ord(found[0]), "before": text[: found.start()][-20:]},
                )
                break


def texts_in(value: Any) -> Iterator[str]:
    """All texts, however deep, names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield str(name)
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def address_mistakes(name: str, urls: Iterable[str]) -> Iterator[Mistake]:
    """Of addresses that are known to be such: those that hide where they lead, or lead nowhere for
    anybody else."""
    for url in urls:
        if problem := _address_problem(url):
            yield Mistake(name, problem % {"url": url[:100]})


def _address_problem(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""  # It is no address, of which others tell.
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None or parts.password is not None:
        return _("“%(url)s” has a user name in it. Write the address without it.")
    if "." not in host or host.endswith(_LOCAL) or _is_inside(host):
        return _("“%(url)s” leads nowhere from outside. Write a public address.")
    return ""


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host.rpartition(".")[2].isdigit()
