"""JSON columns as rows of a small table: sources, dates by step, terms, groups of categories.

Some empty rows stand below the others, so that adding one needs no JavaScript; a row that is
emptied is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Category, Project
from directory.models.rules import validate_partial_date, validate_slug, validate_url

EMPTY = 3

# Texts, or lists of them where several can be chosen, by column.
Row = dict[str, Any]
# What is wrong in a row, by column.
Mistakes = dict[str, list[str]]


class RowsWidget(forms.Widget):
    template_name = "admin/directory/rows.html"
    use_fieldset = True

    def __init__(self, columns: Mapping[str, forms.Field]):
        super().__init__()
        self.columns = columns
        self.mistakes: dict[int, Mistakes] = {}

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-{next(iter(self.columns))}"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,3}})-")
        numbers = {int(match[1]) for key in data if (match := pattern.match(key))}
        return [self._row(data, files, f"{name}-{number}") for number in sorted(numbers)]

    def _row(self, data: Any, files: Any, place: str) -> Row:
        row = {}
        for key, column in self.columns.items():
            sent = column.widget.value_from_datadict(data, files, f"{place}-{key}")
            row[key] = sent if isinstance(sent, list) else (sent or "").strip()
        return row

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = [*(value or []), *({} for _empty in range(EMPTY))]
        return {"rows": [self._cells(name, number, row) for number, row in enumerate(rows)]}

    def _cells(self, name: str, number: int, row: Row) -> list[dict[str, Any]]:
        mistakes = self.mistakes.get(number, {})
        cells = []
        for key, column in self.columns.items():
            place = f"{name}-{number}-{key}"
            attrs = {"id": f"id_{place}"}
            if key in mistakes:
                attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{place}-error"}
            drawn = column.widget.render(place, row.get(key, ""), attrs)
            cells.append({"id": attrs["id"], "label": column.label, "input": drawn})
            cells[-1]["mistakes"] = mistakes.get(key, [])
            cells[-1]["is_group"] = column.widget.use_fieldset
        return cells

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class RowsField(forms.Field):
    """A list of objects with these keys, of which those in `needed` may not be empty."""

    columns: dict[str, forms.Field]
    needed: tuple[str, ...] = ()
    # The column in which no value stands twice.
    unique = ""

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any):
        super().__init__(**kwargs | {"widget": RowsWidget(self.columns)})
        # Django shows a second, hidden value wherever a model's default is computed.
        self.show_hidden_initial = False

    def split(self, value: Any) -> list[Row]:
        """The rows of what the column holds."""
        return [row for row in value or [] if isinstance(row, dict)]

    def joined(self, rows: Iterable[Row]) -> Any:
        """What the column holds, of filled rows."""
        return [{key: text for key, text in row.items() if text} for row in rows]

    def clean(self, value: list[Row]) -> Any:
        filled = {number: row for number, row in enumerate(value) if any(row.values())}
        self.widget.mistakes = {
            number: wrong
            for number, row in filled.items()
            if (wrong := self.mistakes_in(row) or self._repeated(row, number, filled))
        }
        told = [
            ValidationError(
                _("Row %(row)d, %(column)s: %(mistake)s"),
                params={
                    "row": number + 1,
                    "column": self.columns[key].label,
                    "mistake": " ".join(texts),
                },
            )
            for number, wrong in self.widget.mistakes.items()
            for key, texts in wrong.items()
        ]
        if told:
            raise ValidationError(told)
        return self.joined(filled.values())

    def mistakes_in(self, row: Row) -> Mistakes:
        mistakes = {key: [_("This is needed.")] for key in self.needed if not row[key]}
        for key, column in self.columns.items():
            try:
                column.clean(row[key])
            except ValidationError as error:
                mistakes[key] = error.messages
        return mistakes

    def _repeated(self, row: Row, number: int, filled: Mapping[int, Row]) -> Mistakes:
        if not self.unique:
            return {}
        above = {other[self.unique] for n, other in filled.items() if n < number}
        return {self.unique: [_("A row above has this.")]} if row[self.unique] in above else {}

    def prepare_value(self, value: Any) -> list[Row]:
        return self.split(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        filled = [row for row in data or [] if any(row.values())]
        return self.joined(self.split(initial)) != self.joined(filled)


def _line(label: Any, **kwargs: Any) -> forms.Field:
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, required=False, widget=widget, **kwargs)


class SourcesField(RowsField):
    columns = {
        "zh": _line(gettext_lazy("text (Chinese)"), max_length=500),
        "en": _line(gettext_lazy("text (English)"), max_length=500),
        "url": _line(gettext_lazy("address"), max_length=500, validators=[validate_url]),
    }

    def mistakes_in(self, row: Row) -> Mistakes:
        unsaid = {} if row["zh"] or row["en"] else {"zh": [_("Write it in one language at least.")]}
        return unsaid | super().mistakes_in(row)


class DatesByStepField(RowsField):
    """An object: the steps that a project took in its foundation, and when."""

    columns = {
        "step": forms.ChoiceField(
            label=gettext_lazy("step"),
            required=False,
            choices=[("", "–"), *Project.FOUNDATION_STEPS.items()],
        ),
        "date": _line(gettext_lazy("date"), validators=[validate_partial_date]),
    }
    needed = ("step", "date")
    unique = "step"

    def split(self, value: Any) -> list[Row]:
        if isinstance(value, dict):
            return [{"step": step, "date": date} for step, date in value.items()]
        return super().split(value)

    def joined(self, rows: Iterable[Row]) -> Any:
        return {row["step"]: row["date"] for row in rows}


class TermsField(RowsField):
    columns = {
        "slug": _line(gettext_lazy("slug"), max_length=80),
        "zh": _line(gettext_lazy("label (Chinese)"), max_length=120),
        "en": _line(gettext_lazy("label (English)"), max_length=120),
    }
    needed = ("slug", "zh", "en")
    unique = "slug"


def _categories() -> list[tuple[str, str]]:
    return [(category.slug, str(category)) for category in Category.objects.of_first_level()]


class CategoriesField(forms.MultipleChoiceField):
    """Categories of the first level, by slug."""

    def __init__(self, **kwargs: Any):
        widget = forms.CheckboxSelectMultiple
        super().__init__(required=False, choices=_categories, widget=widget, **kwargs)

    def validate(self, value: list[str]) -> None:
        known = {slug for slug, _label in _categories()}
        if unknown := [slug for slug in value if slug not in known]:
            says = _("There is no category “%(slug)s” of the first level.")
            raise ValidationError([says % {"slug": slug} for slug in unknown])


class GroupsField(RowsField):
    columns = {
        "slug": _line(gettext_lazy("slug"), max_length=80, validators=[validate_slug]),
        "zh": _line(gettext_lazy("label (Chinese)"), max_length=120),
        "en": _line(gettext_lazy("label (English)"), max_length=120),
        "categories": CategoriesField(label=gettext_lazy("categories")),
    }
    needed = ("slug", "categories")
    unique = "slug"
