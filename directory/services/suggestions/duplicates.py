"""What may be the same project as one that somebody is about to suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from directory import search, text
from directory.addresses import spellings
from directory.models import Link, OldSlug, Project, Suggestion
from directory.querysets import ProjectQuerySet

# In percent of letters, of the shorter name: Istio and Isto, Envoy and Envoy Gateway.
ALIKE = 80
EXACT = 100
FOUND_BY_NAME = 20
TELLING = 2_000
SUGGESTED = 5
# A form has fewer; who sends more looks for something else.
MOST_URLS = 10


class Why(TextChoices):
    """Nearest first."""

    ADDRESS = "address", _("has this address")
    FORMER_ADDRESS = "former-address", _("once had this address")
    NAME = "name", _("is called so")
    FORMER_NAME = "former-name", _("was once called so here")
    SUGGESTED = "suggested", _("is suggested already and waits for review")
    SPELLING = "spelling", _("is called almost so")


class Alike(NamedTuple):
    """A project that is listed, or one that is only suggested by now."""

    why: Why
    nearness: float
    project: Project | None = None
    suggestion: Suggestion | None = None


def alike(
    name: str, urls: Iterable[str] = (), limit: int = 5, among: ProjectQuerySet | None = None
) -> list[Alike]:
    """Nearest first. Drafts are found only among projects that are handed in."""
    name = _storable(name)[: text.SLUG_LENGTH]
    addresses = [_storable(url) for url in list(urls)[:MOST_URLS] if "." in url]
    spelled = {spelling for url in addresses for spelling in spellings(url)}
    projects = Project.objects.known() if among is None else among
    found = [*_listed(name, spelled, projects), *_suggested(name, spelled)]
    order = list(Why)
    found.sort(key=lambda each: (order.index(each.why), -each.nearness))
    return found[:limit]


def _listed(name: str, spelled: set[str], projects: ProjectQuerySet) -> Iterator[Alike]:
    slug = text.slugify(name)
    known_by = _known_by(slug, spelled)
    for project in projects.perhaps_called(slug, [*known_by, *_found(name)]):
        nearness = _nearness(name, project)
        reasons = [known_by.get(project.pk), _by_name(nearness)]
        if why := min(filter(None, reasons), key=list(Why).index, default=None):
            yield Alike(why, nearness, project)


def _found(name: str) -> list[int]:
    """The first that the search finds, unless the words are those of a whole subject."""
    phrases = text.phrases(name)
    if not phrases or len(search.match(phrases).ids) > TELLING:
        return []
    return search.rank(phrases, text.key(name))[:FOUND_BY_NAME]


def _known_by(slug: str, spelled: set[str]) -> dict[int, Why]:
    """Projects by their addresses, elsewhere and here."""
    found = dict.fromkeys(OldSlug.objects.owners_of([slug]).values(), Why.FORMER_NAME)
    for pk, former in Link.objects.spelled(spelled):
        if found.get(pk) != Why.ADDRESS:
            found[pk] = Why.FORMER_ADDRESS if former else Why.ADDRESS
    return found


def _by_name(nearness: float) -> Why | None:
    if nearness == EXACT:
        return Why.NAME
    return Why.SPELLING if nearness >= ALIKE else None


def _nearness(typed: str, project: Project) -> float:
    names = [name for name in (project.name, project.name_zh) if name]
    key = text.key(typed)
    if not key:
        return 0
    if text.same_name(typed) in map(text.same_name, names):
        return EXACT
    return max(fuzz.token_set_ratio(key, text.key(name)) for name in names) - 1


def _suggested(name: str, spelled: set[str]) -> Iterator[Alike]:
    for suggestion in Suggestion.objects.of_new_projects().called_or_at(name, spelled)[:SUGGESTED]:
        yield Alike(Why.SUGGESTED, EXACT, suggestion=suggestion)


def _storable(typed: str) -> str:
    """Without characters that no database keeps."""
    return typed.encode(errors="ignore").decode().replace("\0", "")
