"""The catalogue itself. A project's id is its bit."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from pyroaring import BitMap

from directory import heartbeat
from directory.models import (
    CapabilityValue,
    Category,
    Link,
    Project,
    ProjectTag,
    Tag,
)

from . import successors
from .choices import choices, having
from .columns import by_id, column, put
from .monograms import Monograms
from .orders import Order
from .row import KEPT, LINK, ORDERS, ORGANIZATION_ZH, Row
from .selection import Selection
from .taxonomy import Taxonomy

CARDS_KEPT = 5_000
# Every tile of the largest panorama in both languages, and some beside.
TILES_KEPT = 8_000
# What other tables say of projects, key by key.
BESIDE: dict[str, Any] = {
    "tag": ProjectTag.objects,
    "evidence": CapabilityValue.objects,
    LINK: Link.objects,
}

K = TypeVar("K", tuple[str, int], tuple[str, str, int])


class Catalogue:
    """The published directory at one version."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.taxonomy: Taxonomy
        self.published = BitMap()
        # facet -> key -> ids: categories and tags by primary key, evidence by year and capability,
        # the others by value.
        self.values: dict[str, dict[Any, BitMap]] = {}
        self.orders: dict[str, Order] = {}
        # What projects are called, and in Chinese those that are called something else.
        self.names: list[str] = []
        self.names_zh: dict[int, str] = {}
        # Who took the place of an ended project.
        self.successors: dict[int, int] = {}
        # Rendered cards by (view, language, id), and tiles of the panorama by (language, id).
        self.cards: dict[tuple[str, str, int], str] = {}
        self.tiles: dict[tuple[str, int], str] = {}

    # ---- filters, counts, order

    @cached_property
    def choices(self) -> dict[str, dict[str, BitMap]]:
        """filter -> value as in a query string -> ids, in the order in which choices are listed."""
        return choices(self.values, self.taxonomy, self.published)

    @cached_property
    def ended(self) -> BitMap:
        """The projects that have ended."""
        return BitMap.union(*(self._of("status", status) for status in Project.ENDED))

    def having(self, name: str, value: str) -> BitMap:
        """The projects that one value of a filter asks for."""
        return having(self.choices, name, value)

    def _of(self, facet: str, key: Any) -> BitMap:
        return self.values[facet].get(key, BitMap())

    @cached_property
    def monograms(self) -> Monograms:
        in_each = {root.pk: self.choices["category"][root.slug] for root in self.taxonomy.roots}
        return Monograms(self.names, self.names_zh, in_each)

    def select(self, wanted: Mapping[str, Sequence[str]], within: BitMap | None) -> Selection:
        return Selection(self, wanted, self.published if within is None else within)

    def page(self, ids: BitMap, order: str, offset: int, size: int) -> list[int]:
        """`size` of some published ids from `offset` on, in an order."""
        return self.orders[order].page(ids, offset, size)

    # ---- tags, categories, kin

    @cached_property
    def _tags_by_use(self) -> list[int]:
        known = [pk for pk in self.values["tag"] if pk in self.taxonomy.tags]
        return sorted(known, key=lambda pk: (len(self.values["tag"][pk]), pk))

    def tags_of(self, ids: Iterable[int]) -> dict[int, list[Tag]]:
        """The tags of each project, commonest last: what is particular about it comes first."""
        wanted = BitMap(ids)
        found: dict[int, list[Tag]] = {i: [] for i in wanted}
        for pk in self._tags_by_use:
            for i in wanted & self.values["tag"][pk]:
                found[i].append(self.taxonomy.tags[pk])
        return found

    def category_counts(self, parent: Category | None = None) -> list[tuple[Category, str, int]]:
        """(category, letter, number of projects) of the first level, or below a category."""
        shown = self.taxonomy.roots if parent is None else self.taxonomy.subcategories[parent.pk]
        counts = self.choices["category"]
        return [(c, self.taxonomy.letter(c), len(counts[c.slug])) for c in shown]

    def tag_counts(self) -> list[tuple[Tag, int]]:
        """(tag, number of projects), most used first."""
        carried = self.choices["tag"]
        return sorted(
            ((tag, len(carried[tag.slug])) for tag in self.taxonomy.tags.values()),
            key=lambda pair: (-pair[1], pair[0].slug),
        )

    def tags_beside(self, tag: Tag, limit: int = 8) -> list[tuple[Tag, int]]:
        """(tag, number of projects that carry both), most often first."""
        base = self.choices["tag"][tag.slug]
        beside = [
            (other, base.intersection_cardinality(self.choices["tag"][other.slug]))
            for other in self.taxonomy.tags.values()
            if other.pk != tag.pk
        ]
        beside.sort(key=lambda pair: (-pair[1], pair[0].slug))
        return [pair for pair in beside if pair[1]][:limit]

    def similar(self, project_id: int, limit: int) -> list[tuple[int, int]]:
        """(id, number of shared tags) of projects of its category, as `alike` has them."""
        of_it = {
            facet: [key for key, ids in self.values[facet].items() if project_id in ids]
            for facet in ("category", "tag")
        }
        category = of_it["category"][0] if of_it["category"] else None
        return self.alike(category, of_it["tag"], limit, but=project_id)

    def alike(
        self, category_id: int | None, tag_ids: Iterable[int], limit: int, but: int = 0
    ) -> list[tuple[int, int]]:
        """(id, number of these tags) of projects of a category that carry any of them, most alike
        first and those that have ended last."""
        others = self._of("category", category_id) - BitMap([but])
        carried = [self._of("tag", pk) & others for pk in tag_ids]
        in_exactly = _in_exactly(carried)
        ranked = (
            (i, number)
            for some in (others - self.ended, self.ended)
            for number in range(len(carried), 0, -1)
            for i in in_exactly[number] & some
        )
        return list(islice(ranked, limit))

    @cached_property
    def organizations_zh(self) -> dict[str, str]:
        """Chinese names of organizations that have one, by their own name."""
        said = sorted(self.values[ORGANIZATION_ZH].items(), key=lambda item: -item[1].min())
        return dict(names for names, _ids in said)

    # ---- building

    @classmethod
    def build(cls) -> Catalogue:
        self = cls(heartbeat.version())
        members: dict[str, dict[Any, array[int]]] = {
            name: defaultdict(lambda: array("I")) for name in KEPT
        }
        ids = array("I")
        names: list[str] = []
        columns = [column(of_text=order == "name") for order in ORDERS]
        for row in map(Row._make, Project.objects.for_catalogue()):
            ids.append(row.id)
            names.append(row.name)
            if row.name_zh:
                self.names_zh[row.id] = row.name_zh
            for facet, key in row.values():
                members[facet][key].append(row.id)
            for values, key in zip(columns, row.keys(), strict=True):
                values.append(key)
        self.published = BitMap(ids)
        self.names = by_id(ids, names)
        self.orders = {
            order: Order.of(ids, values) for order, values in zip(ORDERS, columns, strict=True)
        }
        for facet, by_key in members.items():
            self.values[facet] = {key: BitMap(found) for key, found in by_key.items()}
        for name, table in BESIDE.items():
            self.values[name] = {
                key: carriers
                for key, found in table.project_ids_by_key()
                if (carriers := BitMap(found) & self.published)
            }
        self.successors = successors.read()
        # Last, so that it knows every tag and category that was read before.
        self.taxonomy = Taxonomy.read()
        return self

    def updated(self, version: int, project_ids: Sequence[int]) -> Catalogue:
        """The catalogue with these projects, and all categories and tags, as they are now."""
        changed = BitMap(project_ids)
        new = self._without(version, changed)
        rows = [Row._make(row) for row in Project.objects.for_catalogue(project_ids)]
        for row in rows:
            new._add(row)
        for name, table in BESIDE.items():
            for key, project_id in table.pairs([row.id for row in rows]):
                new._add_value(name, key, project_id)
        new.successors = successors.after(self.successors, changed)
        new.taxonomy = Taxonomy.read(self.taxonomy)
        if new.taxonomy is self.taxonomy:
            changed |= new.monograms.follow(self.monograms, changed)
            new.tiles = self._still_true(self.tiles, new, changed)
            if new._tags_by_use == self._tags_by_use:
                new.cards = self._still_true(self.cards, new, changed)
        return new

    def _without(self, version: int, changed: BitMap) -> Catalogue:
        """A copy without the changed projects, of which only bitmaps are shared."""
        new = Catalogue(version)
        new.published = self.published - changed
        new.values = {
            facet: {
                key: rest
                for key, ids in by_key.items()
                if (rest := ids if ids.isdisjoint(changed) else ids - changed)
            }
            for facet, by_key in self.values.items()
        }
        new.names = self.names[:]
        new.names_zh = {i: name for i, name in self.names_zh.items() if i not in changed}
        gone = changed & self.published
        new.orders = {name: order.without(gone) for name, order in self.orders.items()}
        return new

    def _add(self, row: Row) -> None:
        self.published.add(row.id)
        put(self.names, row.id, row.name)
        if row.name_zh:
            self.names_zh[row.id] = row.name_zh
        for order, key in zip(ORDERS, row.keys(), strict=True):
            self.orders[order].add(row.id, key)
        for facet, key in row.values():
            self._add_value(facet, key, row.id)

    def _add_value(self, facet: str, key: Any, project_id: int) -> None:
        self.values[facet][key] = self._of(facet, key) | BitMap([project_id])

    def _still_true(self, kept: dict[K, str], new: Catalogue, changed: BitMap) -> dict[K, str]:
        """Cards or tiles that show neither a changed project nor another successor than before.
        Both show a project, its successor's name and its category, cards its tags by use, too."""
        return {
            key: rendered
            for key, rendered in kept.copy().items()
            if (i := key[-1]) not in changed
            and (successor := new.successors.get(i, i)) == self.successors.get(i, i)
            and successor not in changed
        }


def _in_exactly(sets: Sequence[BitMap]) -> dict[int, BitMap]:
    """number -> the ids that are in so many of the sets."""
    at_least = {number: BitMap() for number in range(1, len(sets) + 2)}
    for ids in sets:
        for number in range(len(sets), 1, -1):
            at_least[number] |= at_least[number - 1] & ids
        at_least[1] |= ids
    return {number: at_least[number] - at_least[number + 1] for number in range(1, len(sets) + 1)}
