"""Capabilities that say again what is a fact of every project: both stand in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .rows import TEXT, Cell, Group, Row, differ

# The fact that a capability repeats, by the slug of the capability.
FACTS = {"license": "license", "cncf-stage": "maturity"}


def once(facts: Sequence[Group], capabilities: Sequence[Group]) -> list[Group]:
    """All groups with the capabilities that repeat a fact moved to the row of the fact."""
    stated = {row.slug for group in facts for row in group.rows}
    repeating = {
        FACTS[row.slug]: row
        for group in capabilities
        for row in group.rows
        if FACTS.get(row.slug) in stated
    }
    return [
        *(replace(g, rows=[_both(row, repeating.get(row.slug)) for row in g.rows]) for g in facts),
        *(
            replace(g, rows=[row for row in g.rows if FACTS.get(row.slug) not in stated])
            for g in capabilities
        ),
    ]


def completed(capabilities: Sequence[Group], facts: Sequence[Row]) -> list[Group]:
    """The capabilities with the facts that they repeat where they have no cell."""
    stated = {row.slug: row for row in facts}
    return [
        replace(
            group, rows=[_completed(row, stated.get(FACTS.get(row.slug, ""))) for row in group.rows]
        )
        for group in capabilities
    ]


def _completed(capability: Row, fact: Row | None) -> Row:
    if fact is None:
        return capability
    facts = [_as_words(cell) for cell in fact.cells] if capability.kind == TEXT else fact.cells
    return replace(capability, cells=_joined(capability.kind, facts, capability.cells))


def _both(fact: Row, capability: Row | None) -> Row:
    if capability is None:
        return fact
    # Says what the value is of where that is not what the fact is called.
    label = capability.label if capability.label != fact.label else ""
    sourced = [_as_value(cell) for cell in capability.cells]
    cells = [
        replace(cell, note=cell.note or label) if known.is_known else cell
        for cell, known in zip(_joined(fact.kind, fact.cells, sourced), sourced, strict=True)
    ]
    return replace(fact, cells=cells)


def _joined(kind: str, facts: Sequence[Cell], capabilities: Sequence[Cell]) -> list[Cell]:
    return [_one(kind, *pair) for pair in zip(facts, capabilities, strict=True)]


def _one(kind: str, fact: Cell, capability: Cell) -> Cell:
    """The cell of the capability, which has a source of its own, and what the facts say if that is
    something else; the fact where there is no cell."""
    if not capability.is_known:
        return fact
    if not fact.is_known:
        return capability
    if differ(kind, fact.data, capability.data):
        return replace(capability, other=fact)
    return replace(capability, text=fact.text, note=capability.note or fact.note)


def _as_value(cell: Cell) -> Cell:
    said = cell.data
    return replace(cell, data=said["en"] or said["zh"]) if isinstance(said, dict) else cell


def _as_words(cell: Cell) -> Cell:
    return replace(cell, data={"zh": cell.data, "en": cell.data}) if cell.is_known else cell
