"""Whether what a record says is of the right shape: texts where texts belong, lists of objects
where these do. What is not is taken out and told, so that nobody further on need ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from directory.formats.records import Fields, Record
from directory.services.fixtures.values import Wrong, typed

from .terms import Kind, Part

# What only foreign formats say, and which kind of value it is.
_KEYS = ("key", "parent_key", "category_key")
_SOME_LINKS = "some_links"
_SOME_EXTRA = "some_extra"


class Mistake(NamedTuple):
    """`in_a_form` is the same for who sees a label in place of a field's name and types no quotes,
    where that differs."""

    field: str
    message: str
    in_a_form: str = ""

    @property
    def beside_a_label(self) -> str:
        return self.in_a_form or self.message


def value(field: Any, said: Any) -> Any:
    """A column's value as the model has it. Raises Wrong if it cannot be one at all."""
    if said is None:
        if not field.null:
            raise Wrong(_("null is not allowed. Give a value or leave the field out."))
        return None
    if type(said) is str and isinstance(field, models.CharField | models.TextField):
        return said
    return typed(field, said)


def shaped(kind: Kind, record: Record) -> tuple[Record, list[Mistake]]:
    """A record with the fields that have the right shape, and what is wrong with the others."""
    mistakes: list[Mistake] = []
    for name, said in record.fields.items():
        mistakes += _of_field(kind, name, said)
    if mistakes:
        wrong = {mistake.field for mistake in mistakes}
        fields = {name: said for name, said in record.fields.items() if name not in wrong}
        record = replace(record, fields=fields)
    return record, mistakes


def _of_field(kind: Kind, name: str, said: Any) -> Iterator[Mistake]:
    if name in kind.references or name in _KEYS:
        field = kind.columns.get(name)
        if not isinstance(said, str) and not (said is None and field is not None and field.null):
            yield Mistake(name, _("Write the slug of one, a text in quotes."))
    elif name in kind.columns:
        try:
            value(kind.columns[name], said)
        except Wrong as error:
            yield Mistake(name, str(error))
    elif name in kind.parts or name == _SOME_LINKS:
        part = kind.parts["links" if name == _SOME_LINKS else name]
        yield from (Mistake(name, message) for message in _of_items(part, said))
    elif name == _SOME_EXTRA and not isinstance(said, dict):
        yield Mistake(name, _("Write an object."))


def _of_items(part: Part, said: Any) -> Iterator[str]:
    if not isinstance(said, list):
        yield _("Write a list.")
        return
    for item in said:
        if not part.fits(item):
            yield _("Write %(example)s.") % {"example": _example(part)}
        elif not part.plain:
            yield from _of_item(part, item)


def _of_item(part: Part, item: Fields) -> Iterator[str]:
    for name, said in item.items():
        if name == part.reference:
            if not isinstance(said, str):
                yield f"{name}: " + _("Write the slug of one, a text in quotes.")
        elif name not in part.columns:
            yield _("There is no “%(name)s” here.") % {"name": name}
        else:
            try:
                value(part.columns[name], said)
            except Wrong as error:
                yield f"{name}: {error}"


def _example(part: Part) -> str:
    if part.plain:
        return _("a text in quotes")
    said = ", ".join(f'"{name}": "…"' for name in part.key)
    return _("an object such as %(example)s") % {"example": f"{{{said}}}"}
