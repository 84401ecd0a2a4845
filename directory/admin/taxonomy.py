"""Categories and tags."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import Category, ProjectTag, Tag

from .base import CurationAdmin
from .conflicts import CurationForm
from .fields import LinesField


@admin.register(Category)
class CategoryAdmin(CurationAdmin):
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


class TagForm(CurationForm):
    class Meta:
        model = Tag
        fields = "__all__"
        field_classes = {"synonyms": LinesField}
        help_texts = {
            "synonyms": _(
                "Other words that people search for, in either language; one per line, or with "
                "commas between them."
            )
        }


@admin.register(Tag)
class TagAdmin(CurationAdmin):
    form = TagForm
    list_display = ["slug", "label_zh", "name", "uses"]
    ordering = ["slug"]
    search_fields = ["slug", "name", "label_zh"]
    fields = [
        "slug",
        ("label_zh", "name"),
        "synonyms",
        ("description_zh", "description_en"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return Tag.objects.in_use().order_by(*self.get_ordering(request))

    @admin.display(description=_("published projects"), ordering="uses")
    def uses(self, tag: Tag) -> int:
        return tag.uses


@admin.register(ProjectTag)
class ProjectTagAdmin(CurationAdmin):
    list_display = ["content_object", "tag"]
    list_filter = ["tag"]
    list_select_related = ["content_object", "tag"]
    search_fields = [
        "content_object__slug",
        "content_object__name",
        "content_object__name_zh",
        "tag__slug",
        "tag__name",
        "tag__label_zh",
    ]
    autocomplete_fields = ["content_object", "tag"]
    fields = ["content_object", "tag"]
