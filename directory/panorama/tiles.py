"""What is on a tile."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from directory.catalogue import Catalogue
from directory.models import Category, Project
from directory.models.translated import column_language

from .model import Tile

RANKS: dict[str, str] = {
    Project.Maturity.GRADUATED: gettext_noop("%(foundation)s graduated"),
    Project.Maturity.TOP_LEVEL: gettext_noop("%(foundation)s top-level"),
}
SHORT = {"Apache Software Foundation": "Apache", "Cloud Native Computing Foundation": "CNCF"}


def tiles(catalogue: Catalogue, ids: Iterable[int]) -> dict[int, Tile]:
    """The tiles of these published projects, in the language on display, in one query."""
    wanted = list(ids)
    successors = {s for i in wanted if (s := catalogue.successors.get(i)) is not None}
    found = Project.objects.for_tiles().published().among({*wanted, *successors}).in_bulk()
    return {i: _tile(catalogue, found[i], found) for i in wanted if i in found}


def _tile(catalogue: Catalogue, project: Project, found: dict[int, Project]) -> Tile:
    category = catalogue.taxonomy.category_of(project)
    successor = found.get(catalogue.successors.get(project.pk, 0))
    active = project.status == Project.Status.ACTIVE
    return Tile(
        id=project.pk,
        slug=project.slug,
        name=project.display_name,
        monogram=catalogue.monograms.of(project.pk, project.display_name, column_language()),
        logo=getattr(project, "logo", None),
        hue=_root(category).hue,
        ended=project.is_ended,
        status=project.status,
        status_label="" if active else str(project.get_status_display()),
        rank=_rank(project),
        successor=successor.display_name if successor and not active else "",
        url=project.get_absolute_url(),
    )


def _root(category: Category) -> Category:
    return category.parent or category


def _rank(project: Project) -> str:
    if project.maturity not in RANKS or project.is_ended or project.foundation_via:
        return ""
    foundation = SHORT.get(project.foundation) or _(project.foundation)
    return _(RANKS[project.maturity]) % {"foundation": foundation}
