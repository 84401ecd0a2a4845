"""The list itself, categories with their matrices, and tags."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from directory.catalogue import Catalogue
from directory.models import Capability, CapabilityGroup, OldCategorySlug, OldTagSlug

from .addresses import Origin
from .values import named

_LANDSCAPE = (
    "title_zh",
    "title_en",
    "introduction_zh",
    "introduction_en",
    "about_zh",
    "about_en",
    "community_zh",
    "community_en",
    "community_url",
    "attribution_zh",
    "attribution_en",
    "source_url",
    "license",
    "facts_as_of",
    "groups",
)
_CATEGORY = ("name_zh", "name_en", "description_zh", "description_en", "position", "hue")
_TAG = ("name", "label_zh", "synonyms", "description_zh", "description_en")
_GROUP = ("slug", "label_zh", "label_en", "position")
_CAPABILITY = (
    "slug",
    "kind",
    "terms",
    "label_zh",
    "label_en",
    "explanation_zh",
    "explanation_en",
    "position",
)


def landscape(known: Catalogue, origin: Origin) -> dict[str, Any]:
    """What the list is, and how much is in it."""
    return {
        **origin.front_pages(),
        **_said(_LANDSCAPE, known.taxonomy.landscape),
        "version": known.version,
        "projects": len(known.published),
    }


def categories(known: Catalogue, origin: Origin) -> list[dict[str, Any]]:
    """All, each before those below it, as the list has them; three queries."""
    former, groups = _former(OldCategorySlug), _groups()
    return [
        {
            "id": category.pk,
            "slug": category.slug,
            **origin.pages("category", category.slug),
            "parent": category.parent.slug if category.parent else None,
            **_said(_CATEGORY, category),
            "projects": len(known.choices["category"][category.slug]),
            "capability_groups": groups[category.pk],
            "old_slugs": former[category.pk],
        }
        for root in known.taxonomy.roots
        for category in (root, *known.taxonomy.subcategories[root.pk])
    ]


def tags(known: Catalogue, origin: Origin) -> list[dict[str, Any]]:
    """All, most used first; one query."""
    former = _former(OldTagSlug)
    return [
        {
            "id": tag.pk,
            "slug": tag.slug,
            **origin.pages("tag", tag.slug),
            **_said(_TAG, tag),
            "projects": number,
            "old_slugs": former[tag.pk],
        }
        for tag, number in known.tag_counts()
    ]


def _said(names: tuple[str, ...], row: Any) -> dict[str, Any]:
    return named(names, [getattr(row, name) for name in names])


def _former(model: Any) -> dict[int, list[str]]:
    found = defaultdict(list)
    for pk, slug in model.objects.pairs():
        found[pk].append(slug)
    return found


def _groups() -> dict[int, list[dict[str, Any]]]:
    """By id of the category, its matrix: what its projects can be compared by."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for capability in Capability.objects.all():
        rows[capability.group_id].append(_said(_CAPABILITY, capability))
    found = defaultdict(list)
    for group in CapabilityGroup.objects.all():
        said = _said(_GROUP, group) | {"capabilities": rows[group.pk]}
        found[group.category_id].append(said)
    return found
