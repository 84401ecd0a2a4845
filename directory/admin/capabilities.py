"""The matrix: groups, capabilities, and the cell of each project."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.models import Capability, CapabilityGroup, CapabilityValue

from .base import CurationAdmin
from .conflicts import CurationForm
from .fields import WordsField, terms_field
from .inlines import CurationInline, LoadedForm
from .matrix import MatrixPages
from .rows import TermsField
from .suggesting import SuggestedRows


@admin.register(CapabilityGroup)
class CapabilityGroupAdmin(CurationAdmin):
    list_display = ["slug", "label_zh", "label_en", "category", "position"]
    list_editable = ["position"]
    list_select_related = ["category"]
    search_fields = ["slug", "label_zh", "label_en"]
    autocomplete_fields = ["category"]
    fields = ["category", "slug", ("label_zh", "label_en"), "position"]


class CapabilityForm(CurationForm):
    class Meta:
        model = Capability
        fields = "__all__"
        field_classes = {"terms": TermsField}
        help_texts = {"terms": _("None for a text. An emptied row is gone.")}


@admin.register(Capability)
class CapabilityAdmin(CurationAdmin):
    form = CapabilityForm
    list_display = ["slug", "label_zh", "label_en", "group", "kind", "position"]
    list_editable = ["position"]
    list_filter = ["group", "kind"]
    list_select_related = ["group__category"]
    search_fields = ["slug", "label_zh", "label_en"]
    autocomplete_fields = ["group"]
    fields = [
        "group",
        "slug",
        "kind",
        "terms",
        ("label_zh", "label_en"),
        ("explanation_zh", "explanation_en"),
        "position",
    ]


class CapabilityValueForm(LoadedForm):
    """A new cell takes its terms as words; an existing one offers the terms of its capability,
    or its texts, whichever it has."""

    class Meta:
        model = CapabilityValue
        fields = "__all__"
        field_classes = {"value": WordsField}
        help_texts = {"value": _("Terms of the capability, separated by commas, such as yes.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.instance.pk or "value" not in self.fields:
            return
        capability = self.instance.capability
        self._leave_out("capability")
        if capability.kind == Capability.Kind.TEXT:
            self._leave_out("value")
        else:
            self._leave_out("text_zh", "text_en")
            self._offer_terms(capability)

    def _leave_out(self, *names: str) -> None:
        for name in names:
            self.fields[name].widget = forms.HiddenInput()
            self.fields[name].disabled = True

    def _offer_terms(self, capability: Capability) -> None:
        self.fields["value"] = terms_field(capability, self.fields["value"].label)
        if capability.kind == Capability.Kind.CHOICE:
            self.initial["value"] = next(iter(self.instance.value), "")

    def clean(self) -> Any:
        """Labels stand for the terms' slugs, in either language."""
        cleaned = super().clean() or self.cleaned_data
        capability = cleaned.get("capability")
        if capability and cleaned.get("value"):
            slugs = {term[key]: term["slug"] for term in capability.terms for key in ("zh", "en")}
            cleaned["value"] = [slugs.get(word, word) for word in cleaned["value"]]
        return cleaned


class CapabilityValueInline(SuggestedRows, CurationInline, admin.StackedInline):
    model = CapabilityValue
    form = CapabilityValueForm
    """One line a cell, its texts and notes folded."""

    classes = ["collapse", "cells"]
    autocomplete_fields = ["capability"]
    list_select_related = ["capability"]
    fieldsets = [
        (None, {"fields": [("capability", "value", "source_url", "verified")]}),
        (
            _("Texts and notes"),
            {"classes": ["collapse"], "fields": [("text_zh", "text_en"), ("note_zh", "note_en")]},
        ),
    ]


@admin.register(CapabilityValue)
class CapabilityValueAdmin(MatrixPages, CurationAdmin):
    form = CapabilityValueForm
    list_display = ["project", "capability", "display", "verified"]
    list_filter = ["capability__group", "capability", "verified"]
    list_select_related = ["project", "capability"]
    search_fields = ["project__slug", "project__name", "project__name_zh", "capability__slug"]
    autocomplete_fields = ["project", "capability"]
    fields = [
        "project",
        "capability",
        "value",
        ("text_zh", "text_en"),
        ("note_zh", "note_en"),
        ("source_url", "verified"),
    ]
