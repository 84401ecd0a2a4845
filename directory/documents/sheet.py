"""Everything that is public about a project, as Markdown: what its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.browse import Entry, date_in_words, license_label
from directory.models import CapabilityValue, Project, Relation
from directory.models.translated import column_language
from directory.representations import Origin
from directory.wording import labelled, listed

from . import markdown, prose

Page = Mapping[str, Any]
Part = Callable[[Page, Origin], Iterator[str]]


def as_markdown(page: Page, origin: Origin) -> str:
    """`page` is what the template of a project's page is given."""
    return "\n\n".join(_blocks(page, origin)) + "\n"


def withdrawn(page: Page, origin: Origin) -> str:
    """That a project was taken out, and why."""
    project: Project = page["project"]
    reason = project.withdrawn_reason or _("No reason was given.")
    blocks = [
        markdown.heading(1, project.display_name),
        _("This entry was withdrawn from the directory."),
        markdown.paragraph(markdown.escaped(reason)),
    ]
    if successor := page["successor"]:
        blocks.append(markdown.item(_fact(_("Successor"), _entry(successor, origin))))
    return "\n\n".join(blocks) + "\n"


def _blocks(page: Page, origin: Origin) -> Iterator[str]:
    project: Project = page["project"]
    yield markdown.heading(1, project.display_name)
    if project.summary:
        yield markdown.paragraph(prose.inline(project.summary))
    yield "\n".join(map(markdown.item, _facts(page, origin)))
    yield from prose.blocks(project.description)
    for title, part in _parts():
        if items := list(part(page, origin)):
            yield markdown.heading(2, title)
            yield "\n".join(items)
    yield markdown.paragraph(_last_changed(project, origin))


def _parts() -> list[tuple[str, Part]]:
    return [
        (_("Links"), _links),
        (_("Capabilities"), _capabilities),
        (_("Relations"), _relations),
        (_("Similar projects"), _similar),
        (_("Timeline"), _timeline),
        (_("Sources"), _sources),
    ]


# ---- facts


def _facts(page: Page, origin: Origin) -> Iterator[str]:
    entry: Entry = page["entry"]
    project: Project = page["project"]
    yield from _state(page, origin)
    category = f"{origin.base}{entry.category.get_absolute_url()}"
    yield _fact(_("Category"), markdown.link(entry.category.name, category))
    if project.organization:
        zh = project.organization_zh if column_language() == "zh" else ""
        organization = markdown.escaped(zh or project.organization)
        yield _said(project, "organization", _("Organization"), organization)
    yield _said(project, "license", _("License"), markdown.escaped(_license(project)))
    if project.languages:
        languages = markdown.escaped(listed(project.languages))
        yield _said(project, "languages", pgettext("programming", "Language"), languages)
    if project.started:
        yield _said(project, "started", _("Started"), date_in_words(project.started))
    if project.first_release:
        when = project.first_release_date and date_in_words(project.first_release_date)
        said = markdown.escaped(" ".join(filter(None, [project.first_release, when])))
        yield _said(project, "first_release", _("Oldest tag"), said)
    if entry.tags:
        tags = listed(tag.label for tag in entry.tags)
        yield _said(project, "tags", _("Tags"), markdown.escaped(tags))
    for stewardship in page["stewards"]:
        who = f"{stewardship.maintainer} ({stewardship.get_role_display()})"
        yield _fact(_("Kept by"), markdown.escaped(who))


def _state(page: Page, origin: Origin) -> Iterator[str]:
    """Whether it is alive, and what shows it."""
    project: Project = page["project"]
    status = str(project.get_status_display())
    if project.status_since:
        since = _("since %(date)s") % {"date": date_in_words(project.status_since)}
        status += f" {since}"
    yield _said(project, "status", _("Status"), markdown.escaped(status))
    if page["entry"].successor and project.status != Project.Status.ACTIVE:
        yield _fact(_("Successor"), _project(page["entry"].successor, origin))
    if project.last_activity:
        when = date_in_words(project.last_activity)
        yield _said(project, "last_activity", _("Last activity"), when)
    if project.foundation:
        yield _said(project, "foundation", _("Foundation"), markdown.escaped(_foundation(project)))


def _license(project: Project) -> str:
    if project.license:
        return license_label(project.license)
    return pgettext("license", "Unknown")


def _foundation(project: Project) -> str:
    if project.foundation_via:
        said = _("%(foundation)s (part of %(whole)s)")
        return said % {"foundation": _(project.foundation), "whole": project.foundation_via}
    maturity = str(project.get_maturity_display())
    separator = pgettext("foundation and maturity", ", ")
    return separator.join(filter(None, [_(project.foundation), maturity]))


def _said(project: Project, fact: str, label: str, value: str) -> str:
    """A fact with its note, and whether no source confirms it."""
    note = getattr(project, f"{fact}_note", "")
    mark = _("not verified") if fact in project.unverified else ""
    return _fact(label, value, *(markdown.escaped(said) for said in (note, mark) if said))


def _fact(label: str, *said: str) -> str:
    """Marked texts behind what they are about."""
    return labelled(markdown.strong(label), _dashed(*said))


def _dashed(*said: str) -> str:
    return " — ".join(filter(None, said))


# ---- parts


def _links(page: Page, origin: Origin) -> Iterator[str]:
    for link in page["links"]:
        kind = str(link.get_kind_display())
        if link.former:
            kind = _("%(kind)s, former") % {"kind": kind}
        yield markdown.item(
            _fact(kind, _dashed(markdown.escaped(link.text), markdown.address(link.url)))
        )


def _capabilities(page: Page, origin: Origin) -> Iterator[str]:
    groups = groupby(page["capabilities"], key=lambda cell: cell.capability.group)
    for number, (group, cells) in enumerate(groups):
        yield "\n" * bool(number) + markdown.heading(3, group.label) + "\n"
        yield from (markdown.item(_capability(cell)) for cell in cells)


def _capability(cell: CapabilityValue) -> str:
    source = f"{markdown.address(cell.source_url)} {date_in_words(str(cell.verified))}"
    said = [markdown.escaped(cell.display), markdown.escaped(cell.note), source]
    return _fact(cell.capability.label, *said)


def _relations(page: Page, origin: Origin) -> Iterator[str]:
    for items in page["related"].values():
        for item in items:
            for phrase, relation in item.relations:
                other = _entry(item.entry, origin)
                yield markdown.item(_fact(phrase, other, *_about(relation)))


def _about(relation: Relation) -> Iterator[str]:
    if relation.since:
        yield date_in_words(relation.since)
    yield markdown.escaped(relation.note)
    if relation.evidence:
        yield _("Source: ") + markdown.link(relation.evidence, relation.evidence_url)


def _similar(page: Page, origin: Origin) -> Iterator[str]:
    return (markdown.item(_entry(entry, origin)) for entry, _shared in page["similar"])


def _timeline(page: Page, origin: Origin) -> Iterator[str]:
    for date, event in page["timeline"]:
        yield markdown.item(_fact(date_in_words(date), markdown.escaped(event)))


def _sources(page: Page, origin: Origin) -> Iterator[str]:
    shown = column_language()
    for number, source in enumerate(page["project"].sources, 1):
        said = source.get(shown) or source.get("en") or source.get("zh", "")
        address = markdown.address(source["url"]) if source.get("url") else ""
        text = markdown.paragraph(_dashed(markdown.escaped(said), address), "   ")
        yield f"{number}. {text}"


def _entry(entry: Entry, origin: Origin) -> str:
    return _project(entry.project, origin)


def _project(project: Project, origin: Origin) -> str:
    """A link, with the status of what is not simply active."""
    linked = markdown.link(project.display_name, f"{origin.base}{project.get_absolute_url()}")
    return f"{linked} ({project.get_status_display()})"


def _last_changed(project: Project, origin: Origin) -> str:
    page = f"{origin.base}{project.get_absolute_url()}"
    history = f"{origin.base}{reverse('directory:project_history', args=[project.slug])}"
    day = date_in_words(timezone.localtime(project.modified).strftime("%Y-%m-%d"))
    changed = _("Entry last changed %(date)s") % {"date": day}
    return f"{changed} · {markdown.address(page)} · {markdown.link(_('History'), history)}"
