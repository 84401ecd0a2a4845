"""A list as Markdown: a heading that says what was asked for, and an item for each project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.browse import Browse, Entry, entries, license_label
from directory.markdown import plain
from directory.representations import Origin

from . import markdown
from .parts import parts_of


def as_markdown(
    browse: Browse, ids: Sequence[int], origin: Origin, page_url: str, next_url: str | None
) -> Iterator[str]:
    """These of the projects that were found; `page_url` shows them to people."""
    yield "\n\n".join(_head(browse, page_url)) + "\n"
    for part in parts_of(ids):
        yield "".join(f"\n{_item(e, origin)}\n" for e in entries(browse.catalogue, part))
    if next_url:
        yield f"\n{_('Next page')}{_colon()}{markdown.address(next_url)}\n"


def _head(browse: Browse, page_url: str) -> Iterator[str]:
    title = browse.catalogue.taxonomy.landscape.title or _("Landscape")
    yield markdown.heading(1, title)
    asked = browse.asked_in_words
    yield from (markdown.paragraph(markdown.escaped(said)) for said in asked)
    counted = ngettext(
        "%(count)d of %(total)d project", "%(count)d of %(total)d projects", browse.total
    )
    said = counted % {"count": browse.count, "total": browse.total}
    yield f"{said} · {markdown.address(page_url)}"


def _item(entry: Entry, origin: Origin) -> str:
    project = entry.project
    lines = [markdown.strong(project.display_name)]
    if project.summary:
        lines[0] += f"{_colon()}{markdown.escaped(plain(project.summary))}"
    lines.append(" · ".join(map(markdown.escaped, facts(entry))))
    if entry.successor and project.is_ended:
        lines.append(f"→ {markdown.escaped(entry.successor.display_name)}")
    lines.append(markdown.address(f"{origin.base}{project.get_absolute_url()}"))
    first, *rest = (markdown.paragraph(line, "  ") for line in lines)
    return "\n  ".join([f"- {first}", *rest])


def facts(entry: Entry) -> Iterator[str]:
    """What tells projects from one another at a glance, in few words."""
    project = entry.project
    yield entry.category.name
    yield str(project.get_status_display())
    if project.foundation:
        yield " ".join(filter(None, [_(project.foundation), _maturity(entry)]))
    if project.license:
        yield license_label(project.license)
    if project.languages:
        yield pgettext("list", ", ").join(project.languages)


def _maturity(entry: Entry) -> str:
    """Of a part of a project it is that project's."""
    project = entry.project
    return "" if project.foundation_via else str(project.get_maturity_display())


def _colon() -> str:
    return pgettext("between label and name", ": ")
