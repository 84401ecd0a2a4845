"""A control for each column of a project, which takes whatever is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from directory.catalogue import Catalogue
from directory.formats.records import Fields
from directory.models import Project
from directory.models.translated import column_language
from directory.services.suggestions.subject import PROJECTS
from directory.services.suggestions.words import field_name

STEPS = tuple(Project.FOUNDATION_STEPS)
_DATES = "foundation_dates"
_LONG = {"description_zh": 8, "description_en": 8}
_WORDS = re.compile(r"[,，、;；\r\n]")
_NO_CHOICE = ("", "—")


class Typed(forms.CharField):
    """A text as it was typed. What is wrong with it, the service says that keeps suggestions."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(required=False, strip=False, **settings)
        self.validators = []


class Ticked(forms.MultipleChoiceField):
    """What was ticked, known or not."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **settings)

    def valid_value(self, value: str) -> bool:
        return True


class ColumnsForm(forms.Form):
    """Columns of a project, its tags among them, which are ticked like one."""

    def __init__(self, data: Any, names: list[str], present: Fields, catalogue: Catalogue) -> None:
        super().__init__(data, initial=_initial(present), use_required_attribute=False)
        self.names = names
        for name in names:
            if name == _DATES:
                for step in STEPS:
                    self.fields[f"{_DATES}_{step}"] = Typed(label=_step(step), widget=_line())
            else:
                self.fields[name] = _control(name, catalogue)

    def said(self) -> Fields:
        """In the terms of records."""
        self.full_clean()
        return {name: self._said(name) for name in self.names}

    def _said(self, name: str) -> Any:
        said = self.cleaned_data
        if name == _DATES:
            dates = {step: said.get(f"{_DATES}_{step}", "").strip() for step in STEPS}
            return {step: date for step, date in dates.items() if date}
        if name == "languages":
            words = (word.strip() for word in _WORDS.split(said.get(name, "")))
            return list(dict.fromkeys(word for word in words if word))
        return said.get(name, "")

    def controls(self, name: str) -> list[forms.BoundField]:
        """Those of a field: one, or one for each date."""
        if name == _DATES:
            return [self[f"{_DATES}_{step}"] for step in STEPS]
        return [self[name]]

    def wrong(self, name: str, message: str) -> None:
        self.add_error(f"{_DATES}_accepted" if name == _DATES else name, message)


def _initial(present: Fields) -> Fields:
    dates: Mapping[str, str] = present.get(_DATES) or {}
    words = ", ".join(present.get("languages") or ())
    return (
        present | {f"{_DATES}_{step}": dates.get(step, "") for step in STEPS} | {"languages": words}
    )


def _step(step: str) -> str:
    if step == "accepted":
        return _("Accepted by the foundation")
    return str(Project.Maturity(step).label)


def _control(name: str, catalogue: Catalogue) -> forms.Field:
    label = field_name(name)
    if name == "tags":
        return Ticked(label=label, choices=_tags(catalogue))
    column = PROJECTS.columns[name]
    help_text = _hint(name) or str(column.help_text)
    if name == "unverified":
        return Ticked(label=label, choices=Project.Fact.choices, help_text=help_text)
    return Typed(label=label, help_text=help_text, widget=_widget(name, column, catalogue))


def _hint(name: str) -> str:
    hints = {
        "summary": _("What it is and for whom, in one or two sentences. No praise."),
        "languages": _("Separated by commas."),
        "status_since": _date_hint(),
        "last_activity": _date_hint(),
        "started": _date_hint(),
        "first_release_date": _date_hint(),
    }
    return hints.get(re.sub("_(zh|en)$", "", name), "")


def _date_hint() -> str:
    return _("A year, a month or a day, as far as it is known: 2017, 2017-05, 2017-05-24.")


def _widget(name: str, column: Any, catalogue: Catalogue) -> forms.Widget:
    if name == "category":
        return _select([_NO_CHOICE, *_categories(catalogue)])
    if column.choices:
        none = [_NO_CHOICE] if column.blank else []
        return _select([*none, *column.choices])
    attrs = {"class": "input"} | _language_of(name)
    if isinstance(column, models.TextField) or name.startswith("withdrawn_reason"):
        return forms.Textarea(attrs=attrs | {"rows": _LONG.get(name, 3)})
    return forms.TextInput(attrs=attrs)


def _language_of(name: str) -> dict[str, str]:
    languages = {"zh": "zh-Hans", "en": "en"}
    found = re.search("_(zh|en)$", name)
    return {"lang": languages[found[1]]} if found and found[1] != column_language() else {}


def _select(choices: list[tuple[Any, Any]]) -> forms.Select:
    return forms.Select(attrs={"class": "input"}, choices=choices)


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input"})


def _categories(catalogue: Catalogue) -> list[tuple[str, str]]:
    taxonomy = catalogue.taxonomy
    found = []
    for root in taxonomy.roots:
        letter = taxonomy.letter(root)
        for category in (root, *taxonomy.subcategories[root.pk]):
            indent = "" if category is root else "\u2003"
            found.append((category.slug, f"{letter}\u2002{indent}{category.name}"))
    return found


def _tags(catalogue: Catalogue) -> list[tuple[str, str]]:
    tags = [(tag.slug, str(tag.label)) for tag in catalogue.taxonomy.tags.values()]
    return sorted(tags, key=lambda tag: tag[1].lower())
