"""A row of the work as a form.

It carries a digest of what it showed. If somebody else has changed that meanwhile, nothing is
saved; the row comes back with what it has become and all that was typed, to be saved again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import CapabilityValue, Project
from directory.services import history
from directory.services.chores import doing
from directory.wording import labelled, listed


class Line(NamedTuple):
    """A control, and the text in the other language that stands beside it."""

    field: Any
    beside: str = ""
    lang: str = ""
    label: str = ""


class RowForm(forms.ModelForm):
    """`watched` are the columns that the row shows or changes; `reason` goes into the history."""

    row_model: type[Project | CapabilityValue] = Project
    watched: tuple[str, ...] = ()
    submit: Any = gettext_lazy("Save")
    reason: Any

    def __init__(self, row: Any, data: QueryDict | None = None) -> None:
        self.row = row
        self.digest = self._digest()
        super().__init__(
            data,
            instance=self.instance_of(row),
            prefix=f"row-{row.pk}",
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
        return listed(told)

    def _shown(self, name: str) -> str:
        return history.shown(self.row._meta.get_field(name), self.initial.get(name))

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a column that is not written here is told above the row: Django has
        no place for it."""
        told = errors.update_error_dict({})
        for name in told.keys() - self.fields.keys() - {NON_FIELD_ERRORS}:
            label = capfirst(self.instance._meta.get_field(name).verbose_name)
            for message in ValidationError(told.pop(name)).messages:
                self.add_error(None, labelled(label, message))
        super()._update_errors(ValidationError(told))

    def put(self) -> None:
        """Saves what was typed, of a form that is valid."""
        doing.save(self.instance, str(self.reason))
