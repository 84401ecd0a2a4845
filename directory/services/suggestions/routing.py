"""Whose turn it is: the stewards of the project, else of its category, else of the whole list."""

from __future__ import annotations

from itertools import groupby
from typing import Any

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
    found: list[Maintainer] = []
    for _distance, stewardships in groupby(_by_distance(target), _distance_of):
        found += (stewardship.maintainer for stewardship in stewardships)
        if any(can_enter(maintainer.user) for maintainer in found):
            break
    return list(dict.fromkeys(found))


def waiting_for(user: Any) -> SuggestionQuerySet:
    """What is on this editor's desk, oldest first."""
    held = Stewardship.objects.held_by(user)
    return Suggestion.objects.on_the_desk_of(user, held, Stewardship.objects.manned())


def can_enter(user: Any) -> bool:
    return user is not None and user.is_active and user.is_staff


def _by_distance(target: Project | Category | None) -> list[Stewardship]:
    over = stewardships_over(target).with_login()
    return sorted(over, key=lambda stewardship: (_distance_of(stewardship), stewardship.pk))


def _distance_of(stewardship: Stewardship) -> int:
    """Of a project, of a subcategory, of a category, of everything."""
    if stewardship.project_id:
        return 0
    if stewardship.category:
        return 1 if stewardship.category.parent_id else 2
    return 3
