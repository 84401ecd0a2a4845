"""What of a suggestion an editor may do, beside the one table of permissions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from directory.models import Suggestion
from directory.services.permissions import Action, may

from . import routing


def require(user: Any, suggestion: Suggestion, action: Action = Action.DECIDE) -> None:
    """Raises PermissionDenied if it is somebody else's turn."""
    if not may(user, action, routing.target_of(suggestion)):
        raise PermissionDenied(
            _("“%(name)s” is looked after by others. Leave it to them, or ask an owner.")
            % {"name": suggestion.name}
        )


def require_for(user: Any, suggestion: Suggestion, accepted: Collection[str]) -> None:
    """Whether the editor may accept changes of these fields. Raises PermissionDenied."""
    require(user, suggestion)
    if "state" in accepted and not may(user, Action.PUBLISH, suggestion.project):
        raise PermissionDenied(
            _("Only an owner withdraws or publishes a project. Assign this to one.")
        )
    if accepted and _is_own_new_project(user, suggestion) and _has_second(user, suggestion):
        raise PermissionDenied(
            _("You suggested this project yourself. Somebody else decides whether it comes in.")
        )


def _is_own_new_project(user: Any, suggestion: Suggestion) -> bool:
    return suggestion.kind == Suggestion.Kind.NEW and suggestion.user == user


def _has_second(user: Any, suggestion: Suggestion) -> bool:
    over = routing.stewardships_over(routing.target_of(suggestion)).with_login()
    others = {stewardship.maintainer.user for stewardship in over}
    others |= set(get_user_model()._default_manager.filter(is_superuser=True))
    return any(other and other != user and routing.can_enter(other) for other in others)
