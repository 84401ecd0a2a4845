"""Which project somebody means who types a name."""

from __future__ import annotations

from django.http import QueryDict

from directory import text
from directory.browse import Browse, near
from directory.catalogue import Catalogue
from directory.models import Project

from .question import Question

OFFERED = 12


def offered(query: QueryDict, catalogue: Catalogue) -> list[Project]:
    """The first projects that the list finds for its query string; none for a wrong one."""
    browse = Browse(query, catalogue, "")
    ids = browse.page_ids[:OFFERED] if browse.is_valid and browse.q else []
    found = Project.objects.for_cards().published().in_bulk(ids)
    return [found[i] for i in ids if i in found]


def called(name: str, catalogue: Catalogue) -> Project | None:
    """The published project that has or had this slug, or is the only one of this name."""
    slug = name.lower()
    found = Project.objects.by_any_slug([slug])
    if slug in found and found[slug].pk in catalogue.published:
        return Project.objects.for_cards().get(pk=found[slug].pk)
    wanted = text.key(name)
    projects = offered(_searching(name), catalogue)
    exact = [p for p in projects if wanted in {text.key(p.name), text.key(p.name_zh)}]
    return exact[0] if len(exact) == 1 else None


def meant(question: Question) -> list[Project]:
    """The project that is called exactly so; without one, those that may be meant."""
    if project := called(question.add, question.catalogue):
        return [project]
    projects = offered(_searching(question.add), question.catalogue)
    return projects or list(near(question.catalogue, question.add))


def _searching(name: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["q"] = name
    return query
