"""Tables of projects: a column with names, and others for what their heads say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.text import fold

from . import addresses
from .entries import entry_in
from .entry import Entry, Link
from .inline import Piece, pieces
from .source import Block, Source
from .texts import from_list

_HEADS = {
    "summary": r"desc|summary|about|what|comment|说明|描述|简介|介绍|概述|用途",
    "license": r"licen[cs]|许可|协议",
    "languages": r"(programming )?lang|tech|(编程|开发)?语言",
    "homepage": r"home|(web)?site|web|官网|主页|首页|网站",
    "documentation": r"doc|文档",
    "repository": r"repo|git|source|code|link|url|仓库|源码|代码|地址|链接",
    "name": r"name|project|tool|library|software|title|名称|项目|工具|软件|名字",
}
_ROLES = {role: re.compile(pattern) for role, pattern in _HEADS.items()}
_LOOKED_AT = 5
# Columns whose links are addresses of that kind.
LINKED = ("repository", "homepage", "documentation")


@dataclass(slots=True)
class Table:
    """Which column has what; columns that nobody asks for have no role."""

    roles: list[str]
    rows: list[Block]

    def cell(self, row: Block, role: str) -> Block | None:
        return row.children[self.roles.index(role)] if role in self.roles else None


def table_in(block: Block, source: Source) -> Table | None:
    """A table with links in it; None for any other."""
    heads = [head.text for head in block.find("th")]
    rows = [row for body in block.children if body.kind == "tbody" for row in body.children]
    roles = _told_by(heads)
    linked = [_has_link(rows, column, source) for column in range(len(heads))]
    if not any(linked):
        return None
    if "name" not in roles:
        free = [column for column, role in enumerate(roles) if not role]
        chosen = [column for column in free if linked[column]] or free or [linked.index(True)]
        roles[chosen[0]] = "name"
    if "summary" not in roles:
        free = [column for column, role in enumerate(roles) if not role]
        if free:
            roles[max(free, key=lambda column: _length(rows, column))] = "summary"
    return Table(roles, rows)


def _told_by(heads: list[str]) -> list[str]:
    roles: list[str] = []
    for head in heads:
        words = fold(head).strip(" *_`")
        told = (role for role, pattern in _ROLES.items() if pattern.match(words))
        roles.append(next((role for role in told if role not in roles), ""))
    return roles


def _has_link(rows: list[Block], column: int, source: Source) -> bool:
    return any(
        piece.kind == "link" and addresses.is_http(piece.url)
        for row in rows[:_LOOKED_AT]
        for piece in pieces(row.children[column].text, source.env)
    )


def _length(rows: list[Block], column: int) -> int:
    return sum(len(row.children[column].text) for row in rows[:_LOOKED_AT])


def entry_of(row: Block, table: Table, source: Source) -> Entry | None:
    """The entry that a row is. Positions are in the cell of the name."""
    cell = table.cell(row, "name")
    if cell is None or not cell.text:
        return None
    entry = entry_in(cell.text, source.env) or _named(cell, source)
    entry.links += [link for role in LINKED for link in _links(row, table, role, source)]
    summary = table.cell(row, "summary")
    if summary is not None and summary.text:
        entry.summary = from_list(summary.text, source.env)
    for role in ("license", "languages"):
        marked = table.cell(row, role)
        for word in re.split(r"[,，、;]\s*", marked.text) if marked else []:
            if word.strip(" `"):
                entry.marks.add(word.strip(" `"))
    return entry if entry.links else None


def _named(cell: Block, source: Source) -> Entry:
    name = from_list(cell.text, source.env).strip("*_` ")
    return Entry(name, Piece("plain", 0, len(cell.text), name), len(cell.text))


def _links(row: Block, table: Table, role: str, source: Source) -> list[Link]:
    cell = table.cell(row, role)
    found = pieces(cell.text, source.env) if cell else []
    return [
        Link(role, piece.url, "", piece)
        for piece in found
        if piece.kind == "link" and addresses.is_http(piece.url)
    ]
