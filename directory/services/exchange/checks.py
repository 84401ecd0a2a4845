"""What the models would refuse of what a record says, in words and without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from directory.formats.records import Fields
from directory.models import Capability, CapabilityValue
from directory.services.fixtures.values import explained

from . import shapes
from .shapes import Mistake
from .terms import Kind, Part, told


def values(kind: Kind, said: Fields) -> Fields:
    """The columns of a record as the models have them, but for those that name other objects."""
    return {
        name: shapes.value(kind.columns[name], value)
        for name, value in said.items()
        if name in kind.columns and name not in kind.references
    }


def normal(kind: Kind, said: Fields) -> Fields:
    """With dates and times as the directory writes them, so that they can be compared."""
    dates = {
        name: told(shapes.value(kind.columns[name], said[name]))
        for name in kind.dates & said.keys()
    }
    return said | dates if dates else said


def columns(kind: Kind, said: Fields) -> Iterator[Mistake]:
    """What is wrong with the columns, each by itself."""
    for name, value in said.items():
        if name in kind.references or name not in kind.columns:
            continue
        field: Any = kind.columns[name]
        try:
            field.clean(shapes.value(field, value), None)
        except ValidationError as error:
            yield from _mistakes(kind.model, error, name)


def together(kind: Kind, said: Fields) -> Iterator[Mistake]:
    """What is wrong with columns as they stand beside one another."""
    instance = kind.model(**values(kind, said))
    check: Callable[[], None] = getattr(instance, "clean_values", instance.clean)
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
    keys = (" ".join(map(str, part.key_of(item))) for item in items)
    for key, count in Counter(keys).items():
        if count > 1:
            yield Mistake(part.name, _("“%(item)s” is there twice.") % {"item": key})


def item(part: Part, said: Any, capabilities: Fields) -> Iterator[Mistake]:
    """What is wrong with one item of a part, but for what it refers to."""
    if part.plain:
        said = {part.key[0]: said}
    mistakes = list(_of_columns(part, said))
    if part.name == "capabilities" and not mistakes:
        mistakes += _cell(said, capabilities)
    yield from mistakes


def _of_columns(part: Part, said: Fields) -> Iterator[Mistake]:
    for name, field in part.columns.items():
        if name not in said and not part.needs(field):
            continue
        try:
            field.clean(stored(part, name, said.get(name)), None)
        except ValidationError as error:
            for mistake in _mistakes(part.model, error, name):
                yield Mistake(part.name, f"{name}: {mistake.message}")


def stored(part: Part, name: str, said: Any) -> Any:
    """What a row has in a column for what an item says, if it says anything."""
    field = part.columns[name]
    return field.get_default() if said is None else shapes.value(field, said)


def _cell(said: Fields, capabilities: Fields) -> Iterator[Mistake]:
    """Whether a value is one that its capability can have."""
    capability = capabilities.get(said.get("capability", ""))
    if capability is None:
        return
    row = Capability(kind=capability.get("kind"), terms=capability.get("terms", []))
    with suppress(ValidationError):  # Of what is wrong with a capability itself it is told.
        row.clean()
        texts = {name: said.get(name, "") for name in ("text_zh", "text_en")}
        yield from _value_mistakes(CapabilityValue(value=said.get("value", []), **texts), row)


def _value_mistakes(cell: CapabilityValue, capability: Capability) -> Iterator[Mistake]:
    try:
        cell.clean_value(capability)
    except ValidationError as error:
        for mistake in _mistakes(CapabilityValue, error):
            yield Mistake("capabilities", mistake.message)


def _mistakes(model: Any, error: ValidationError, name: str = "") -> Iterator[Mistake]:
    found = {name: error.error_list} if name else error.update_error_dict({})
    for field, errors in found.items():
        for each in errors:
            where = "" if field == NON_FIELD_ERRORS else field
            yield Mistake(where, explained(model, field, each))
