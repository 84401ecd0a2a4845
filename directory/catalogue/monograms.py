"""One or two characters that stand for a name where there is no logo. Those of published projects
differ within a category of the first level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pyroaring import BitMap

from directory import text

# There are no more pairs of letters. In a larger category each has that of its name alone.
AT_MOST = 26**2
# Of a name; a long one has pairs enough.
_LETTERS_TRIED = 40
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")


class Monograms:
    """`names` and `names_zh` are by project, `members` are projects by category."""

    def __init__(
        self, names: Sequence[str], names_zh: Mapping[int, str], members: Mapping[int, BitMap]
    ) -> None:
        self.names = names
        self.names_zh = names_zh
        self.members = members
        # By category and language; of what was asked for.
        self.told_apart: dict[tuple[int, str], dict[int, str]] = {}

    def of(self, project_id: int, name: str, language: str) -> str:
        category = next((pk for pk, ids in self.members.items() if project_id in ids), None)
        if category is None or len(self.members[category]) > AT_MOST:
            return monogram(name)
        return self._told_apart(category, language)[project_id]

    def follow(self, before: Monograms, changed: BitMap) -> BitMap:
        """Take over what is the same as before; the projects whose monogram may not be."""
        different = BitMap()
        for (category, language), known in before.told_apart.items():
            ids = self.members.get(category, BitMap())
            if ids == before.members[category] and ids.isdisjoint(changed):
                self.told_apart[category, language] = known
            else:
                names = {i: self._name(i, language) for i in ids}
                different.update(
                    i for i, name in names.items() if known.get(i) != self.of(i, name, language)
                )
        for category, ids in self.members.items():
            if len(ids) <= AT_MOST < len(before.members.get(category, ())):
                different |= ids
        return different

    def _told_apart(self, category: int, language: str) -> dict[int, str]:
        if (category, language) not in self.told_apart:
            names = {i: self._name(i, language) for i in self.members[category]}
            self.told_apart[category, language] = told_apart(names)
        return self.told_apart[category, language]

    def _name(self, project_id: int, language: str) -> str:
        own = self.names[project_id]
        return self.names_zh.get(project_id, own) if language == "zh" else own


def monogram(name: str) -> str:
    """One or two characters that stand for a name in a box: `Is`, `AP`, `网`."""
    return next(_monograms(name))


def told_apart(names: Mapping[int, str]) -> dict[int, str]:
    """A monogram for each name, all different, whatever their case, as long as the letters of the
    names allow it. The first by name of those with the same one keeps it."""
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    in_order = sorted(names, key=lambda i: (text.fold(names[i]), names[i], i))
    for i in in_order:
        best = monogram(names[i])
        if best.casefold() not in taken:
            taken.add(best.casefold())
            chosen[i] = best
    for i in in_order:
        if i not in chosen:
            free = (m for m in _monograms(names[i]) if m.casefold() not in taken)
            chosen[i] = next(free, monogram(names[i]))
            taken.add(chosen[i].casefold())
    return chosen


def _monograms(name: str) -> Iterator[str]:
    """What may stand for a name, best first."""
    parts = text.parts(_HUMP.sub(" ", unicodedata.normalize("NFKC", name)))
    if not parts:
        yield "·"
    elif text.is_ideogram(parts[0]):
        yield from filter(text.is_ideogram, parts)
        yield from ((parts[0] + part[0].upper())[:2] for part in parts[1:])
    else:
        yield from (pair[:2] for pair in _pairs(parts))


def _pairs(parts: list[str]) -> Iterator[str]:
    """Of a name in letters: initials of its words, then the first letter with any later one, then
    any two."""
    first, *others = parts
    words = [part for part in others if not text.is_ideogram(part)]
    if words[:1] != others[:1] or not words:
        yield first[0].upper() + first[1:2]
    yield from ((first[0] + word[0]).upper() for word in words)
    letters = "".join([first, *words])[:_LETTERS_TRIED]
    for start, letter in enumerate(letters):
        yield from (letter.upper() + later for later in letters[start + 1 :])
