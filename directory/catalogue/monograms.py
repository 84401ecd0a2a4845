"""The monograms of published projects: those of one category of the first level differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyroaring import BitMap

from directory import text

# There are no more pairs of letters. In a larger category each has that of its name alone.
AT_MOST = 26**2


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
            return text.monogram(name)
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
            self.told_apart[category, language] = text.monograms(names)
        return self.told_apart[category, language]

    def _name(self, project_id: int, language: str) -> str:
        own = self.names[project_id]
        return self.names_zh.get(project_id, own) if language == "zh" else own
