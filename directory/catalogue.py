"""The published directory as bitmaps: which projects have which value, how many, in which order.

One catalogue per process, built from the database in one pass and brought up to date by the
projects that the log of changes names. A catalogue never changes once it is handed out: an update
makes a new one that shares what stayed the same. A project's id is its bit.
"""

from __future__ import annotations

import json
import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, cached_property, reduce
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from pyroaring import BitMap

from directory import heartbeat, outdated, text
from directory.models import Category, Landscape, Project, ProjectTag, Relation, Tag
from directory.models.rules import license_keys

FACETS = (
    "category",
    "status",
    "tag",
    "foundation",
    "maturity",
    "license",
    "language",
    "organization",
)
# Facets whose chosen values must all be there; in the others any of them will do.
ALL_OF = {"tag"}
ORDERS = ("name", "position", "modified", "created", "started")
NONE = "none"

# Above this many changes a rebuild is cheaper; a rebuild of more projects than SMALL is done in
# the background while readers get the previous catalogue.
CHANGES_AT_MOST = 1_000
SMALL = 10_000
CARDS_KEPT = 5_000

_LAST = 2**62
_LATEST = 2**62


class Row(NamedTuple):
    """What the catalogue reads of a project, in the order of `ProjectQuerySet.for_catalogue`."""

    id: int
    category_id: int
    status: str
    license: str
    languages: str
    organization: str
    organization_zh: str
    foundation: str
    maturity: str
    name: str
    position: int
    modified: int
    created: int
    started: str

    def values(self) -> Iterator[tuple[str, Any]]:
        """(facet, key) pairs; tags are read apart."""
        yield "category", self.category_id
        yield "status", self.status
        for key in _license_values(self.license):
            yield "license", key
        for language in _languages(self.languages):
            yield "language", language
        yield "organization", self.organization or NONE
        yield "foundation", self.foundation or NONE
        yield "maturity", self.maturity or NONE

    def keys(self) -> tuple[Any, ...]:
        """Sort keys in the order of ORDERS; smaller comes first."""
        started = -int(self.started.replace("-", "").ljust(8, "0")) if self.started else _LATEST
        return (text.fold(self.name), self.position, -self.modified, -self.created, started)


@cache
def _license_values(expression: str) -> tuple[str, ...]:
    return license_keys(expression) if expression else (NONE,)


@cache
def _languages(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) or (NONE,)


class Taxonomy:
    """Landscape, categories and tags: few rows, read anew with every version."""

    def __init__(self) -> None:
        self.landscape = Landscape.objects.first() or Landscape(pk=1)
        self.categories = {category.pk: category for category in Category.objects.all()}
        self.tags = {tag.pk: tag for tag in Tag.objects.all()}
        self.category_by_slug = {c.slug: c for c in self.categories.values()}
        self.tag_by_slug = {tag.slug: tag for tag in self.tags.values()}
        for category in self.categories.values():
            if category.parent_id:
                category.parent = self.categories[category.parent_id]
        self.subcategories: dict[int, list[Category]] = {pk: [] for pk in self.categories}
        for category in self.categories.values():
            if category.parent_id:
                self.subcategories[category.parent_id].append(category)
        self.roots = [c for c in self.categories.values() if not c.parent_id]

    def letter(self, category: Category) -> str:
        """The letter that stands for a category beside its hue: A, B, …"""
        root = category.parent or category
        return chr(ord("A") + self.roots.index(root) % 26)


class Catalogue:
    """The published directory at one version."""

    def __init__(self, version: int, taxonomy: Taxonomy):
        self.version = version
        self.taxonomy = taxonomy
        self.published = BitMap()
        # facet -> key -> ids; categories and tags by primary key, the others by value.
        self.values: dict[str, dict[Any, BitMap]] = {facet: {} for facet in FACETS}
        # sort keys by id, and ids by sort key
        self.keys: dict[str, Any] = {}
        self.order: dict[str, array[int]] = {}
        self.successors: dict[int, int] = {}
        # Chinese names of organizations that have one, by their own name.
        self.organizations_zh: dict[str, str] = {}
        # Rendered cards by (view, language, id).
        self.cards: dict[tuple[str, str, int], str] = {}

    # ---- filters, counts, order

    @cached_property
    def choices(self) -> dict[str, dict[str, BitMap]]:
        """facet -> value as in a query string -> ids, in the order in which choices are listed."""
        by_slug: dict[str, BitMap] = {}
        for root in self.taxonomy.roots:
            below = self.taxonomy.subcategories[root.pk]
            own = self.values["category"]
            by_slug[root.slug] = BitMap.union(
                BitMap(), *(own.get(c.pk, BitMap()) for c in (root, *below))
            )
            by_slug |= {c.slug: own.get(c.pk, BitMap()) for c in below}
        tags = {
            tag.slug: self.values["tag"].get(pk, BitMap()) for pk, tag in self.taxonomy.tags.items()
        }
        status = {
            value: self.values["status"].get(value, BitMap()) for value in Project.Status.values
        }
        return {**self.values, "category": by_slug, "tag": tags, "status": status}

    def chosen(self, facet: str, values: Iterable[str]) -> BitMap:
        """Ids that have all of the values (tags) or any of them (the other facets)."""
        sets = [self.choices[facet][value] for value in values]
        return reduce(BitMap.__and__ if facet in ALL_OF else BitMap.__or__, sets)

    def select(self, wanted: Mapping[str, Sequence[str]], within: BitMap | None) -> Selection:
        return Selection(self, wanted, self.published if within is None else within)

    def page(self, ids: BitMap, order: str, offset: int, size: int) -> list[int]:
        """`size` ids from `offset` on in an order, without sorting more than is cheaper than walking."""
        whole = self.order[order]
        if len(ids) == len(whole):
            return list(whole[offset : offset + size])
        if len(ids) * 4 < len(whole):
            keys = self.keys[order]
            return sorted(ids, key=lambda i: (keys[i], i))[offset : offset + size]
        if offset > len(ids) // 2:
            start = max(len(ids) - offset - size, 0)
            backwards = (i for i in reversed(whole) if i in ids)
            return list(islice(backwards, start, len(ids) - offset))[::-1]
        return list(islice((i for i in whole if i in ids), offset, offset + size))

    def neighbours(
        self, ids: BitMap, order: str, project_id: int
    ) -> tuple[int | None, int | None]:
        """What stands before and after a published project among some ids, in an order."""
        whole = self.order[order]
        place = self._place(order, project_id)
        before = (whole[i] for i in range(place - 1, -1, -1))
        after = (whole[i] for i in range(place + 1, len(whole)))
        return next((i for i in before if i in ids), None), next((i for i in after if i in ids), None)

    def tags_of(self, ids: Iterable[int]) -> dict[int, list[Tag]]:
        """The tags of each project, commonest last: what is particular about it comes first."""
        wanted = BitMap(ids)
        found: dict[int, list[Tag]] = {i: [] for i in wanted}
        carried = self.values["tag"]
        for pk in sorted(carried, key=lambda pk: len(carried[pk])):
            for i in wanted & carried[pk]:
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
        """(id, number of shared tags) of projects of the same category, most alike first."""
        category = next(
            (ids for ids in self.values["category"].values() if project_id in ids), BitMap()
        )
        shared: dict[int, int] = defaultdict(int)
        for ids in self.values["tag"].values():
            if project_id in ids:
                for i in ids & category:
                    shared[i] += 1
        shared.pop(project_id, None)
        ended = reduce(
            BitMap.__or__,
            (self.values["status"].get(status, BitMap()) for status in Project.ENDED),
        )
        return sorted(
            shared.items(), key=lambda pair: (pair[0] in ended, -pair[1], pair[0])
        )[:limit]

    # ---- building

    @classmethod
    def build(cls) -> Catalogue:
        self = cls(heartbeat.version(), Taxonomy())
        names: dict[int, str] = {}
        numbers: dict[str, dict[int, int]] = {order: {} for order in ORDERS[1:]}
        members: dict[str, dict[Any, list[int]]] = {f: defaultdict(list) for f in FACETS}
        for row in map(Row._make, Project.objects.for_catalogue()):
            for facet, key in row.values():
                members[facet][key].append(row.id)
            if row.organization_zh:
                self.organizations_zh[row.organization] = row.organization_zh
            name, *others = row.keys()
            names[row.id] = name
            for order, key in zip(ORDERS[1:], others, strict=True):
                numbers[order][row.id] = key
        self.published = BitMap(names)
        size = max(names, default=0) + 1
        self.keys["name"] = [names.get(i) for i in range(size)]
        for order, by_id in numbers.items():
            self.keys[order] = array("q", (by_id.get(i, 0) for i in range(size)))
        for order in ORDERS:
            keys = self.keys[order]
            ids = sorted(names)
            self.order[order] = array("Q", sorted(ids, key=keys.__getitem__))
        for facet in FACETS:
            self.values[facet] = {key: BitMap(ids) for key, ids in members[facet].items()}
        self.values["tag"] = {
            pk: ids
            for pk, found in ProjectTag.objects.project_ids_by_tag()
            if (ids := BitMap(found) & self.published)
        }
        self.successors = _successors(Relation.objects.for_successors())
        return self

    def updated(self, version: int, project_ids: Sequence[int]) -> Catalogue:
        """The catalogue with these projects, and all categories and tags, as they are now."""
        self = copy(self)
        self.__dict__.pop("choices", None)
        self.taxonomy = Taxonomy()
        self.version = version
        if not project_ids:
            self.cards = {}
            return self
        changed = BitMap(project_ids)
        rows = [Row._make(row) for row in Project.objects.for_catalogue(project_ids)]
        self._unshare(changed)
        for i in changed & self.published:
            self._leave_orders(i)
        self.published = (self.published - changed) | BitMap(row.id for row in rows)
        self.organizations_zh = self.organizations_zh | {
            row.organization: row.organization_zh for row in rows if row.organization_zh
        }
        for row in rows:
            self._enter_orders(row)
            for facet, key in row.values():
                self._add(facet, key, row.id)
        for tag_id, project_id in ProjectTag.objects.pairs(row.id for row in rows):
            self._add("tag", tag_id, project_id)
        self._update_successors(project_ids)
        self.cards = {
            key: card
            for key, card in self.cards.items()
            if key[2] not in changed and self.successors.get(key[2]) not in changed
        }
        return self

    def _unshare(self, changed: BitMap) -> None:
        """Copies of all that an update writes to, without the changed projects."""
        self.values = {
            facet: {
                key: ids - changed if not ids.isdisjoint(changed) else ids
                for key, ids in by_key.items()
            }
            for facet, by_key in self.values.items()
        }
        self.keys = {order: keys[:] for order, keys in self.keys.items()}
        self.order = {order: ids[:] for order, ids in self.order.items()}
        self.successors = dict(self.successors)

    def _add(self, facet: str, key: Any, project_id: int) -> None:
        by_key = self.values[facet]
        by_key[key] = by_key.get(key, BitMap()) | BitMap([project_id])

    def _place(self, order: str, project_id: int) -> int:
        keys = self.keys[order]
        return bisect_left(
            self.order[order], (keys[project_id], project_id), key=lambda i: (keys[i], i)
        )

    def _leave_orders(self, project_id: int) -> None:
        for order in ORDERS:
            del self.order[order][self._place(order, project_id)]

    def _enter_orders(self, row: Row) -> None:
        for order, key in zip(ORDERS, row.keys(), strict=True):
            keys = self.keys[order]
            if row.id >= len(keys):
                missing = row.id + 1 - len(keys)
                keys.extend([None] * missing if order == "name" else array("q", [0]) * missing)
            keys[row.id] = key
            self.order[order].insert(self._place(order, row.id), row.id)

    def _update_successors(self, project_ids: Sequence[int]) -> None:
        touched = list(Relation.objects.for_successors(project_ids))
        stale = {i for i, successor in self.successors.items() if successor in set(project_ids)}
        stale |= set(project_ids)
        for i in stale:
            self.successors.pop(i, None)
        self.successors |= {
            ended: successor
            for ended, successor in _successors([*touched, *Relation.objects.for_successors(stale)]).items()
            if ended in stale or ended not in self.successors
        }


def _successors(relations: Iterable[tuple[str, int, int]]) -> dict[int, int]:
    """Who took a project's place. What it was renamed to or merged into beats what followed it."""
    found: dict[int, int] = {}
    for kind, source, target in relations:
        if kind == Relation.Kind.SUCCESSOR_OF:
            found.setdefault(target, source)
        else:
            found[source] = target
    return found


class Selection:
    """The projects that satisfy a choice of values, and the counts of every other choice."""

    def __init__(self, catalogue: Catalogue, wanted: Mapping[str, Sequence[str]], within: BitMap):
        self.catalogue = catalogue
        self.within = within
        self.sets = {
            facet: catalogue.chosen(facet, values) for facet, values in wanted.items() if values
        }
        self.ids = self.without()

    def without(self, *facets: str) -> BitMap:
        """The selection without the choices of some facets."""
        ids = self.within & self.catalogue.published
        for facet, chosen in self.sets.items():
            if facet not in facets:
                ids &= chosen
        return ids

    def counts(self, facet: str) -> dict[str, int]:
        """How many projects each choice of a facet has under the other facets' choices; for tags,
        which are joined by AND, under the chosen tags too. Choices without any are left out."""
        base = self.ids if facet in ALL_OF or facet not in self.sets else self.without(facet)
        return {
            value: count
            for value, ids in self.catalogue.choices[facet].items()
            if (count := base.intersection_cardinality(ids))
        }


# ---- the catalogue of this process

_held: Catalogue | None = None
_lock = threading.Lock()
_rebuilding = threading.Lock()


def current() -> Catalogue:
    """The catalogue at the version of the database; one query if nothing changed.

    While a large directory is rebuilt, the previous one. Within a transaction a private one: what
    it sees may never be committed.
    """
    if connection.in_atomic_block:
        return Catalogue.build()
    version = heartbeat.version()
    held = _held
    if held is not None and held.version == version:
        return held
    return _catch_up(version)


def forget() -> None:
    """Drop the catalogue of this process."""
    global _held
    _held = None


def _catch_up(version: int) -> Catalogue:
    global _held
    if _held is not None and _rebuilding.locked():
        outdated.was_given()
        return _held
    with _lock:
        held = _held
        if held is not None and held.version == version:
            return held
        if held is None or held.version > version:
            _held = Catalogue.build()
            return _held
        changes = heartbeat.changes_after((held.version, _LAST), CHANGES_AT_MOST + 1)
        if len(changes) <= CHANGES_AT_MOST:
            _held = held.updated(version, [change.project_id for change in changes])
        elif len(held.published) <= SMALL:
            _held = Catalogue.build()
        else:
            outdated.was_given()
            if _rebuilding.acquire(blocking=False):
                threading.Thread(target=_rebuild, daemon=True).start()
        return _held  # type: ignore[return-value]


def _rebuild() -> None:
    global _held
    try:
        _held = Catalogue.build()
    finally:
        connection.close()
        _rebuilding.release()
