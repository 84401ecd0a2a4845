"""Front matter: YAML between lines of `---` at the very top, with the people who keep the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from directory.formats import yaml
from directory.formats.records import Level, Place, Problem, Unreadable
from directory.text import SLUG, slugify

ROLES = {"owners": "owner", "reviewers": "reviewer"}
LONGEST = 20_000

_OPENING = re.compile(r"---[ \t]*(\r\n?|\n)(?=\s*[\w#\"'-]+[^\r\n]*:|(?:---|\.\.\.)[ \t]*[\r\n])")
_CLOSING = re.compile(r"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")


@dataclass(slots=True)
class Person:
    handle: str
    role: str
    place: Place
    name: str = ""


@dataclass(slots=True)
class FrontMatter:
    """`end` is where the list itself begins, `closing` where the line below the YAML does."""

    end: int = 0
    closing: int = 0
    document: yaml.Document | None = None
    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def front_matter(text: str, file: str) -> FrontMatter:
    """Empty if a text begins otherwise, or if its front matter has no end or is no YAML."""
    found = FrontMatter()
    opening = _OPENING.match(text)
    if opening is None:
        return found
    closing = _CLOSING.search(text, opening.end(), opening.end() + LONGEST)
    if closing is None:
        found.end = opening.end()
        found.problems.append(_unclosed(file))
        return found
    found.end, found.closing = closing.end(), closing.start()
    try:
        # As long as the text, so that places are those of the file.
        found.document = yaml.load(" " * 3 + text[3 : closing.start()], file)
    except Unreadable as error:
        found.problems.append(error.problem)
        return found
    found.problems += found.document.problems
    _read_people(found, found.document)
    return found


def _unclosed(file: str) -> Problem:
    return Problem(
        Place(file, 1, 1),
        "unclosed-front-matter",
        _("The front matter has no end."),
        _("Write a line of --- below its last key."),
    )


def _read_people(found: FrontMatter, document: yaml.Document) -> None:
    data = document.data
    if data is None:
        return
    if not isinstance(data, yaml.Map):
        found.problems.append(_no_mapping(document))
        return
    for key in data:
        if key not in ROLES:
            found.problems.append(_unknown_key(document.place_of(data, key), key))
    for key, role in ROLES.items():
        for handle, place in _handles(document, data, key):
            person = _person(handle, role, place)
            if person:
                found.people.append(person)
            else:
                found.problems.append(_no_handle(place, handle))


def _handles(document: yaml.Document, data: yaml.Map, key: str) -> Iterator[tuple[Any, Place]]:
    said = data.get(key)
    if isinstance(said, yaml.Seq):
        for number, handle in enumerate(said):
            yield handle, document.place_of(said, number)
    elif said is not None:
        yield said, document.place_of(data, key)


def _person(said: Any, role: str, place: Place) -> Person | None:
    handle = handle_of(said) if isinstance(said, str) else ""
    if not handle:
        return None
    written = said.strip().removeprefix("@")
    return Person(handle, role, place, "" if handle == written else written)


def handle_of(said: str) -> str:
    """A login name as it is said or, of other names, what they are in Latin letters."""
    written = said.strip().removeprefix("@")
    handle = written.lower()
    return handle if SLUG.fullmatch(handle) else slugify(written)


def _no_mapping(document: yaml.Document) -> Problem:
    return Problem(
        document.place(document.span[0]),
        "front-matter-type",
        _("The front matter has no keys."),
        _('Write keys with their values, such as owners: ["alice"].'),
    )


def _unknown_key(place: Place, key: str) -> Problem:
    near = get_close_matches(key.lower(), ROLES, 1)
    remedy = (
        _("Did you mean %(key)s?") % {"key": near[0]}
        if near
        else _("It is kept; the directory reads owners and reviewers.")
    )
    message = _("The front matter has a key %(key)s that means nothing here.") % {"key": key}
    return Problem(place, "unknown-key", message, remedy, Level.WARNING)


def _no_handle(place: Place, said: Any) -> Problem:
    return Problem(
        place,
        "handle",
        _("“%(handle)s” is no login name.") % {"handle": str(said)[:80]},
        _("Write letters, digits and single hyphens between them, such as alice-b."),
    )
