"""What an editor may do to which object, asked of each object and not only of its model.

What was typed is looked at as it will be: nobody puts anything where others look after it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from directory.services import permissions

# Fields that say what an object belongs to, and so who looks after it.
PLACES = ("project", "content_object", "source", "target", "category", "parent", "group")


def may(request: HttpRequest, verb: str, model: type[Model], obj: Any = None) -> bool:
    """Whether an object can be viewed, added, changed or deleted; without one, any."""
    opts = model._meta
    return bool(
        request.user.has_perm(f"{opts.app_label}.{get_permission_codename(verb, opts)}", obj)
    )


def refusal(instance: Any) -> ValidationError:
    """Why an object may not stand where it would."""
    place = permissions.places_of(instance)[0] or _("the whole list")
    return ValidationError(
        _("“%(place)s” is looked after by others. Choose what you look after yourself."),
        params={"place": place},
    )


def divided(request: HttpRequest, verb: str, queryset: QuerySet) -> tuple[QuerySet, list[Any]]:
    """What of a selection can be viewed, added, changed or deleted, and what can not."""
    others = [obj for obj in queryset if not may(request, verb, queryset.model, obj)]
    if others:
        queryset = queryset.exclude(pk__in=[obj.pk for obj in others])
    return queryset, others


class ObjectRights(BaseModelAdmin):
    """Of rows within another object, `obj` is that one."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, "view", self.model, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, "add", self.model, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, "change", self.model, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, "delete", self.model, obj)


class ReadOnly(BaseModelAdmin):
    """What comes about elsewhere. What can be done to it are actions."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ForAuditors(ReadOnly):
    """The same, for those alone who may see what everybody does."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may(request.user, permissions.Action.AUDIT)


class PlacedForm(ModelForm):
    """A form of something that belongs somewhere. `request` is that of the page."""

    request: HttpRequest | None = None

    def _post_clean(self) -> None:
        """Django's own name for the moment when the object is as it was typed."""
        super()._post_clean()
        moved = [name for name in PLACES if name in self.changed_data]
        is_placed = moved or self.instance._state.adding
        if is_placed and not self.errors and not self._may_stand_there():
            self.add_error(moved[0] if moved else None, refusal(self.instance))

    def _may_stand_there(self) -> bool:
        return not self.request or may(self.request, "add", type(self.instance), self.instance)
