"""The published directory as landscape2 has one, its items read few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pyroaring import BitMap

from directory.catalogue import NONE, Catalogue
from directory.formats import landscape_yml
from directory.formats.records import Fields
from directory.markdown import plain
from directory.models import Project
from directory.models.translated import column_language

from .items import Item, kept
from .names import normalized
from .outline import Category, Subcategory, outline

# Projects that are read at once.
CHUNK = 500


class Entry(NamedTuple):
    """An item, and what landscape2 knows of it beside the item."""

    item: Item
    organization: str


class Landscape:
    """In the language on display; categories and ids are those of one version of the directory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.categories = outline(catalogue)
        self.language = column_language()
        self.slugs = {pk: c.slug for pk, c in catalogue.taxonomy.categories.items()}
        self.places = {
            subcategory.id: (category.name, subcategory.name)
            for category in self.categories
            for subcategory in category.subcategories
        }
        self.paths = landscape_yml.paths_of(_taxonomy(catalogue), self.language)

    # ---- which

    @property
    def foundation(self) -> str:
        """Who keeps the landscape."""
        return str(self.catalogue.taxonomy.landscape.community)

    def groups(self) -> list[dict[str, Any]]:
        names = {category.slug: category.name for category in self.categories}
        told = []
        for group in self.catalogue.taxonomy.landscape.groups:
            name = group.get(self.language) or group.get("zh") or group.get("en", "")
            within = [names[slug] for slug in group["categories"] if slug in names]
            told.append({"name": name, "normalized_name": normalized(name), "categories": within})
        return told

    def category(self, name: str) -> Category | None:
        """By its normalized name."""
        return next((c for c in self.categories if c.normalized_name == name), None)

    def subcategory(self, category: str, name: str) -> Subcategory | None:
        found = self.category(category)
        within = found.subcategories if found else ()
        return next((s for s in within if s.normalized_name == name), None)

    def projects(self) -> BitMap:
        """Items that landscape2 calls projects: those with a step in a foundation."""
        steps = self.catalogue.values["maturity"]
        return BitMap.union(BitMap(), *(ids for step, ids in steps.items() if step != NONE))

    def also_in(self, within: Iterable[Subcategory]) -> BitMap:
        """Projects that stand elsewhere and by an additional category in one of these, too."""
        slugs = {self.slugs[subcategory.id] for subcategory in within}
        found = (
            pk
            for pk, extra in Project.objects.with_second_paths()
            if slugs & set(landscape_yml.slugs_of(landscape_yml.kept_of({"extra": extra}) or {}))
        )
        return BitMap(found) & self.catalogue.published

    # ---- in which order

    def in_file_order(self, ids: BitMap) -> list[int]:
        """By category and subcategory, then by position."""
        order = self.catalogue.orders["position"]
        return [
            pk
            for category in self.categories
            for subcategory in category.subcategories
            for pk in order.page(subcategory.ids & ids, 0, len(subcategory.ids))
        ]

    def by_name(self, ids: BitMap) -> list[int]:
        names = self.catalogue.names
        return sorted(self.in_file_order(ids), key=lambda pk: names[pk].lower())

    # ---- what they say

    def entries(self, ids: Sequence[int]) -> Iterator[Entry]:
        """In this order, without what is not published any more, or where this version knows no
        category."""
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            found = {p.pk: p for p in Project.objects.published().among(some).for_landscape2()}
            there = (found[pk] for pk in some if pk in found)
            yield from (self._entry(each) for each in there if each.category_id in self.places)

    def _entry(self, project: Project) -> Entry:
        fields = _fields(project, self.slugs[project.category_id])
        said = landscape_yml.item_of(fields, self.language, self.paths)
        said["name"] = project.name
        item = kept(said, *self.places[project.category_id], _logo(project), project.license)
        if project.featured:
            item["featured"] = {}
        return Entry(item, project.organization)


def _taxonomy(catalogue: Catalogue) -> dict[str, Fields]:
    """Categories in the terms of a file, by slug."""
    return {
        category.slug: {
            "slug": category.slug,
            "parent": category.parent.slug if category.parent else "",
            "name_zh": category.name_zh,
            "name_en": category.name_en,
        }
        for category in catalogue.taxonomy.categories.values()
    }


def _fields(project: Project, category: str) -> Fields:
    """What a data file says of it; a text there has no marks."""
    return {
        "slug": project.slug,
        "name": project.name,
        "category": category,
        "summary_zh": plain(project.summary_zh),
        "summary_en": plain(project.summary_en),
        "maturity": project.maturity,
        "foundation_dates": project.foundation_dates,
        "extra": project.extra,
        "links": [
            {"kind": link.kind, "url": link.url, "text": link.text, "former": link.former}
            for link in project.links.all()
        ],
    }


def _logo(project: Project) -> str:
    """Below the front page. landscape2 demands one: without it the monogram takes its place."""
    logo = getattr(project, "logo", None)
    return logo.get_absolute_url().removeprefix("/") if logo else f"logos/{project.slug}.svg"
