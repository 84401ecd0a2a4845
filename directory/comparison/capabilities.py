"""The matrix of capabilities as rows of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pyroaring import BitMap

from directory.catalogue import Catalogue
from directory.models import Capability, CapabilityValue, Category
from directory.models.translated import column_language

from .rows import SET, TEXT, UNKNOWN, VALUE, Cell, Group, Item, Row, Source

KINDS = {Capability.Kind.TEXT: TEXT, Capability.Kind.LIST: SET, Capability.Kind.CHOICE: VALUE}

# A cell by project and capability.
Cells = dict[tuple[int, int], Cell]


def of_projects(ids: Sequence[int], categories: Iterable[Category]) -> list[Group]:
    """The capabilities of these categories, and whatever else these projects have cells for."""
    values = list(CapabilityValue.objects.of_projects(ids))
    around = {pk for c in categories for pk in (c.pk, c.parent_id) if pk}
    capabilities = Capability.objects.for_matrix(around, {v.capability_id for v in values})
    return _groups(list(capabilities), values, ids)


def of_category(category: Category, catalogue: Catalogue, ids: Sequence[int]) -> list[Group]:
    """The capabilities of a category, of the one above and of those below."""
    capabilities = Capability.objects.for_matrix(_around(category, catalogue))
    return _groups(list(capabilities), CapabilityValue.objects.of_projects(ids), ids)


def covered_by(category: Category, catalogue: Catalogue) -> BitMap:
    """Ids of all projects that have a cell in the matrix of a category."""
    return BitMap(CapabilityValue.objects.project_ids(_around(category, catalogue)))


def _around(category: Category, catalogue: Catalogue) -> set[int]:
    below = catalogue.taxonomy.subcategories[category.pk]
    return {category.pk, category.parent_id or category.pk, *(c.pk for c in below)}


def _groups(
    capabilities: list[Capability], values: Iterable[CapabilityValue], ids: Sequence[int]
) -> list[Group]:
    by_key = {capability.pk: capability for capability in capabilities}
    cells: Cells = {}
    for value in values:
        if value.capability_id in by_key:
            value.capability = by_key[value.capability_id]
            cells[value.project_id, value.capability_id] = _cell(value)
    return [
        Group(group.slug, group.label, [_row(capability, cells, ids) for capability in members])
        for group, members in groupby(capabilities, key=lambda capability: capability.group)
    ]


def _row(capability: Capability, cells: Cells, ids: Sequence[int]) -> Row:
    return Row(
        slug=capability.slug,
        label=capability.label,
        kind=KINDS[Capability.Kind(capability.kind)],
        cells=[cells.get((i, capability.pk), UNKNOWN) for i in ids],
        explanation=capability.explanation,
    )


def _cell(value: CapabilityValue) -> Cell:
    return Cell(
        data=_data(value),
        text=value.display,
        items=_items(value),
        note=value.note,
        mark=f"val {value.answer}" if value.answer else "",
        sources=[Source(value.source_url)],
        as_of=value.verified,
    )


def _items(value: CapabilityValue) -> list[Item]:
    if value.capability.kind != Capability.Kind.LIST:
        return []
    labels = {term["slug"]: term[column_language()] for term in value.capability.terms}
    return [Item(labels.get(slug, slug)) for slug in value.value]


def _data(value: CapabilityValue) -> object:
    kind = value.capability.kind
    if kind == Capability.Kind.TEXT:
        return {"zh": value.text_zh, "en": value.text_en}
    return value.value if kind == Capability.Kind.LIST else next(iter(value.value), None)
