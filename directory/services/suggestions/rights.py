"""What an editor may do to a suggestion, by the one table of permissions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from directory.models import Suggestion
from directory.services.permissions import Action, has_role, may, others_who_may

from . import routing


def require(user: Any, suggestion: Suggestion) -> None:
    """Raises PermissionDenied if it is somebody else's turn."""
    if not may(user, Action.DECIDE, routing.target_of(suggestion)):
        raise _denied(suggestion)


def require_to_see(user: Any, suggestion: Suggestion) -> None:
    """The same for a program that may only read what its owner decides on."""
    if not has_role(user, Action.DECIDE, routing.target_of(suggestion)):
        raise _denied(suggestion)


def _denied(suggestion: Suggestion) -> PermissionDenied:
    told = _("“%(name)s” is looked after by others. Leave it to them, or ask an owner.")
    return PermissionDenied(told % {"name": suggestion.name})


def require_for(user: Any, suggestion: Suggestion, accepted: Collection[str]) -> None:
    """Whether the editor may accept changes of these fields. Raises PermissionDenied."""
    require(user, suggestion)
    is_owner = may(user, Action.PUBLISH, routing.target_of(suggestion))
    if _is_an_owners(suggestion, accepted) and not is_owner:
        raise PermissionDenied(
            _("Only an owner withdraws, publishes or renames a project. Assign this to one.")
        )
    if accepted and _is_own_new_project(user, suggestion) and _has_second(user, suggestion):
        raise PermissionDenied(
            _("You suggested this project yourself. Somebody else decides whether it comes in.")
        )


def _is_an_owners(suggestion: Suggestion, accepted: Collection[str]) -> bool:
    is_new = suggestion.kind == Suggestion.Kind.NEW
    return "state" in accepted or ("slug" in accepted and not is_new)


def _is_own_new_project(user: Any, suggestion: Suggestion) -> bool:
    return suggestion.kind == Suggestion.Kind.NEW and suggestion.user == user


def _has_second(user: Any, suggestion: Suggestion) -> bool:
    """Whether anybody else can decide on it."""
    return bool(others_who_may(user, Action.DECIDE, routing.target_of(suggestion)))
