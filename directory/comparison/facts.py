"""What the list says of every project, as rows of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory import markdown
from directory.browse import Entry, date_in_words, facet_label
from directory.catalogue import Catalogue
from directory.models import Link, Project
from directory.models.translated import Localized, column_language

from .rows import DATE, SET, TEXT, UNKNOWN, VALUE, Cell, Group, Item, Row

# Kinds of links that have a row of their own.
ADDRESSES = (
    Link.Kind.HOMEPAGE,
    Link.Kind.REPOSITORY,
    Link.Kind.DOCUMENTATION,
    Link.Kind.DOWNLOAD,
    Link.Kind.BLOG,
    Link.Kind.CHAT,
)


class Subject(NamedTuple):
    """A project with all that its facts are read from."""

    entry: Entry
    addresses: Sequence[Link]
    catalogue: Catalogue

    @property
    def project(self) -> Project:
        return self.entry.project

    def of_facet(self, facet: str, value: str) -> Cell:
        """A value that the list can be filtered by, in the words that the filter has for it."""
        if not value:
            return UNKNOWN
        return Cell(value, facet_label(self.catalogue, facet, value))


def subjects_of(catalogue: Catalogue, entries: Sequence[Entry]) -> list[Subject]:
    addresses: dict[int, list[Link]] = {entry.project.pk: [] for entry in entries}
    for address in Link.objects.of_projects(list(addresses)):
        addresses[address.project_id].append(address)
    return [Subject(entry, addresses[entry.project.pk], catalogue) for entry in entries]


def facts(subjects: Sequence[Subject]) -> list[Group]:
    """Facts that are known of one of the projects at least."""
    return [
        _group("brief", _("In brief"), _in_brief(subjects)),
        _group("facts", _("Facts"), _facts(subjects)),
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
    """`slug` is also the name by which editors mark a fact as not verified."""
    cells = [
        replace(known, is_unverified=slug in subject.project.unverified)
        if (known := cell(subject)).is_known
        else UNKNOWN
        for subject in subjects
    ]
    return Row(slug, label, kind, cells, is_compared=is_compared)


def _in_brief(subjects: Sequence[Subject]) -> list[Row]:
    return [
        _row("summary", _("What it is"), TEXT, subjects, _summary, is_compared=False),
        _row("status", _("Status"), VALUE, subjects, _status),
        _row("status_since", _("Status since"), DATE, subjects, _status_since),
        _row("last_activity", _("Last activity"), DATE, subjects, _last_activity),
        _row("started", _("Started"), DATE, subjects, _started),
    ]


def _facts(subjects: Sequence[Subject]) -> list[Row]:
    return [
        _row("category", _("Category"), VALUE, subjects, _category),
        _row("license", _("License"), VALUE, subjects, _license),
        _row("languages", pgettext("programming", "Language"), SET, subjects, _languages),
        _row("organization", _("Organization"), VALUE, subjects, _organization),
        _row("foundation", _("Foundation"), VALUE, subjects, _foundation),
        _row("maturity", _("Maturity"), VALUE, subjects, _maturity),
        _row("first_release", _("Oldest tag"), DATE, subjects, _oldest_tag, is_compared=False),
        _row("tags", _("Tags"), SET, subjects, _tags),
    ]


def _links(subjects: Sequence[Subject]) -> list[Row]:
    by_kind = [
        _row(kind.value, str(kind.label), SET, subjects, _addresses(kind), is_compared=False)
        for kind in ADDRESSES
    ]
    return [
        *by_kind,
        _row("sources", _("Sources of the facts"), SET, subjects, _sources, is_compared=False),
        _row("facts_as_of", _("Facts as of"), DATE, subjects, _facts_as_of, is_compared=False),
        _row("modified", _("Entry changed"), DATE, subjects, _modified, is_compared=False),
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
    day = subject.catalogue.taxonomy.landscape.facts_as_of
    return _date(day.isoformat() if day else "")


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
    return Cell(languages, _listed(languages)) if languages else UNKNOWN


def _organization(subject: Subject) -> Cell:
    cell = subject.of_facet("organization", subject.project.organization)
    return replace(cell, note=subject.project.organization_note)


def _foundation(subject: Subject) -> Cell:
    cell = subject.of_facet("foundation", subject.project.foundation)
    whole = subject.project.foundation_via
    return replace(cell, note=_("part of %(whole)s") % {"whole": whole} if whole else "")


def _maturity(subject: Subject) -> Cell:
    cell = subject.of_facet("maturity", subject.project.maturity)
    return replace(cell, note=_listed(list(_steps(subject.project))))


def _steps(project: Project) -> Iterator[str]:
    """A project's way through its foundation; the dates of a part are those of the whole."""
    labels = {"accepted": _("Accepted"), **dict(Project.Maturity.choices)}
    dates = {} if project.foundation_via else project.foundation_dates
    for step, date in sorted(dates.items(), key=itemgetter(1)):
        if step in labels:
            yield _("%(step)s %(date)s") % {"step": labels[step], "date": date_in_words(date)}


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
        return Cell(urls, _listed(urls), [Item("", url) for url in urls]) if urls else UNKNOWN

    return cell


def _sources(subject: Subject) -> Cell:
    sources = subject.project.sources
    if not sources:
        return UNKNOWN
    shown = column_language()
    other = "en" if shown == "zh" else "zh"
    items = [
        Item(source.get(shown) or source.get(other, ""), source.get("url") or "")
        for source in sources
    ]
    return _itemized([item.url or item.label for item in items], items)


def _itemized(data: list[str], items: Sequence[Item]) -> Cell:
    return Cell(data, _listed([item.label for item in items]), items)


def _listed(words: Sequence[str]) -> str:
    return pgettext("list", ", ").join(words)
