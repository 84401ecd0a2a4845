"""What the models would refuse of what a record says, in words and without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from directory.formats.records import Fields
from directory.models import Capability, CapabilityValue, Project
from directory.services.fixtures.values import Wrong, explained, typed

from .terms import Kind, Part, told


class Mistake(NamedTuple):
    field: str
    message: str


def values(kind: Kind, said: Fields) -> Fields:
    """The columns of a record as the models have them. What has a wrong type is left out."""
    found = {}
    for name, value in said.items():
        if name in kind.columns and name not in kind.references:
            try:
                found[name] = _typed(kind.columns[name], value)
            except Wrong:
                continue
    return found


def normal(kind: Kind, said: Fields) -> Fields:
    """With dates and times as the directory writes them, so that they can be compared."""
    dates = {}
    for name in kind.dates & said.keys():
        try:
            dates[name] = told(_typed(kind.columns[name], said[name]))
        except Wrong:
            continue
    return said | dates if dates else said


def _typed(field: Any, said: Any) -> Any:
    if said is None:
        if not field.null:
            raise Wrong(_("null is not allowed. Give a value or leave the field out."))
        return None
    if type(said) is str and isinstance(field, models.CharField | models.TextField):
        return said
    return typed(field, said)


def columns(kind: Kind, said: Fields) -> Iterator[Mistake]:
    """What is wrong with the columns, each by itself."""
    for name, value in said.items():
        if name in kind.references or name not in kind.columns:
            continue
        field: Any = kind.columns[name]
        try:
            field.clean(_typed(field, value), None)
        except Wrong as error:
            yield Mistake(name, str(error))
        except ValidationError as error:
            yield from _mistakes(kind.model, error, name)


def together(kind: Kind, said: Fields) -> Iterator[Mistake]:
    """What is wrong with columns as they stand beside one another."""
    instance = kind.model(**values(kind, said))
    check: Callable[[], None] = (
        instance.clean_values if isinstance(instance, Project) else instance.clean
    )
    try:
        check()
    except ValidationError as error:
        yield from _mistakes(kind.model, error)


def missing(kind: Kind, said: Fields) -> Iterator[str]:
    """The columns without which there can be no object of this kind."""
    for name, field in kind.columns.items():
        required = not (field.blank or field.null or field.has_default())
        if required and name not in said:
            yield name


def doubles(part: Part, items: list[Any]) -> Iterator[Mistake]:
    """What a project can have only once."""
    keys = [map(str, part.key_of(item)) for item in items if part.fits(item)]
    for key, count in Counter(map(" ".join, keys)).items():
        if count > 1:
            yield Mistake(part.name, _("“%(item)s” is there twice.") % {"item": key})


def item(part: Part, said: Any, capabilities: Fields) -> Iterator[Mistake]:
    """What is wrong with one item of a part, but for what it refers to."""
    if part.plain:
        said = {part.key[0]: said}
    if not isinstance(said, dict):
        yield Mistake(part.name, _("Write an object, such as %(example)s.") % _example(part))
        return
    for name in said.keys() - {*part.key, *part.others}:
        yield Mistake(part.name, _("There is no “%(name)s” here.") % {"name": name})
    mistakes = list(_of_columns(part, said))
    if part.name == "capabilities" and not mistakes:
        mistakes += _cell(said, capabilities)
    yield from mistakes


def _of_columns(part: Part, said: Fields) -> Iterator[Mistake]:
    for name, field in part.columns.items():
        if name not in said and not part.needs(field):
            continue
        try:
            field.clean(_typed(field, said.get(name, field.get_default())), None)
        except Wrong as error:
            yield Mistake(part.name, f"{name}: {error}")
        except ValidationError as error:
            for mistake in _mistakes(part.model, error, name):
                yield Mistake(part.name, f"{name}: {mistake.message}")


def stored(part: Part, name: str, said: Any) -> Any:
    """What a row has in a column for what an item says, if it says anything."""
    field = part.columns[name]
    return field.get_default() if said is None else _typed(field, said)


def _cell(said: Fields, capabilities: Fields) -> Iterator[Mistake]:
    """Whether a value is one that its capability can have."""
    capability = capabilities.get(said.get("capability", ""))
    if capability is None:
        return
    row = Capability(kind=capability.get("kind"), terms=capability.get("terms", []))
    texts = {name: said.get(name, "") for name in ("text_zh", "text_en")}
    try:
        CapabilityValue(value=said.get("value", []), **texts).clean_value(row)
    except ValidationError as error:
        for mistake in _mistakes(CapabilityValue, error):
            yield Mistake("capabilities", f"{said['capability']}: {mistake.message}")


def _mistakes(model: Any, error: ValidationError, name: str = "") -> Iterator[Mistake]:
    found = {name: error.error_list} if name else error.update_error_dict({})
    for field, errors in found.items():
        for each in errors:
            where = "" if field == NON_FIELD_ERRORS else field
            yield Mistake(where, explained(model, field, each))


def _example(part: Part) -> dict[str, str]:
    return {"example": "{" + ", ".join(f'"{name}": "…"' for name in part.key) + "}"}
