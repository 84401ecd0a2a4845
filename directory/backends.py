"""What Django's permissions mean here: the table of services/permissions.py, object by object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.backends import ModelBackend

from directory.services import permissions
from directory.services.permissions import Action

# To view, add, change and delete objects of each model.
_WITHIN_A_PROJECT = (Action.READ, Action.EDIT, Action.EDIT, Action.EDIT)
_OF_THE_TAXONOMY = (Action.READ, *3 * [Action.EDIT_TAXONOMY])
_OF_A_SCOPE: dict[str, Sequence[Action | None]] = {
    "project": (Action.READ, Action.ADD, Action.EDIT, Action.DELETE),
    "link": _WITHIN_A_PROJECT,
    "projecttag": _WITHIN_A_PROJECT,
    "relation": _WITHIN_A_PROJECT,
    "capabilityvalue": _WITHIN_A_PROJECT,
    "logo": _WITHIN_A_PROJECT,
    "oldslug": (Action.READ, *3 * [Action.PUBLISH]),
    "stewardship": (Action.READ, *3 * [Action.APPOINT]),
    "category": _OF_THE_TAXONOMY,
    "oldcategoryslug": _OF_THE_TAXONOMY,
    "capabilitygroup": _OF_THE_TAXONOMY,
    "capability": _OF_THE_TAXONOMY,
    "suggestion": (Action.DECIDE, None, Action.DECIDE, None),
}
_OF_THE_LIST: dict[str, Sequence[Action | None]] = {
    "tag": (Action.READ, Action.ADD_TAGS, Action.EDIT_TAGS, Action.EDIT_TAXONOMY),
    "oldtagslug": _OF_THE_TAXONOMY,
    "maintainer": (Action.READ, *3 * [Action.INVITE]),
    "oldhandle": (Action.READ, *3 * [Action.INVITE]),
    "landscape": (Action.READ, *3 * [Action.EDIT_LANDSCAPE]),
    "answertemplate": (Action.READ, *3 * [Action.EDIT_LANDSCAPE]),
    "import": 4 * (Action.IMPORT,),
    "webhook": 4 * (Action.CONNECT,),
    "webhookdelivery": (Action.CONNECT, None, None, None),
}


def _by_codename(models: dict[str, Sequence[Action | None]]) -> dict[str, Action]:
    return {
        f"{verb}_{model}": action
        for model, actions in models.items()
        for verb, action in zip(("view", "add", "change", "delete"), actions, strict=True)
        if action
    }


# As in `directory.change_project`; what is not here, nobody but a superuser may.
NEEDED = _by_codename(_OF_A_SCOPE | _OF_THE_LIST) | {"publish_project": Action.PUBLISH}
_NEEDED_OVER_ALL = _by_codename(_OF_THE_LIST).keys()


class StewardshipBackend(ModelBackend):
    """Checks passwords as Django does. Permissions come from stewardships alone: what is granted
    to a user or a group in Django's own tables counts for nothing."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Without an object, whether there can be any that the user may do this to. Whether an
        object may be added is asked of the place where it stands."""
        app, _dot, codename = perm.partition(".")
        action = NEEDED.get(codename) if app == "directory" else None
        if action is None:
            return False
        if obj is None and codename not in _NEEDED_OVER_ALL:
            return permissions.may_somewhere(user_obj, action)
        return any(permissions.may(user_obj, action, target) for target in _targets(codename, obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label == "directory" and permissions.may_somewhere(user_obj, Action.READ)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return {
            f"directory.{codename}"
            for codename in NEEDED
            if self.has_perm(user_obj, f"directory.{codename}", obj)
        }


def _targets(codename: str, obj: Any) -> list[permissions.Target]:
    if obj is not None and codename == f"add_{obj._meta.model_name}":
        return permissions.places_of(obj)
    return permissions.targets_of(obj)
