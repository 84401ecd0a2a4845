"""The declared fields are those of the models."""

import pytest
from django.db.models import NOT_PROVIDED, Field, Model

from directory.formats.own import codes, fields
from directory.formats.own.compound import Shape
from directory.formats.own.kinds import Choice, Kind, Text, Whole
from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Maintainer,
    Project,
    Relation,
    Stewardship,
    Tag,
)

MODELS: list[tuple[Shape, type[Model]]] = [
    (fields.LANDSCAPE, Landscape),
    (fields.CATEGORY, Category),
    (fields.TAG, Tag),
    (fields.CAPABILITY_GROUP, CapabilityGroup),
    (fields.CAPABILITY, Capability),
    (fields.PROJECT, Project),
    (fields.LINK, Link),
    (fields.RELATION, Relation),
    (fields.CELL, CapabilityValue),
    (fields.MAINTAINER, Maintainer),
    (fields.STEWARDSHIP, Stewardship),
]
# Rows of other tables that a record holds.
BELONGINGS = {"tags", "links", "relations", "capabilities", "old_slugs", "old_handles"}
# What a record has no use for: where it stands, whose it is, when it was touched, a login.
NOT_SAID = {
    Project: {"modified"},
    Link: {"project", "position"},
    Relation: {"source", "target"},
    CapabilityValue: {"project"},
    Maintainer: {"user"},
}
RENAMED = {(Relation, "project"): "target"}

each_model = pytest.mark.parametrize(
    ("shape", "model"), MODELS, ids=[m.__name__ for _, m in MODELS]
)


def columns(model: type[Model]) -> dict[str, Field]:
    return {field.name: field for field in model._meta.concrete_fields if not field.primary_key}


def pairs(shape: Shape, model: type[Model]) -> list[tuple[str, Kind, Field]]:
    """(name, kind, column) of each field that is a column."""
    return [
        (name, kind, columns(model)[RENAMED.get((model, name), name)])
        for name, kind in shape.fields.items()
        if name not in BELONGINGS
    ]


@each_model
def test_every_column_can_be_said_and_nothing_else(shape: Shape, model: type[Model]):
    said = shape.fields.keys() - BELONGINGS
    wanted = columns(model).keys() - NOT_SAID.get(model, set())

    assert said - {name for of, name in RENAMED if of is model} == wanted


@each_model
def test_lengths_choices_and_bounds_are_those_of_the_columns(shape: Shape, model: type[Model]):
    for name, kind, column in pairs(shape, model):
        choices = [value for value, _ in column.choices or []]
        if isinstance(kind, Choice):
            assert [choice for choice in kind.choices if choice] == choices, name
            assert ("" in kind.choices) == column.blank, name
        elif isinstance(kind, Text) and column.max_length and not column.is_relation:
            assert (kind.longest, choices) == (column.max_length, []), name
        elif isinstance(kind, Whole):
            assert kind.most <= 2**31 - 1, name


@each_model
def test_what_is_not_said_becomes_what_the_column_has_by_default(shape: Shape, model: type[Model]):
    for name, kind, column in pairs(shape, model):
        # New ones are published, and added at the time at which they are.
        if column.default is not NOT_PROVIDED and name not in {"created", "state"}:
            assert kind.default == column.get_default(), name


@each_model
def test_what_may_be_empty_or_null_may_be_so_in_the_column(shape: Shape, model: type[Model]):
    for name, kind, column in pairs(shape, model):
        assert kind.nullable == column.null, name
        if isinstance(kind, Text) and not kind.nullable and kind.form:
            assert kind.blank == column.blank, name


def test_facts_that_can_be_in_doubt_are_those_of_the_model():
    assert list(codes.FACTS) == Project.Fact.values
