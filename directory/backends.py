"""What Django's permissions mean here: the table of services/permissions.py, object by object."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from directory.services import permissions


class StewardshipBackend(ModelBackend):
    """Checks passwords as Django does. Permissions come from stewardships alone: what is granted
    to a user or a group in Django's own tables counts for nothing."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Without an object, whether there can be any that the user may do this to."""
        app, _dot, codename = perm.partition(".")
        action = permissions.NEEDED.get(codename) if app == "directory" else None
        if action is None:
            return False
        if obj is None:
            return permissions.may_somewhere(user_obj, action)
        return permissions.may(user_obj, action, permissions.target_of(obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label == "directory" and permissions.may_somewhere(
            user_obj, permissions.Action.READ
        )

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return {
            f"directory.{codename}"
            for codename in permissions.NEEDED
            if self.has_perm(user_obj, f"directory.{codename}", obj)
        }
