"""Categories."""

from __future__ import annotations

from django.contrib import admin

from directory.models import Category

from .renaming import RenamingAdmin


@admin.register(Category)
class CategoryAdmin(RenamingAdmin):
    list_display = ["slug", "name_zh", "name_en", "parent", "hue", "position"]
    list_editable = ["position"]
    list_filter = [("parent", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["slug", "name_zh", "name_en"]
    autocomplete_fields = ["parent"]
    fields = [
        "parent",
        "slug",
        ("name_zh", "name_en"),
        ("description_zh", "description_en"),
        ("position", "hue"),
    ]
