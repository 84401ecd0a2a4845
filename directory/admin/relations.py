"""Relations between projects."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.models import Relation

from .base import CurationAdmin
from .inlines import CurationInline
from .suggesting import SuggestedRows

DETAILS: list[str | tuple[str, ...]] = [
    ("note_zh", "note_en"),
    ("evidence_zh", "evidence_en"),
    "evidence_url",
]


class RelationInline(SuggestedRows, CurationInline, admin.StackedInline):
    """What a project says of others."""

    model = Relation
    fk_name = "source"
    classes = ["collapse"]
    autocomplete_fields = ["target"]
    list_select_related = ["source", "target"]
    fields = [("kind", "target", "since"), *DETAILS]


class InverseRelationInline(SuggestedRows, CurationInline, admin.TabularInline):
    """What other projects say of it, in short, for some are named by dozens."""

    model = Relation
    fk_name = "target"
    verbose_name = _("relation from another project")
    verbose_name_plural = _("relations from other projects")
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    list_select_related = ["source", "target"]
    fields = ["source", "kind", "since"]
    show_change_link = True


@admin.register(Relation)
class RelationAdmin(CurationAdmin):
    list_display = ["source", "kind", "target", "since"]
    list_display_links = ["source", "kind", "target"]
    list_filter = ["kind"]
    list_select_related = ["source", "target"]
    search_fields = [
        "source__slug",
        "source__name",
        "source__name_zh",
        "target__slug",
        "target__name",
        "target__name_zh",
    ]
    autocomplete_fields = ["source", "target"]
    fields = [("source", "kind", "target"), "since", *DETAILS]
