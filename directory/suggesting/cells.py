"""Capabilities of a project: those that are asked about, each with its value and its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.catalogue import Catalogue
from directory.formats.records import Fields
from directory.models import Capability, Category
from directory.models.translated import column_language

from .columns import Ticked, Typed
from .rows import LINE, RowForm, url_field, with_scheme

MOST_CELLS = 30
_UNKNOWN = ("", pgettext_lazy("value", "Unknown"))


def of_category(category: Category, catalogue: Catalogue, also: str) -> dict[str, Capability]:
    """The capabilities that a project of this category can have, as they stand below each other,
    and one more, beside which a comparison shows the project."""
    below = catalogue.taxonomy.subcategories.get(category.pk, ())
    around = {category.pk, category.parent_id or category.pk, *(c.pk for c in below)}
    return {found.slug: found for found in Capability.objects.for_form(around, [also])}


class CellForm(RowForm):
    """Without a value it says nothing: the capability is unknown."""

    value: Any = Ticked(label=gettext_lazy("value"))
    text_zh = Typed(label=gettext_lazy("text (Chinese)"), widget=forms.TextInput(attrs=LINE))
    text_en = Typed(label=gettext_lazy("text (English)"), widget=forms.TextInput(attrs=LINE))
    source_url = url_field(gettext_lazy("source"))
    verified = Typed(
        label=gettext_lazy("date of the source"),
        widget=forms.DateInput(attrs=LINE | {"type": "date"}, format="%Y-%m-%d"),
    )
    note_zh = Typed(label=gettext_lazy("note (Chinese)"), widget=forms.TextInput(attrs=LINE))
    note_en = Typed(label=gettext_lazy("note (English)"), widget=forms.TextInput(attrs=LINE))

    def __init__(self, capability: Capability, item: Fields, data: Any = None) -> None:
        self.capability = capability
        today = timezone.localdate().isoformat()
        initial = item or {"verified": today}
        kind = capability.kind
        if kind == Capability.Kind.CHOICE:
            initial = initial | {"value": next(iter(item.get("value", ())), "")}
        super().__init__(data, prefix=f"cell-{capability.slug}", initial=initial)
        if kind == Capability.Kind.TEXT:
            del self.fields["value"]
        else:
            del self.fields["text_zh"], self.fields["text_en"]
            self.fields["value"] = _terms(capability)

    def clean_source_url(self) -> str:
        return with_scheme(self.cleaned_data["source_url"])

    def said(self) -> Fields | None:
        self.full_clean()
        value = self.cleaned_data.get("value", "")
        said: Fields = {"value": [value] if isinstance(value, str) and value else value or []}
        for name in ("text_zh", "text_en", "source_url", "verified", "note_zh", "note_en"):
            said[name] = self._typed(name)
        if not (said["value"] or said["text_zh"] or said["text_en"]):
            return None
        said["capability"] = self.capability.slug
        return {name: value for name, value in said.items() if value}


def _terms(capability: Capability) -> forms.Field:
    choices = [(term["slug"], term[column_language()]) for term in capability.terms]
    label = _("Value")
    if capability.kind == Capability.Kind.LIST:
        return Ticked(label=label, choices=choices)
    return Typed(label=label, widget=forms.Select(attrs=LINE, choices=[_UNKNOWN, *choices]))


class Cells:
    """Forms of the capabilities that are asked about or were added, of those that there are."""

    name = "capabilities"

    def __init__(
        self,
        capabilities: Mapping[str, Capability],
        present: Sequence[Fields],
        wanted: Iterable[str],
        data: Any = None,
    ) -> None:
        self._present = {item["capability"]: item for item in present}
        shown = [slug for slug in dict.fromkeys(wanted) if slug in capabilities][:MOST_CELLS]
        self.forms = [
            CellForm(
                capabilities[slug],
                self._present.get(slug, {}),
                # One that was just added begins with what there is.
                data if data is not None and slug in data.getlist("cells") else None,
            )
            for slug in shown
        ]
        self.more = [c for slug, c in capabilities.items() if slug not in shown]
        self.errors: list[str] = []

    def present_of(self, form: CellForm) -> Fields | None:
        return self._present.get(form.capability.slug)

    def said(self, forms: Iterable[CellForm]) -> list[Fields]:
        """All capabilities of the project, with these as they were typed."""
        cells: dict[str, Fields | None] = dict(self._present)
        cells |= {form.capability.slug: form.said() for form in forms}
        return [item for item in cells.values() if item]

    @property
    def typed(self) -> list[CellForm]:
        return [form for form in self.forms if form.is_bound]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the control, what is wrong with it)."""
        found = [
            (field.auto_id, f"{form.capability}: {error}")
            for form in self.typed
            for field in form
            for error in field.errors
        ]
        return found + [(self.name, error) for error in self.errors]
