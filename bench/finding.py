"""Finding: which projects, how many behind every choice of every facet, in which order.

The floor is what a database does for the same: one GROUP BY a facet with covering indexes, on
tables that hold nothing else, in memory.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice, product

from bench.report import Figure
from bench.timing import clock, summary
from directory import catalogue
from directory.browse import PAGE_SIZE
from directory.catalogue import ALL_OF, FACETS, Catalogue

# Finding takes less than 5 ms where the floor takes 66.
AT_LEAST = 66 / 5
TARGET_SIZE = 100_000

SEVERAL = ("tag", "license", "language")
ONE = tuple(facet for facet in FACETS if facet not in SEVERAL)

Wanted = Mapping[str, list[str]]


def measure(size: int) -> Iterator[Figure]:
    known = catalogue.current()
    floor = Floor(known)
    questions = list(_questions(known))
    ours, theirs = [], []
    for wanted in questions:
        if floor.find(wanted) != find(known, wanted):
            raise RuntimeError(f"the catalogue and SQL disagree on {wanted}")
        theirs.append(clock(partial(floor.find, wanted)))
        ours += [clock(partial(find, known, wanted)) for _ in range(5)]
    yield Figure.of("finding by the catalogue", summary(ours))
    yield Figure.of("floor: GROUP BY per facet, covering indexes", summary(theirs))
    ratio = summary(theirs).median / summary(ours).median
    target = AT_LEAST if size >= TARGET_SIZE else None
    yield Figure("the floor / finding", ratio, "times", at_least=target)


Found = tuple[list[int], dict[str, dict[str, int]]]


def find(known: Catalogue, wanted: Wanted) -> Found:
    """A page of ids, and the counts of every choice."""
    selection = known.select(wanted, None)
    counts = {facet: selection.counts(facet) for facet in FACETS}
    return known.page(selection.ids, "position", 0, PAGE_SIZE), counts


def _questions(known: Catalogue) -> Iterator[Wanted]:
    """Nothing chosen, one facet, two, three: 27 questions, of common values and of rarer ones."""
    some = {
        facet: [None, *islice(_by_frequency(known, facet), 0, 10, 5)]
        for facet in ("category", "tag", "status")
    }
    for values in product(*some.values()):
        yield {
            facet: [value] for facet, value in zip(some, values, strict=True) if value is not None
        }


def _by_frequency(known: Catalogue, facet: str) -> list[str]:
    choices = known.choices[facet]
    return sorted(choices, key=lambda value: -len(choices[value]))


class Floor:
    """The catalogue's content in SQLite: a table with the facets that have one value a project,
    and a table of (value, project) for each of the others."""

    def __init__(self, known: Catalogue):
        self.database = sqlite3.connect(":memory:")
        self.parents = {
            below.slug: root.slug
            for root in known.taxonomy.roots
            for below in known.taxonomy.subcategories[root.pk]
        }
        self._make_facts(known)
        for facet in SEVERAL:
            self._make_pairs(facet, known)
        self.database.execute("ANALYZE")

    def _make_facts(self, known: Catalogue) -> None:
        values = {facet: dict(self._values(facet, known)) for facet in ONE}
        columns = ["project INTEGER PRIMARY KEY", "position INTEGER", *(f"{f} TEXT" for f in ONE)]
        self.database.execute(f"CREATE TABLE fact ({', '.join(columns)})")
        self.database.executemany(
            f"INSERT INTO fact VALUES (?, ?{', ?' * len(ONE)})",
            [
                (project, place, *(values[facet][project] for facet in ONE))
                for place, project in enumerate(known.orders["position"].ids)
            ],
        )
        for column in (*ONE, "position"):
            covered = dict.fromkeys([column, "category", "status"])
            self.database.execute(f"CREATE INDEX by_{column} ON fact ({', '.join(covered)})")

    def _make_pairs(self, facet: str, known: Catalogue) -> None:
        self.database.execute(
            f"CREATE TABLE {facet} (value TEXT, project INTEGER, PRIMARY KEY (value, project)) "
            "WITHOUT ROWID"
        )
        pairs = [(value, project) for project, value in self._values(facet, known)]
        self.database.executemany(f"INSERT INTO {facet} VALUES (?, ?)", pairs)
        self.database.execute(f"CREATE INDEX {facet}_of ON {facet} (project, value)")

    def _values(self, facet: str, known: Catalogue) -> Iterator[tuple[int, str]]:
        """(project, value); the subcategory, which comes after it, in place of its category."""
        for value, ids in known.choices[facet].items():
            for project in ids:
                yield project, value

    def find(self, wanted: Wanted) -> Found:
        counts = {facet: self._counts(facet, wanted) for facet in FACETS}
        where, values = self._where(wanted)
        sql = f"SELECT project FROM fact WHERE {where} ORDER BY position LIMIT {PAGE_SIZE}"
        return [row[0] for row in self.database.execute(sql, values)], counts

    def _counts(self, facet: str, wanted: Wanted) -> dict[str, int]:
        under = {f: v for f, v in wanted.items() if f != facet or f in ALL_OF}
        where, values = self._where(under)
        if facet in ONE:
            sql = f"SELECT {facet}, count(*) FROM fact WHERE {where} GROUP BY {facet}"
        elif under:
            sql = (
                f"SELECT value, count(*) FROM fact JOIN {facet} USING (project) "
                f"WHERE {where} GROUP BY value"
            )
        else:
            sql = f"SELECT value, count(*) FROM {facet} GROUP BY value"
        counts = Counter(dict(self.database.execute(sql, values)))
        if facet == "category":
            for below, parent in self.parents.items():
                counts[parent] += counts[below]
        return dict(+counts)

    def _where(self, wanted: Wanted) -> tuple[str, list[str]]:
        conditions, values = ["true"], []
        for facet, (value,) in wanted.items():
            of = [value, *(below for below, parent in self.parents.items() if parent == value)]
            if facet in ONE:
                conditions.append(f"{facet} IN ({', '.join('?' * len(of))})")
            else:
                conditions.append(f"project IN (SELECT project FROM {facet} WHERE value = ?)")
            values += of
        return " AND ".join(conditions), values
