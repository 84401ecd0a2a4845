"""Whose turn it is: the stewards of the project, else of its category, else of the whole list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from directory.models import Category, Maintainer, Project, Stewardship, Suggestion
from directory.querysets import SuggestionQuerySet
from directory.services.permissions import stewardships_over


def target_of(suggestion: Suggestion) -> Project | Category | None:
    """Over what one must have a right to decide; None is the whole list."""
    return suggestion.project or suggestion.category


def reviewers_of(suggestion: Suggestion) -> list[Maintainer]:
    """To whom it is assigned, or the nearest stewards of what it is about."""
    if suggestion.assignee:
        return [suggestion.assignee]
    return nearest_stewards(target_of(suggestion))


def nearest_stewards(target: Project | Category | None) -> list[Maintainer]:
    """Nearest first. Where none of the nearest can enter the admin, those further out too, as far
    as the first who can."""
    return _nearest(stewardships_over(target).with_login())


def reviewers_of_each(suggestions: Sequence[Suggestion]) -> dict[int, list[Maintainer]]:
    """The same of many, by id, in one query."""
    places = {suggestion.pk: _places(suggestion) for suggestion in suggestions}
    projects = {project for project, _categories in places.values() if project}
    categories = {pk for _project, pks in places.values() for pk in pks}
    over = list(Stewardship.objects.of_any(projects, categories).with_login())
    found = {}
    for suggestion in suggestions:
        project, around = places[suggestion.pk]
        near = [
            each
            for each in over
            if each.project_id in (None, project) and each.category_id in (None, *around)
        ]
        assignee = suggestion.assignee
        found[suggestion.pk] = [assignee] if assignee else _nearest(near)
    return found


def who_decide(suggestion: Suggestion | None = None) -> QuerySet[Maintainer]:
    """Whom it can be given to; of no suggestion in particular, all who decide on any."""
    if suggestion is None:
        return Maintainer.objects.who_decide(Stewardship.objects.all())
    return Maintainer.objects.who_decide(stewardships_over(target_of(suggestion)))


def waiting_for(user: Any) -> SuggestionQuerySet:
    """What is on this editor's desk, oldest first."""
    held = Stewardship.objects.held_by(user)
    return Suggestion.objects.on_the_desk_of(user, held, Stewardship.objects.manned())


def with_desk_of(user: Any) -> SuggestionQuerySet:
    """All there are, and for each whether it is on this editor's desk."""
    held = Stewardship.objects.held_by(user)
    return Suggestion.objects.with_desk_of(user, held, Stewardship.objects.manned())


def can_enter(user: Any) -> bool:
    return user is not None and user.is_active and user.is_staff


def _nearest(over: Iterable[Stewardship]) -> list[Maintainer]:
    found: list[Maintainer] = []
    by_distance = sorted(over, key=lambda stewardship: (_distance_of(stewardship), stewardship.pk))
    for _distance, stewardships in groupby(by_distance, _distance_of):
        found += (stewardship.maintainer for stewardship in stewardships)
        if any(can_enter(maintainer.user) for maintainer in found):
            break
    return list(dict.fromkeys(found))


def _places(suggestion: Suggestion) -> tuple[int | None, set[int]]:
    """The id of its project and of the categories that it is in."""
    project = suggestion.project
    category = project.category if project else suggestion.category
    around = {category.pk, category.parent_id} if category else set()
    return (project.pk if project else None), {pk for pk in around if pk}


def _distance_of(stewardship: Stewardship) -> int:
    """Of a project, of a subcategory, of a category, of everything."""
    if stewardship.project_id:
        return 0
    if stewardship.category:
        return 1 if stewardship.category.parent_id else 2
    return 3
