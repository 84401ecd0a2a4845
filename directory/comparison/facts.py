"""What the list says of every project, as rows of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory import markdown
from directory.browse import date_in_words
from directory.models import Link, Project
from directory.models.translated import Localized
from directory.wording import listed

from .rows import DATE, SET, TEXT, UNKNOWN, VALUE, Cell, Group, Item, Row, Source
from .subjects import Subject

# Kinds of links that have a row of their own.
ADDRESSES = (
    Link.Kind.HOMEPAGE,
    Link.Kind.REPOSITORY,
    Link.Kind.DOCUMENTATION,
    Link.Kind.DOWNLOAD,
    Link.Kind.BLOG,
    Link.Kind.CHAT,
)


def facts(subjects: Sequence[Subject]) -> list[Group]:
    """Facts that are known of one of the projects at least."""
    return [
        _group("brief", _("In brief"), _in_brief(subjects)),
        _group("facts", _("Facts"), _facts(subjects)),
    ]


def repeated(subjects: Sequence[Subject]) -> list[Row]:
    """The facts that a capability may repeat."""
    return [
        _row("license", _("License"), VALUE, subjects, _license),
        _row("maturity", _("Maturity"), VALUE, subjects, _cncf_maturity),
    ]


def links(subjects: Sequence[Subject]) -> Group:
    """Where each project is found, and where its facts are from."""
    return _group("links", _("Links and sources"), _links(subjects))


def _group(slug: str, label: str, rows: Sequence[Row]) -> Group:
    return Group(slug, label, [row for row in rows if row.is_known])


def _row(
    slug: str,
    label: str,
    kind: str,
    subjects: Sequence[Subject],
    cell: Callable[[Subject], Cell],
    *,
    is_compared: bool = True,
) -> Row:
    cells = [
        subject.read(slug, known) if (known := cell(subject)).is_known else UNKNOWN
        for subject in subjects
    ]
    return Row(slug, label, kind, cells, is_compared=is_compared)


def _own_row(
    slug: str,
    label: str,
    kind: str,
    subjects: Sequence[Subject],
    cell: Callable[[Subject], Cell],
    **more: Any,
) -> Row:
    """What this list itself says or does, which has no source."""
    return Row(slug, label, kind, [cell(subject) for subject in subjects], **more)


def _in_brief(subjects: Sequence[Subject]) -> list[Row]:
    return [
        _row("summary", _("What it is"), TEXT, subjects, _summary, is_compared=False),
        _row("status", _("Status"), VALUE, subjects, _status),
        _row("status_since", _("Status since"), DATE, subjects, _status_since),
        _row("last_activity", _("Last activity"), DATE, subjects, _last_activity),
        _row("started", _("Started"), DATE, subjects, _started),
    ]


def _facts(subjects: Sequence[Subject]) -> list[Row]:
    own = _("The list’s own classification.")
    return [
        _own_row("category", _("Category"), VALUE, subjects, _category, explanation=own),
        _row("license", _("License"), VALUE, subjects, _license),
        _row("languages", pgettext("programming", "Language"), SET, subjects, _languages),
        _row("organization", _("Organization"), VALUE, subjects, _organization),
        _row("foundation", _("Foundation"), VALUE, subjects, _foundation),
        _row("maturity", _("Maturity"), VALUE, subjects, _maturity),
        _row("first_release", _("Oldest tag"), DATE, subjects, _oldest_tag, is_compared=False),
        _own_row("tags", _("Tags"), SET, subjects, _tags, explanation=own),
    ]


def _links(subjects: Sequence[Subject]) -> list[Row]:
    by_kind = [
        _row(kind.value, str(kind.label), SET, subjects, _addresses(kind), is_compared=False)
        for kind in ADDRESSES
    ]
    return [
        *by_kind,
        _own_row("sources", _("Sources of the facts"), SET, subjects, _sources, is_compared=False),
        _own_row("facts_as_of", _("Facts as of"), DATE, subjects, _facts_as_of, is_compared=False),
        _own_row("modified", _("Entry changed"), DATE, subjects, _modified, is_compared=False),
    ]


def _summary(subject: Subject) -> Cell:
    summary = subject.project.summary
    if not summary:
        return UNKNOWN
    shown = Localized(
        markdown.plain(summary), "en" if summary.lang == "en" else "zh", summary.borrowed
    )
    return Cell({"zh": subject.project.summary_zh, "en": subject.project.summary_en}, shown)


def _status(subject: Subject) -> Cell:
    project = subject.project
    if project.status == Project.Status.UNKNOWN:
        return UNKNOWN
    label, mark = project.get_status_display(), f"status {project.status}"
    return Cell(project.status, label, note=project.status_note, mark=mark)


def _date(value: str, note: str = "") -> Cell:
    return Cell(value, value, note=note) if value else UNKNOWN


def _status_since(subject: Subject) -> Cell:
    return _date(subject.project.status_since)


def _last_activity(subject: Subject) -> Cell:
    return _date(subject.project.last_activity, subject.project.last_activity_note)


def _started(subject: Subject) -> Cell:
    return _date(subject.project.started, subject.project.started_note)


def _facts_as_of(subject: Subject) -> Cell:
    return _date(subject.as_of.isoformat() if subject.as_of else "")


def _modified(subject: Subject) -> Cell:
    return _date(localtime(subject.project.modified).strftime("%Y-%m-%d"))


def _category(subject: Subject) -> Cell:
    category = subject.entry.category
    item = Item(category.name, category.get_absolute_url())
    return replace(subject.of_facet("category", category.slug), items=[item])


def _license(subject: Subject) -> Cell:
    return subject.of_facet("license", subject.project.license)


def _languages(subject: Subject) -> Cell:
    languages = subject.project.languages
    return Cell(languages, listed(languages)) if languages else UNKNOWN


def _organization(subject: Subject) -> Cell:
    cell = subject.of_facet("organization", subject.project.organization)
    return replace(cell, note=subject.project.organization_note)


def _foundation(subject: Subject) -> Cell:
    cell = subject.of_facet("foundation", subject.project.foundation)
    whole = subject.project.foundation_via
    return replace(cell, note=_("part of %(whole)s") % {"whole": whole} if whole else "")


def _maturity(subject: Subject) -> Cell:
    cell = subject.of_facet("maturity", subject.project.maturity)
    return replace(cell, note=listed(_steps(subject.project)))


def _cncf_maturity(subject: Subject) -> Cell:
    return _maturity(subject) if subject.project.foundation == "CNCF" else UNKNOWN


def _steps(project: Project) -> Iterator[str]:
    """A project's way through its foundation; the dates of a part are those of the whole."""
    dates = {} if project.foundation_via else project.foundation_dates
    for step, date in sorted(dates.items(), key=itemgetter(1)):
        if label := Project.FOUNDATION_STEPS.get(step):
            yield _("%(step)s %(date)s") % {"step": label, "date": date_in_words(date)}


def _oldest_tag(subject: Subject) -> Cell:
    return _date(subject.project.first_release_date, subject.project.first_release)


def _tags(subject: Subject) -> Cell:
    tags = subject.entry.tags
    if not tags:
        return UNKNOWN
    items = [Item(tag.label, reverse("directory:tag", args=[tag.slug])) for tag in tags]
    return _itemized([tag.slug for tag in tags], items)


def _addresses(kind: str) -> Callable[[Subject], Cell]:
    def cell(subject: Subject) -> Cell:
        urls = [a.url for a in subject.addresses if a.kind == kind and not a.former]
        return Cell(urls, listed(urls), [Item("", url) for url in urls]) if urls else UNKNOWN

    return cell


def _sources(subject: Subject) -> Cell:
    sources = subject.sources
    if not sources:
        return UNKNOWN
    return _itemized([source.url or source.label for source in sources], sources)


def _itemized(data: list[str], items: Sequence[Item | Source]) -> Cell:
    return Cell(data, listed(item.label for item in items), items)
