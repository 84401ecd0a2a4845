"""What has a page of its own, and another slug from now on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from directory.services import renaming

from .base import CurationAdmin


class RenamingAdmin(CurationAdmin):
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        field = renaming.slug_field(obj)
        if change and field in form.changed_data:
            slug = getattr(obj, field)
            setattr(obj, field, form.initial[field])
            renaming.rename(obj, slug)
        else:
            super().save_model(request, obj, form, change)
