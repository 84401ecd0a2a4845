"""What is written into one row of each kind of work, right where it is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.admin.lists import DATE
from directory.models import CapabilityValue, Link, Project
from directory.models.rules import validate_url
from directory.models.translated import LANGUAGES
from directory.services import history, matrix
from directory.services.chores import TEXTS, doing
from directory.services.chores.kinds import COMPARED
from directory.wording import labelled

from .row_form import Line, RowForm

LINE = forms.TextInput(attrs={"class": "vTextField"})
SAYS_LENGTH = 200
SHOWN_OF_FACT = 120
_OTHER = {"zh": "en", "en": "zh"}
# Of facts that are called otherwise than the column that says them.
_COLUMNS = {"first_release": "first_release_date"}


class ProjectForm(RowForm):
    class Meta:
        model = Project
        fields: tuple[str, ...] = ()


class TextsForm(ProjectForm):
    """Texts of a project, each beside what the other language says."""

    reason = gettext_lazy("Translated")
    watched = tuple(f"{name}_{language}" for name in TEXTS for language in _OTHER)

    class Meta:
        model = Project
        fields = tuple(f"{name}_{language}" for name in TEXTS for language in ("zh", "en"))

    def __init__(self, row: Project, data: QueryDict | None = None) -> None:
        super().__init__(row, data)
        sent = {name for name in self.fields if self.add_prefix(name) in (data or ())}
        wanted = sent or {name for name in self.fields if self.is_wanted(name)}
        self.fields = {name: field for name, field in self.fields.items() if name in wanted}
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"rows": self._rows(name), "class": "vLargeTextField"}
            else:
                field.widget.attrs["class"] = "vTextField"
            field.widget.attrs["lang"] = LANGUAGES[name[-2:]]
            field.help_text = ""

    def is_wanted(self, name: str) -> bool:
        """Whether the text in this column is lacking."""
        return not getattr(self.row, name) and bool(getattr(self.row, other(name)))

    def _rows(self, name: str) -> int:
        longest = max(len(getattr(self.row, other(name))), len(getattr(self.row, name)))
        return min(12, 2 + longest // 80)

    @property
    def lines(self) -> Iterator[Line]:
        for field in self:
            name = other(field.name)
            text = self.initial.get(name, getattr(self.row, name))
            label = str(self.row._meta.get_field(name).verbose_name)
            yield Line(field, text, LANGUAGES[name[-2:]], label)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in self.fields):
            raise ValidationError(_("Write the text first."))
        return cleaned


class BehindForm(TextsForm):
    """Texts that did not follow the other language's; saving says that both say the same now."""

    submit = gettext_lazy("Both say the same")
    reason = COMPARED

    def is_wanted(self, name: str) -> bool:
        return bool(getattr(self.row, f"behind_{name}", False))


class FactsForm(ProjectForm):
    """Which facts were found in which source."""

    watched = ("unverified", "sources")
    submit = gettext_lazy("Verified today")
    reason = gettext_lazy("Verified with a source")

    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What the source says"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what the source says.")},
    )
    url = forms.CharField(
        label=gettext_lazy("Address of the source"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField", "inputmode": "url"}),
        validators=[validate_url],
    )
    says = forms.CharField(
        label=gettext_lazy("In words; empty: what was read, and when"),
        max_length=SAYS_LENGTH,
        required=False,
        widget=LINE,
    )

    def __init__(self, row: Project, data: QueryDict | None = None) -> None:
        super().__init__(row, data)
        self.fields["facts"].choices = [(fact, said(row, fact)) for fact in row.unverified]

    def _now(self) -> str:
        return _("not verified “%(facts)s”") % {"facts": ", ".join(map(str, self.row.unverified))}

    def put(self) -> None:
        typed = self.cleaned_data
        doing.verify(self.row, typed["facts"], typed["url"], typed["says"], str(self.reason))


class ActivityForm(ProjectForm):
    reason = gettext_lazy("Looked at again")
    watched = ("status", "status_since", "last_activity")

    class Meta:
        model = Project
        fields = (
            "last_activity",
            "last_activity_note_zh",
            "last_activity_note_en",
            "status",
            "status_since",
        )
        widgets = dict.fromkeys(fields[:3] + fields[4:], LINE)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.changed_data:
            raise ValidationError(_("Change the date or the status, for which this is listed."))
        return cleaned


class CellForm(RowForm):
    row_model = CapabilityValue
    reason = gettext_lazy("Newer source")
    watched = ("value", "text_zh", "text_en", "source_url", "verified")

    class Meta:
        model = CapabilityValue
        fields = ("source_url", "verified")
        widgets = {"source_url": LINE, "verified": DATE}

    def clean(self) -> Any:
        cleaned = super().clean()
        if "verified" not in self.changed_data:
            raise ValidationError(_("Give the date of the source that says so now."))
        return cleaned

    def put(self) -> None:
        matrix.save([self.instance], [], str(self.reason))


class LinkForm(RowForm):
    reason = gettext_lazy("Link added")

    class Meta:
        model = Link
        fields = ("kind", "url")
        widgets = {"url": LINE}

    def instance_of(self, row: Project) -> Link:
        return Link(project=row)

    def _get_validation_exclusions(self) -> set[str]:
        """The project is not typed, but has no link twice."""
        return super()._get_validation_exclusions() - {"project"}

    def put(self) -> None:
        doing.add_link(self.instance, str(self.reason))


def said(project: Project, fact: str) -> str:
    """A fact with what the list says of it, as far as that is a column."""
    label = str(Project.Fact(fact).label)
    column = _COLUMNS.get(fact, fact)
    if column not in {field.name for field in Project._meta.concrete_fields}:
        return label
    told = history.shown(Project._meta.get_field(column), getattr(project, column))
    return labelled(label, Truncator(told or "–").chars(SHOWN_OF_FACT))


def other(column: str) -> str:
    """The same text in the other language."""
    return f"{column[:-2]}{_OTHER[column[-2:]]}"


# Of kinds that are not here, a row leads to the page where the work is done.
FORMS: Mapping[str, type[RowForm]] = {
    "translations": TextsForm,
    "older-translations": BehindForm,
    "unverified": FactsForm,
    "activity": ActivityForm,
    "cells": CellForm,
    "without-links": LinkForm,
}
