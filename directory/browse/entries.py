"""Projects as cards, rows and pages show them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from directory.catalogue import Catalogue
from directory.models import Category, Project
from directory.models.translated import column_language
from directory.querysets import ProjectQuerySet


class Entry(NamedTuple):
    """A project with what the catalogue knows of it."""

    project: Project
    category: Category
    letter: str
    monogram: str
    tags: list[Any]
    successor: Project | None

    @property
    def hue(self) -> int:
        return (self.category.parent or self.category).hue


def entries(
    catalogue: Catalogue, ids: Sequence[int], rows: ProjectQuerySet | None = None
) -> list[Entry]:
    """The published projects of these ids, in their order, in one query; `rows` says which columns
    are read where a card's are not enough."""
    successors = {i: s for i in ids if (s := catalogue.successors.get(i)) is not None}
    rows = Project.objects.for_cards() if rows is None else rows
    found = rows.published().in_bulk({*ids, *successors.values()})
    tags = catalogue.tags_of(ids)
    return [
        _entry(catalogue, found[i], tags[i], found.get(successors.get(i, 0)))
        for i in ids
        if i in found
    ]


def _entry(
    catalogue: Catalogue, project: Project, tags: list[Any], successor: Project | None
) -> Entry:
    category = catalogue.taxonomy.category_of(project)
    letter = catalogue.taxonomy.letter(category)
    monogram = catalogue.monograms.of(project.pk, project.display_name, column_language())
    return Entry(project, category, letter, monogram, tags, successor)
