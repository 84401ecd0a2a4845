"""Headings as sections within sections, and which of them are categories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from directory.text import fold

from .inline import WORDS, pieces
from .source import Block, Source

LONGEST_NAME = 80
HEADINGS = {f"h{level}": level for level in range(1, 7)}

# What a list says of itself: it has links, but no projects.
_ABOUT_THE_LIST = re.compile(
    r"(table of )?contents?( table)?|toc|how to contribute|contribut(e|ing|ors?|ions?)"
    r"( guidelines?| guide| to this list)?|licen[cs](e|es|ing)|copyright|code of conduct"
    r"|acknowledge?ments?|credits|thanks|authors?|maintainers?|sponsors?|backers|footnotes?"
    r"|star history|stargazers( over time)?|changelog|disclaimer|list of licenses|anti features"
    r"|目录|目次|(如何|参与|欢迎)?贡献(指南|者|方式|规范|列表)?|许可(证|协议)?|版权(声明|信息)?|声明"
    r"|免责声明|致谢|鸣谢|感谢|赞助(商|者)?|维护者|作者|更新日志|行为准则|参与(方式|项目)"
)
# A heading over all categories.
_WRAPPER = re.compile(r"projects?|software|(the )?list|resources|项目|项目列表|列表|软件|资源")


@dataclass(eq=False, slots=True)
class Section:
    """A heading, what stands below it, and the sections within it. The whole list is one without
    a heading, or with the title for one. `name` is the heading without marks."""

    level: int
    name: str = ""
    heading: Block | None = None
    above: Section | None = None
    below: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    has_entries: bool = False
    is_about_the_list: bool = False

    def walk(self) -> Iterator[Section]:
        yield self
        for section in self.below:
            yield from section.walk()

    @property
    def holds_entries(self) -> bool:
        return any(section.has_entries for section in self.walk())

    @property
    def depth(self) -> int:
        """How many levels of sections with entries are below."""
        return max(
            (section.depth + 1 for section in self.below if section.holds_entries), default=0
        )


def is_about_the_list(name: str) -> bool:
    """Whether a heading tells that there are no projects below."""
    return len(name) <= LONGEST_NAME and bool(_ABOUT_THE_LIST.fullmatch(_words(name)))


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def sections(source: Source) -> Section:
    """The whole list; its first heading is its title if it is of the first level."""
    whole = current = Section(0)
    for block in source.root.children:
        level = HEADINGS.get(block.kind)
        if level is None:
            current.blocks.append(block)
            continue
        name = heading_name(block, source)
        if level == 1 and whole.heading is None and not whole.below:
            whole.heading, whole.name = block, name
            current = whole
            continue
        while current.level >= level:
            current = current.above or whole
        below = Section(level, name, block, current)
        below.is_about_the_list = current.is_about_the_list or is_about_the_list(name)
        current.below.append(below)
        current = below
    return whole


def heading_name(heading: Block, source: Source) -> str:
    """Without links into the page, such as one back to the top, unless there is nothing else."""
    found = pieces(heading.text, source.env)
    words = [piece for piece in found if piece.kind in WORDS]
    kept = [piece for piece in words if not piece.url.startswith("#")] or words
    name = "".join(piece.text for piece in kept) or "".join(
        piece.text for piece in found if piece.kind == "image"
    )
    return " ".join(name.split())


@dataclass(slots=True)
class Category:
    """A section of the first or second level that has entries, in itself or further below."""

    key: str
    name: str
    section: Section
    above: Category | None = None


def categories(whole: Section) -> dict[Section, Category]:
    """The category of each section, in the order of the list. What is nested deeper than two
    levels belongs to the subcategory that it is in; equal headings are one category."""
    found: dict[Section, Category] = {}
    by_key: dict[str, Category] = {}

    def add(section: Section, above: Category | None) -> Category | None:
        if not section.name:
            return above
        key = section.name.replace("/", "//")
        key = f"{above.key}/{key}" if above else key
        return by_key.setdefault(key, Category(key, section.name, section, above))

    for section in _first_level(whole):
        category = add(section, None)
        if category:
            found[section] = category
        for below in section.below:
            subcategory = add(below, category) if below.holds_entries else None
            if subcategory:
                found |= dict.fromkeys(below.walk(), subcategory)
    return found


def _first_level(whole: Section) -> list[Section]:
    """Without headings that only hold all the others."""
    found = [section for section in whole.below if section.holds_entries]
    return [
        section
        for outer in found
        for section in (_inner(outer) if _is_wrapper(outer, found) else [outer])
    ]


def _inner(section: Section) -> list[Section]:
    return [below for below in section.below if below.holds_entries]


def _is_wrapper(section: Section, beside: list[Section]) -> bool:
    if section.has_entries:
        return False
    return bool(_WRAPPER.fullmatch(_words(section.name))) or (
        len(beside) == 1 and section.depth > 1
    )
