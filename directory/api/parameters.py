"""Parameters of the API beside those of the pages."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.catalogue import FACETS
from directory.filters import ProjectFilter, one_of, right_for, unknown
from directory.filters.fields import QueryForm
from directory.heartbeat import LAST, Place
from directory.representations import Wrong

from .language import PARAMETER, wrong_language
from .refused import Refused
from .schemas import FIELDS

MOST = 100
USUAL = 50


class Depth(models.TextChoices):
    BRIEF = "brief", _("As in a list")
    FULL = "full", _("Everything that is public")


class NamesField(forms.CharField):
    """Some of few names, separated by commas, each once."""

    default_error_messages = {
        "empty": _("A comma stands between two names. Leave out those that do not.")
    }

    def __init__(self, *args: Any, known: tuple[str, ...], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = known

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        said = super().to_python(value)
        if not said:
            return []
        names = dict.fromkeys(name.strip() for name in said.split(","))
        if "" in names:
            raise ValidationError(self.error_messages["empty"])
        for name in names:
            if name not in self.known:
                raise ValidationError(right_for(name, self.known))
        return list(names)


class SinceField(forms.CharField):
    """A version, or a place within it: `version-id`."""

    pattern = re.compile(r"(?P<version>[0-9]{1,18})(?:-(?P<id>[0-9]{1,18}))?")
    default_error_messages = {
        "invalid": _("A version is a whole number; take it from next of an answer.")
    }

    def to_python(self, value: Any) -> Place | None:  # type: ignore[override]
        said = super().to_python(value)
        if not said:
            return None
        found = self.pattern.fullmatch(said)
        if found is None:
            raise ValidationError(self.error_messages["invalid"])
        return Place(int(found["version"]), int(found["id"] or LAST))


class NamesFilter(django_filters.Filter):
    field_class = NamesField


class LimitFilter(django_filters.Filter):
    field_class = forms.IntegerField


class CursorFilter(django_filters.Filter):
    field_class = forms.CharField


LIMIT: dict[str, Any] = {
    "label": _("How many at most; 50 unless told."),
    "min_value": 1,
    "max_value": MOST,
    "error_messages": {
        "invalid": _("A limit is a whole number from 1 to 100."),
        "min_value": _("A limit is a whole number from 1 to 100."),
        "max_value": _("A limit is a whole number from 1 to 100."),
    },
}


class ListFilter(ProjectFilter):
    """The list's query string, but what is about its pages."""

    view = page = None  # type: ignore[assignment]
    limit = LimitFilter(**LIMIT)
    cursor = CursorFilter(label=_("Where the page begins: from next of the answer before."))
    depth = one_of(Depth, _("How much is told of each project."))
    fields = NamesFilter(
        label=_("Which fields of FullProject are wanted, separated by commas."), known=FIELDS
    )
    facets = NamesFilter(
        label=_("Of which filters the choices are counted, separated by commas."), known=FACETS
    )


def refuse_unknown(request: HttpRequest, known: Collection[str] = ()) -> None:
    """Raises `Refused` for a parameter that is none or empty, which would be an answer about
    everything, and for a language that there is not."""
    errors = [Wrong(*each) for each in unknown(list(request.GET), [*known, PARAMETER])]
    empty = [name for name in known if "" in request.GET.getlist(name)]
    errors += [Wrong(name, gettext("It says nothing. Leave it out.")) for name in empty]
    if errors := errors + wrong_language(request):
        raise wrong_parameters(errors)


def checked(request: HttpRequest, form: QueryForm) -> dict[str, Any]:
    """What is asked. Raises `Refused` for what cannot be answered."""
    refuse_unknown(request, list(form.fields))
    if not form.is_valid():
        raise wrong_parameters([Wrong(name, says) for _label, name, says in form.problems])
    return form.cleaned_data


def wrong_parameters(errors: list[Wrong]) -> Refused:
    return Refused(400, gettext("What the address asks cannot be answered: see errors."), errors)
