"""Slugs that something once had, each leading to what has another one now."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from directory.models import OldCategorySlug, OldHandle, OldSlug, OldTagSlug

from .base import CurationAdmin


class FormerSlugAdmin(CurationAdmin):
    def __init__(self, model: Any, site: admin.AdminSite):
        owner = model.OWNER
        self.list_display = ["slug", owner]
        self.list_select_related = [owner]
        self.autocomplete_fields = [owner]
        self.fields = ["slug", owner]
        super().__init__(model, site)


@admin.register(OldSlug)
class OldSlugAdmin(FormerSlugAdmin):
    search_fields = ["slug", "project__slug", "project__name", "project__name_zh"]


@admin.register(OldCategorySlug)
class OldCategorySlugAdmin(FormerSlugAdmin):
    search_fields = ["slug", "category__slug", "category__name_zh", "category__name_en"]


@admin.register(OldTagSlug)
class OldTagSlugAdmin(FormerSlugAdmin):
    search_fields = ["slug", "tag__slug", "tag__name", "tag__label_zh"]


@admin.register(OldHandle)
class OldHandleAdmin(FormerSlugAdmin):
    search_fields = ["slug", "maintainer__handle", "maintainer__name"]
