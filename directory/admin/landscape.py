"""The one list that this site is."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import Landscape

from .base import CurationAdmin
from .conflicts import CurationForm
from .rows import GroupsField


class LandscapeForm(CurationForm):
    class Meta:
        model = Landscape
        fields = ["groups"]
        field_classes = {"groups": GroupsField}


@admin.register(Landscape)
class LandscapeAdmin(CurationAdmin):
    form = LandscapeForm
    list_display = ["title_zh", "title_en", "facts_as_of"]
    search_fields = ["title_zh", "title_en"]
    formfield_overrides = CurationAdmin.formfield_overrides | {
        models.URLField: {"assume_scheme": "https"}
    }
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("title_zh", "title_en"),
                    ("introduction_zh", "introduction_en"),
                    ("about_zh", "about_en"),
                    "groups",
                    "facts_as_of",
                ]
            },
        ),
        (
            _("The community behind it"),
            {"fields": [("community_zh", "community_en"), "community_url", "source_url"]},
        ),
        (
            _("License"),
            {"fields": ["license", ("attribution_zh", "attribution_en")]},
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Landscape.objects.exists()
