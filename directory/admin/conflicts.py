"""Two editors at one object: who saves second is shown what the first changed.

A form carries how far its reader has seen the history. If anything is on record beyond that,
nothing is saved; the form comes back with all that was typed, the newer values of all that was not,
and the new mark, so that saving again overwrites only what was on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from directory.services.history import Mark, Newer

from .rights import PlacedForm

SEEN = "seen"


class CurationForm(PlacedForm):
    newer: Newer | None = None

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.newer and self.newer.events:
            self.add_error(
                None, ValidationError(_("This was changed while you had it open."), code="newer")
            )
        return cleaned


def written(mark: Mark) -> str:
    return " ".join(f"{part}.{newest}" for part, newest in mark.items())


def read(text: str) -> Mark:
    """A mark as it came back; what makes no sense was not seen."""
    return {part: int(newest) for part, newest in re.findall(r"\b([a-z]+)\.([0-9]{1,18})\b", text)}


def show_newer_values(form: Any, newer: Newer, related: Mapping[str, Any]) -> None:
    """Let each field that was sent as it had been opened show its present value.

    `related` is how fields were that are no columns.
    """
    was = newer.before.get(_key(form.instance))
    if was is None:
        return
    opened = type(form)(form.data, prefix=form.prefix, instance=was, initial=dict(related))
    for name in opened.fields.keys() - set(opened.changed_data):
        form.fields[name].bound_data = _the_present_one


def show_newer_rows(formset: Any, newer: Newer) -> None:
    for form in formset.initial_forms:
        if _key(form.instance) in newer.changed:
            show_newer_values(form, newer, {})


def _key(instance: Model) -> tuple[type[Model], Any]:
    return type(instance), instance.pk


def _the_present_one(data: Any, initial: Any) -> Any:
    return initial
