"""The project as it would be, and who decides on it."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

from directory.browse import Entry
from directory.catalogue import Catalogue
from directory.formats.own import fields as own
from directory.formats.records import Fields
from directory.models import Category, Maintainer, Project, Suggestion
from directory.models.translated import column_language
from directory.services.exchange.shapes import Mistake
from directory.services.suggestions import routing
from directory.services.suggestions.words import Told, Words, field_name
from directory.wording import labelled

from .sheet import Sheet


class Preview(NamedTuple):
    """`entry` is nothing while too little is known of a new project; `problems` are what stands in
    the way so far."""

    entry: Entry | None
    changes: list[Told]
    category: Category | None
    reviewers: list[Maintainer]
    problems: list[str]


def preview(sheet: Sheet) -> Preview:
    """Of how things are, where nothing was typed or mistakes stand in the way."""
    catalogue, project = sheet.catalogue, sheet.project
    examined = sheet.looked_at if sheet.data is not None else None
    after = (examined and examined.after) or sheet.present
    category = catalogue.taxonomy.category_by_slug.get(after.get("category", ""))
    suggestion = Suggestion(kind=sheet.asked.kind, project=project)
    if project is None:
        suggestion.category = category
    return Preview(
        _entry(project, after, category, catalogue),
        Words(sheet.subject.taken).told(examined.changes) if examined else [],
        catalogue.taxonomy.category_of(project) if project else category,
        routing.reviewers_of(suggestion) if project or category else [],
        [_in_words(mistake) for mistake in examined.mistakes] if examined else [],
    )


def _in_words(mistake: Mistake) -> str:
    if mistake.field not in own.PROJECT.fields:
        return mistake.beside_a_label
    return labelled(field_name(mistake.field), mistake.beside_a_label)


def _entry(
    project: Project | None, after: Fields, category: Category | None, catalogue: Catalogue
) -> Entry | None:
    if not (category and after.get("name")):
        return None
    shown = _as_it_would_be(project, after)
    tags = [t for slug in after["tags"] if (t := catalogue.taxonomy.tag_by_slug.get(slug))]
    letter = catalogue.taxonomy.letter(category)
    monogram = catalogue.monograms.of(shown.pk or 0, shown.display_name, column_language())
    return Entry(shown, category, letter, monogram, tags, None)


def _as_it_would_be(project: Project | None, after: Fields) -> Project:
    """Never saved."""
    shown = copy(project) if project else Project()
    for field in Project._meta.concrete_fields:
        if field.name in after and not field.is_relation:
            setattr(shown, field.name, after[field.name])
    return shown
