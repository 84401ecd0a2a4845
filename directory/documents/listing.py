"""A list as Markdown: a heading that says what was asked for, and an item for each project."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.browse import Entry, entries, license_label
from directory.markdown import plain
from directory.representations import Origin
from directory.wording import labelled, listed

from . import markdown
from .asked import Taking
from .parts import parts_of


def as_markdown(asked: Taking, origin: Origin) -> Iterator[str]:
    yield "\n\n".join(_head(asked, origin)) + "\n"
    for part in parts_of(asked.taken):
        yield "".join(f"\n{_item(e, origin)}\n" for e in entries(asked.catalogue, part))
    if following := asked.following_url:
        address = markdown.address(origin.base + following)
        yield f"\n{labelled(_('Next'), address)}\n"


def _head(asked: Taking, origin: Origin) -> Iterator[str]:
    title = asked.catalogue.taxonomy.landscape.title or _("Landscape")
    yield markdown.heading(1, title)
    for said in asked.asked_in_words:
        yield markdown.paragraph(markdown.escaped(said))
    counted = ngettext(
        "%(count)d of %(total)d project", "%(count)d of %(total)d projects", asked.total
    )
    said = counted % {"count": asked.count, "total": asked.total}
    yield f"{said} · {markdown.address(origin.base + asked.people_url)}"


def _item(entry: Entry, origin: Origin) -> str:
    project = entry.project
    name = markdown.strong(project.display_name)
    summary = markdown.escaped(plain(project.summary))
    lines = [labelled(name, summary) if summary else name]
    lines.append(" · ".join(map(markdown.escaped, _facts(entry))))
    if entry.successor and project.is_ended:
        lines.append(f"→ {markdown.escaped(entry.successor.display_name)}")
    lines.append(markdown.address(f"{origin.base}{project.get_absolute_url()}"))
    first, *rest = (markdown.paragraph(line, "  ") for line in lines)
    return "\n  ".join([f"- {first}", *rest])


def _facts(entry: Entry) -> Iterator[str]:
    """What tells projects from one another at a glance, in few words."""
    project = entry.project
    yield entry.category.name
    yield str(project.get_status_display())
    if project.foundation:
        yield " ".join(filter(None, [_(project.foundation), _maturity(entry)]))
    if project.license:
        yield license_label(project.license)
    if project.languages:
        yield listed(project.languages)


def _maturity(entry: Entry) -> str:
    """Of a part of a project it is that project's."""
    project = entry.project
    return "" if project.foundation_via else str(project.get_maturity_display())
