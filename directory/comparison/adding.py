"""Which project somebody means who types a name."""

from __future__ import annotations

from django.http import QueryDict
from pyroaring import BitMap

from directory import text
from directory.browse import Browse
from directory.catalogue import Catalogue
from directory.models import Project

from .question import Question

OFFERED = 12
# What has one of these is what its name means today, as far as is known.
CURRENT = (Project.Status.ACTIVE, Project.Status.UNKNOWN)


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
    """Projects that may be meant by what is to be added, one if there is no doubt, else nearest
    spellings."""
    if project := called(question.add, question.catalogue):
        return [project, *_likelier(project, question)]
    projects = offered(_searching(question.add), question.catalogue)
    return projects or list(question.near(question.add))


def _searching(name: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["q"] = name
    return query


def _likelier(called: Project, question: Question) -> list[Project]:
    """Projects whose names begin with what was typed, if the one that is called so is not active
    or has a successor: who types “Linkerd” today may mean Linkerd 2."""
    catalogue = question.catalogue
    if called.status in CURRENT and called.pk not in catalogue.successors:
        return []
    names, typed = catalogue.keys["name"], text.fold(question.add)
    others = catalogue.published - BitMap([called.pk, *question.ids])
    ids = sorted((i for i in others if names[i].startswith(typed)), key=lambda i: names[i])
    found = Project.objects.for_cards().in_bulk(ids[:OFFERED])
    return [found[i] for i in ids if i in found]
