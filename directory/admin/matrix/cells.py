"""A cell of the matrix as a small form, and what of a page of them was changed.

A page carries a digest of each cell as it was opened. A cell that comes back as it was opened is
left alone, whoever has changed it meanwhile; one that was changed by somebody else as well is
refused once, with what it has become.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.admin.fields import terms_field
from directory.admin.lists import DATE
from directory.models import Capability, CapabilityValue, Project

# What a cell holds, by field: the texts that a form sends, empty ones left out.
Said = dict[str, list[str]]

LINE = forms.TextInput(attrs={"class": "vTextField"})


class CellForm(forms.ModelForm):
    """One value of the terms or words, where it was read, and of which day that is."""

    class Meta:
        model = CapabilityValue
        fields = ["value", "text_zh", "text_en", "source_url", "verified"]
        widgets = {"text_zh": LINE, "text_en": LINE, "source_url": LINE, "verified": DATE}

    def __init__(self, instance: CapabilityValue, data: QueryDict | None = None) -> None:
        prefix = f"{instance.project_id}-{instance.capability_id}"
        super().__init__(data, instance=instance, prefix=prefix, use_required_attribute=False)
        capability = instance.capability
        if capability.kind == Capability.Kind.TEXT:
            del self.fields["value"]
        else:
            del self.fields["text_zh"], self.fields["text_en"]
            self.fields["value"] = terms_field(capability, self.fields["value"].label, blank=True)
            if capability.kind == Capability.Kind.CHOICE:
                self.initial["value"] = next(iter(instance.value), "")
        for name, field in self.fields.items():
            if not self[name].use_fieldset:
                field.widget.attrs["aria-label"] = self.name_of(name)

    def name_of(self, name: str) -> str:
        """What a control is called where its row and its column are out of sight."""
        cell = self.instance
        return f"{cell.project}, {cell.capability}: {self.fields[name].label}"

    @property
    def value_name(self) -> str:
        return self.name_of("value")


class Cell:
    """The form of a cell, with what was typed into it and what has happened to it since. A closed
    one is there to be read."""

    def __init__(
        self,
        project: Project,
        capability: Capability,
        value: CapabilityValue | None,
        *,
        closed: bool = False,
    ):
        self.closed = closed
        self.value = value or CapabilityValue(project=project, capability=capability)
        self.value.project, self.value.capability = project, capability
        self.exists = value is not None
        self.form = CellForm(self.value)
        for field in self.form.fields.values():
            field.disabled = closed
        self.present = _said(self.form, self._presently)
        self.is_changed = self.is_emptied = False
        self.conflict = ""

    def _presently(self, name: str) -> list[str]:
        value = getattr(self.value, name)
        return value if isinstance(value, list) else [str(value or "")]

    @property
    def key(self) -> str:
        return str(self.form.prefix)

    @property
    def digest(self) -> str:
        return _digest(self.present)

    def take(self, data: QueryDict, opened: str) -> None:
        """What was sent for this cell, which had this digest when the page was opened."""
        typed = CellForm(self.value, data)
        said = _said(typed, lambda name: data.getlist(typed.add_prefix(name)))
        if said == self.present or _digest(said) == opened:
            return
        self.is_changed = True
        self.is_emptied = not said
        self.form = typed
        if self.digest != opened:
            self.conflict = _("Somebody has changed this meanwhile. It is now: %(now)s.") % {
                "now": self._in_words()
            }
        elif not self.is_emptied:
            typed.full_clean()

    def _in_words(self) -> str:
        if not self.exists:
            return pgettext("value", "Unknown")
        before = CapabilityValue(capability=self.value.capability)
        for name, texts in self.present.items():
            setattr(before, name, texts if name == "value" else texts[0])
        return f"{before.display}, {before.source_url}, {before.verified}"

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the control, what is wrong with it)."""
        first = next(iter(self.form))
        if self.conflict:
            return [(first.auto_id, self.conflict)]
        if not self.is_changed or self.is_emptied:
            return []
        told = [
            (field.auto_id, f"{field.label}: {error}")
            for field in self.form
            for error in field.errors
        ]
        return told + [(first.auto_id, str(error)) for error in self.form.non_field_errors()]


def _said(form: CellForm, texts_of: Any) -> Said:
    return {
        name: texts
        for name in form.fields
        if (texts := sorted(text.strip() for text in texts_of(name) if text.strip()))
    }


def _digest(said: Said) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def opened(cells: Iterable[Cell]) -> str:
    """What a page carries to know its cells by."""
    return json.dumps({cell.key: cell.digest for cell in cells}, separators=(",", ":"))


def read_opened(text: str) -> Mapping[str, Any]:
    """The same as it came back; of what makes no sense nothing was opened."""
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    return {}
