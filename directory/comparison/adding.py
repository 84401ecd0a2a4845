"""Which project somebody means who types a name."""

from __future__ import annotations

from django.http import QueryDict

from directory import text
from directory.browse import Browse
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


def meant(question: Question) -> list[Project]:
    """Projects that may be meant by what is to be added, one if there is no doubt, else nearest
    spellings."""
    slug = question.add.lower()
    found = Project.objects.by_any_slug([slug])
    if slug in found and found[slug].pk in question.catalogue.published:
        return [Project.objects.for_cards().get(pk=found[slug].pk)]
    query = QueryDict(mutable=True)
    query["q"] = question.add
    projects = offered(query, question.catalogue)
    wanted = text.key(question.add)
    exact = [p for p in projects if wanted in {text.key(p.name), text.key(p.name_zh)}]
    return exact if len(exact) == 1 else projects or list(question.near(question.add))
