"""What is written into one row of the work, right where it is listed.

A row carries a digest of what it showed. If somebody else has changed that meanwhile, nothing is
saved; the row comes back with what it has become and all that was typed, to be saved again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from directory.admin.lists import DATE
from directory.models import CapabilityValue, Link, Project
from directory.models.rules import validate_url
from directory.models.translated import LANGUAGES
from directory.services import history, matrix
from directory.services.chores import TEXTS, Chore, doing
from directory.services.chores.kinds import COMPARED

LINE = forms.TextInput(attrs={"class": "vTextField"})
SAYS_LENGTH = 200
SHOWN_OF_FACT = 120
_OTHER = {"zh": "en", "en": "zh"}
# Of facts that are called otherwise than the column that says them.
_COLUMNS = {"first_release": "first_release_date"}


class Line(NamedTuple):
    """A control, and the text in the other language that stands beside it."""

    field: Any
    beside: str = ""
    lang: str = ""
    label: str = ""


class RowForm(forms.ModelForm):
    """`watched` are the columns that the row shows or changes."""

    row_model: type[Project | CapabilityValue] = Project
    watched: tuple[str, ...] = ()
    submit: Any = gettext_lazy("Save")

    def __init__(self, row: Any, data: QueryDict | None = None) -> None:
        self.row = row
        self.digest = self._digest()
        super().__init__(
            data,
            instance=self.instance_of(row),
            prefix=prefix_of(row),
            label_suffix="",
            use_required_attribute=False,
        )

    def instance_of(self, row: Any) -> Any:
        """What takes what is typed; the row stays as it is in the database."""
        return copy(row)

    def _digest(self) -> str:
        shown = {name: str(getattr(self.row, name)) for name in self.watched}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def lines(self) -> Iterator[Line]:
        return (Line(field) for field in self)

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.data.get("seen") != self.digest:
            raise ValidationError(
                _("Somebody has changed this meanwhile. It is now: %(now)s. Look, and save again."),
                params={"now": self._now()},
                code="newer",
            )
        return cleaned

    def _now(self) -> str:
        """What stands now in the fields that were typed into, in words."""
        opts = self.row._meta
        told = [
            f"{opts.get_field(name).verbose_name} “{self._shown(name)}”"
            for name in self.watched
            if name in self.fields
        ]
        return pgettext("between the items of a list", ", ").join(told)

    def _shown(self, name: str) -> str:
        return history.shown(self.row._meta.get_field(name), self.initial.get(name))

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a column that is not written here is told above the row: Django has
        no place for it."""
        told = errors.update_error_dict({})
        for name in told.keys() - self.fields.keys() - {NON_FIELD_ERRORS}:
            colon = pgettext("between label and name", ": ")
            label = self.instance._meta.get_field(name).verbose_name
            for message in ValidationError(told.pop(name)).messages:
                self.add_error(None, f"{capfirst(label)}{colon}{message}")
        super()._update_errors(ValidationError(told))

    def put(self, chore: Chore) -> None:
        """Saves what was typed, of a form that is valid."""
        doing.save(self.instance, str(chore.title))


class ProjectForm(RowForm):
    class Meta:
        model = Project
        fields: tuple[str, ...] = ()


class TextsForm(ProjectForm):
    """Texts of a project, each beside what the other language says."""

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

    def is_wanted(self, name: str) -> bool:
        return bool(getattr(self.row, f"behind_{name}", False))

    def put(self, chore: Chore) -> None:
        doing.save(self.instance, COMPARED)


class FactsForm(ProjectForm):
    """Which facts were found in which source."""

    watched = ("unverified", "sources")
    submit = gettext_lazy("Verified today")

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

    def put(self, chore: Chore) -> None:
        typed = self.cleaned_data
        doing.verify(self.row, typed["facts"], typed["url"], typed["says"], str(chore.title))


class ActivityForm(ProjectForm):
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

    def put(self, chore: Chore) -> None:
        matrix.save([self.instance], [], str(chore.title))


class LinkForm(RowForm):
    class Meta:
        model = Link
        fields = ("kind", "url")
        widgets = {"url": LINE}

    def instance_of(self, row: Project) -> Link:
        return Link(project=row)

    def _get_validation_exclusions(self) -> set[str]:
        """The project is not typed, but has no link twice."""
        return super()._get_validation_exclusions() - {"project"}

    def put(self, chore: Chore) -> None:
        doing.add_link(self.instance, str(chore.title))


def said(project: Project, fact: str) -> str:
    """A fact with what the list says of it, as far as that is a column."""
    label = str(Project.Fact(fact).label)
    column = _COLUMNS.get(fact, fact)
    if column not in {field.name for field in Project._meta.concrete_fields}:
        return label
    told = history.shown(Project._meta.get_field(column), getattr(project, column))
    colon = pgettext("between label and name", ": ")
    return f"{label}{colon}{Truncator(told or '–').chars(SHOWN_OF_FACT)}"


def other(column: str) -> str:
    """The same text in the other language."""
    return f"{column[:-2]}{_OTHER[column[-2:]]}"


def prefix_of(row: Any) -> str:
    return f"row-{row.pk}"


# Of kinds that are not here, a row leads to the page where the work is done.
FORMS: Mapping[str, type[RowForm]] = {
    "translations": TextsForm,
    "older-translations": BehindForm,
    "unverified": FactsForm,
    "activity": ActivityForm,
    "cells": CellForm,
    "without-links": LinkForm,
}
