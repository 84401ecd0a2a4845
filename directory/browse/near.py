"""Projects that may be meant where none has the slug that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from directory.catalogue import Catalogue
from directory.filters import printable
from directory.models import Project
from directory.services import spelling

NEAR = 3


def near(catalogue: Catalogue, name: str) -> Sequence[Project]:
    """Published projects whose names are spelled much like this one, nearest first."""
    names = catalogue.orders["name"].keys
    known = {i: names[i] for i in catalogue.published}
    ids = spelling.most_alike(name.replace("-", " "), known, NEAR)
    found = Project.objects.for_cards().in_bulk(ids)
    return [found[i] for i in ids if i in found]


def no_project(slug: str, meant: Sequence[Project]) -> str:
    if not meant:
        return _("There is no project “%(slug)s” here.") % {"slug": printable(slug)}
    return _("There is no project “%(slug)s” here. Near to it: %(near)s.") % {
        "slug": printable(slug),
        "near": ", ".join(project.slug for project in meant),
    }
