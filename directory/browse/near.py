"""Projects that may be meant where none has the slug that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from directory import text
from directory.catalogue import Catalogue
from directory.filters import printable
from directory.models import Project
from directory.services import spelling

NEAR = 3
# Of what was asked for; a name has fewer.
WORDS = 8


def near(catalogue: Catalogue, name: str) -> Sequence[Project]:
    """Published projects whose names are spelled much like this one, nearest first."""
    words = text.fold(name[: text.SLUG_LENGTH].replace("-", " ")).split()
    names = catalogue.orders["name"].keys
    perhaps = {i: names[i] for i in sorted(_perhaps_meant(catalogue, words))}
    ids = spelling.most_alike(" ".join(words), perhaps, NEAR)
    found = Project.objects.for_cards().in_bulk(ids)
    return [found[i] for i in ids if i in found]


def _perhaps_meant(catalogue: Catalogue, words: Sequence[str]) -> set[int]:
    """Of many names the few that are worth a closer look: those with nearly the same letters, and
    those that are, or begin with, a word or the first words of what was asked for."""
    order, published = catalogue.orders["name"], catalogue.published
    alike = spelling.perhaps_alike(" ".join(words), order.keys)
    found = {i for i in alike if i in published}
    some = words[:WORDS]
    for part in {*some, *(" ".join(some[:end]) for end in range(2, len(some) + 1))}:
        found.update(order.after(published, (part, 0), NEAR))
    return found


def no_project(slug: str, meant: Sequence[Project]) -> str:
    if not meant:
        return _("There is no project “%(slug)s” here.") % {"slug": printable(slug)}
    return _("There is no project “%(slug)s” here. Near to it: %(near)s.") % {
        "slug": printable(slug),
        "near": ", ".join(project.slug for project in meant),
    }
