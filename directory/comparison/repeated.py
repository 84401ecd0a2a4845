"""Capabilities that say again what is a fact of every project: both stand in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .rows import Cell, Group, Row

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


def _both(fact: Row, capability: Row | None) -> Row:
    """The cells of the capability, which have a source each, and the fact where there is none."""
    if capability is None:
        return fact
    label = capability.label if capability.label != fact.label else ""
    cells = [
        _sourced(known, sourced, label) if sourced.is_known else known
        for known, sourced in zip(fact.cells, capability.cells, strict=True)
    ]
    return replace(fact, cells=cells)


def _sourced(fact: Cell, capability: Cell, label: str) -> Cell:
    """`label` says what the value is of where that is not what the fact is called."""
    data = capability.data
    if isinstance(data, dict):
        data = data["en"] or data["zh"]
    return replace(
        capability,
        data=data,
        text=fact.text if fact.data == data else capability.text,
        note=capability.note or fact.note or label,
    )
