"""The form of a project: what is typed in a way of its own, and who may publish by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import Project, ProjectTag, Tag
from directory.services import approval, curation
from directory.services.exchange.shapes import Mistake

from . import rights
from .conflicts import CurationForm
from .fields import AutocompleteMultiple, JSONTextField, KeysField, WordsField
from .lists import names_of
from .rows import DatesByStepField, SourcesField


class ProjectForm(CurationForm):
    tags = KeysField(queryset=Tag.objects.all(), required=False, label=_("Tags"))
    unverified = forms.MultipleChoiceField(
        choices=Project.Fact.choices,
        required=False,
        label=_("Not verified"),
        help_text=_("Facts without a source that was read. The page says so beside them."),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        max_length=100,
        required=False,
        label=_("Reason for this change"),
        help_text=_("Public: it stands in the history."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    is_suggestion = False
    # What cannot be suggested, although it could be saved.
    refused: Sequence[Mistake] = ()

    class Meta:
        model = Project
        fields = "__all__"
        field_classes = {
            "languages": WordsField,
            "sources": SourcesField,
            "foundation_dates": DatesByStepField,
            "extra": JSONTextField,
        }
        help_texts = {
            "languages": _("Separated by commas, such as Go, C++. Empty: unknown."),
            "sources": _("What was read, and where. An emptied row is gone."),
            "foundation_dates": _("A year, a month or a day: 2017, 2017-05 or 2017-05-24."),
        }
        widgets = {
            name: AdminTextareaWidget(attrs={"rows": rows})
            for rows, names in {
                3: ["summary_zh", "summary_en", "status_note_zh", "status_note_en"],
                10: ["description_zh", "description_en"],
            }.items()
            for name in names
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "tags" in self.fields:
            self.fields["tags"].widget = self._tag_widget(self.fields["tags"])
        if self.is_suggestion:
            self.fields["reason"].help_text = _("For those who decide: why, and where to read it.")

    @staticmethod
    def _tag_widget(field: Any) -> RelatedFieldWidgetWrapper:
        """Made for each form, for select2 speaks the language of the moment it is made."""
        foreign_key = ProjectTag._meta.get_field("tag")
        widget = AutocompleteMultiple(foreign_key, admin.site, choices=field.choices)
        return RelatedFieldWidgetWrapper(widget, foreign_key.remote_field, admin.site)

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        withdrawn = cleaned.get("state") == Project.State.WITHDRAWN
        if withdrawn and not any(cleaned.get(f"withdrawn_reason_{code}") for code in ("zh", "en")):
            self.add_error("withdrawn_reason_zh", _("Say why, in Chinese, in English or in both."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        for mistake in self.refused:
            self.add_error(
                mistake.field if mistake.field in self.fields else None, mistake.beside_a_label
            )
        wants = self.instance.state == Project.State.PUBLISHED and "state" in self.changed_data
        if wants and self.request and not self.errors:
            self._check_publication(self.request)

    def _check_publication(self, request: HttpRequest) -> None:
        category = self.instance.category
        if not rights.may(request, "publish", Project, self.instance):
            told = _("Only an owner of “%(category)s” publishes there. Leave it a draft.")
            self.add_error("state", told % {"category": category})
        elif others := approval.who_publishes_instead(request.user, self.instance):
            told = _("You brought this in yourself. Somebody else publishes it: %(others)s.")
            self.add_error("state", told % {"others": names_of(others)})

    def clean_unverified(self) -> list[str]:
        """In the order in which it was, if nothing else changed."""
        marked = self.cleaned_data["unverified"]
        return self.instance.unverified if set(marked) == set(self.instance.unverified) else marked

    def _save_m2m(self) -> None:
        curation.set_tags(self.instance, self.cleaned_data["tags"], self.cleaned_data["reason"])
