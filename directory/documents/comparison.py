"""A comparison as Markdown: each group of rows as a table, if a terminal has room for it, else as a
list; and the sources that they number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.comparison import Matrix
from directory.comparison.rows import Cell, Group, Item, Row, Source
from directory.models import Project
from directory.representations import Origin
from directory.wording import labelled, listed

from . import markdown


def as_markdown(matrix: Matrix, projects: Sequence[Project], title: str, origin: Origin) -> str:
    """What is known of any of them; what is known of none is named in a sentence."""
    blocks = [markdown.heading(1, title), *_groups(matrix, projects, origin)]
    blocks.append(markdown.paragraph(_("≠ marks a row whose known values differ.")))
    if unknown := [markdown.escaped(row.label) for row in matrix.unknown]:
        rows = listed(unknown)
        said = _("Nothing is recorded for any of them: %(rows)s.") % {"rows": rows}
        blocks.append(markdown.paragraph(said))
    if matrix.sources:
        blocks += [markdown.heading(2, _("Sources")), "\n".join(map(_source, matrix.sources))]
    return "\n\n".join(blocks) + "\n"


def _groups(matrix: Matrix, projects: Sequence[Project], origin: Origin) -> Iterator[str]:
    heads = [markdown.escaped(project.display_name) for project in projects]
    pages = [markdown.address(origin.base + project.get_absolute_url()) for project in projects]
    if projects:
        named = zip(heads, pages, strict=True)
        yield "\n".join(markdown.item(labelled(name, page)) for name, page in named)
    for group in matrix.shown:
        yield markdown.heading(2, group.label)
        yield _table(group, heads) or "\n".join(_items(group, heads))


def _table(group: Group, heads: Sequence[str]) -> str:
    """Empty if a line would be too wide."""
    rows = [[_label(row), *map(_cell, row.cells)] for row in group.rows]
    table = markdown.table([["", *heads], *rows])
    return table if markdown.width_of(table.partition("\n")[0]) <= markdown.WIDTH else ""


def _items(group: Group, heads: Sequence[str]) -> Iterator[str]:
    for row in group.rows:
        yield markdown.item(f"**{_label(row)}**")
        for head, cell in zip(heads, row.cells, strict=True):
            yield markdown.item(labelled(head, _cell(cell)), depth=1)


def _label(row: Row) -> str:
    return f"{'≠ ' if row.differs else ''}{markdown.escaped(row.label)}"


def _cell(cell: Cell) -> str:
    if not cell.is_known:
        return pgettext("value", "Unknown")
    said = [_value(cell), markdown.escaped(cell.note)]
    if cell.other:
        facts = _("The facts of the project say: %(value)s.") % {"value": cell.other.text}
        said.append(markdown.escaped(facts))
    mark = ""
    if cell.is_unverified:
        said.append(_("not verified"))
    elif cell.sources:
        mark = rf" \[{cell.numbers}\]"
    return " — ".join(filter(None, said)) + mark


def _value(cell: Cell) -> str:
    if not cell.items:
        return markdown.escaped(cell.text)
    return listed(map(_item, cell.items))


def _item(item: Item | Source) -> str:
    if isinstance(item, Source):
        return rf"\[{item.number}\]"
    is_elsewhere = not item.url.startswith("/")
    if item.url and is_elsewhere:
        return markdown.link(item.label, item.url) if item.label else markdown.address(item.url)
    return markdown.escaped(item.label)


def _source(source: Source) -> str:
    address = markdown.address(source.url) if source.url else ""
    said = " ".join(filter(None, [markdown.escaped(source.label), address]))
    return f"{source.number}. {markdown.paragraph(said, '   ')}"
