"""Filters, counts and order of the catalogue, against plain SQL, and how it follows changes."""

import datetime
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import catalogue, heartbeat, outdated, text
from directory.catalogue import ALL_OF, FACETS, NONE, ORDERS, PERIODS, Catalogue
from directory.catalogue.row import Row
from directory.heartbeat import Place
from directory.models import (
    Capability,
    CapabilityValue,
    Category,
    Landscape,
    Project,
    ProjectTag,
    Relation,
    Tag,
)
from directory.models.rules import license_keys
from tests import followed
from tests.admin.samples import make_capability
from tests.builders import make_category, make_project, make_relation, make_tag


def counts(facet: str, **wanted: list[str]) -> dict[str, int]:
    return Catalogue.build().select(wanted, None).counts(facet)


def found(**wanted: list[str]) -> set[str]:
    ids = Catalogue.build().select(wanted, None).ids
    return set(Project.objects.filter(pk__in=ids).values_list("slug", flat=True))


def slugs(ids: Any) -> list[str]:
    by_id = dict(Project.objects.values_list("pk", "slug"))
    return [by_id[i] for i in ids]


# ---- filters and counts


@pytest.mark.django_db
def test_a_facet_counts_under_the_other_filters_but_not_its_own():
    make_project("istio", category="service-mesh", tags=["envoy-based"])
    make_project("kong", category="gateway", tags=["envoy-based"])

    assert counts("category", category=["gateway"]) == {"service-mesh": 1, "gateway": 1}
    assert counts("tag", category=["gateway"]) == {"envoy-based": 1}


@pytest.mark.django_db
def test_values_of_a_facet_are_joined_by_or_and_tags_by_and():
    make_project("istio", category="service-mesh", tags=["envoy-based", "ebpf"])
    make_project("kong", category="gateway", tags=["envoy-based"])

    assert found(category=["service-mesh", "gateway"]) == {"istio", "kong"}
    assert found(tag=["envoy-based", "ebpf"]) == {"istio"}


@pytest.mark.django_db
def test_chosen_tags_narrow_the_other_tags():
    make_project("istio", tags=["envoy-based", "ebpf"])
    make_project("kong", tags=["lua"])

    assert counts("tag", tag=["ebpf"]) == {"envoy-based": 1, "ebpf": 1}


@pytest.mark.django_db
def test_a_category_holds_the_projects_of_its_subcategories():
    gateway = make_category("gateway")
    make_category("api-gateway", parent=gateway)
    make_project("kong", category="api-gateway")
    make_project("envoy-gateway", category="gateway")

    assert found(category=["gateway"]) == {"kong", "envoy-gateway"}
    assert found(category=["api-gateway"]) == {"kong"}
    assert counts("category") == {"gateway": 2, "api-gateway": 1}


@pytest.mark.django_db
def test_a_license_expression_counts_for_each_of_its_licenses():
    make_project("a", license="Apache-2.0 OR MIT")
    make_project("b", license="Apache-2.0 WITH LLVM-exception")
    make_project("c")

    assert counts("license") == {"Apache-2.0": 2, "MIT": 1, NONE: 1}


@pytest.mark.django_db
def test_what_is_not_said_can_be_asked_for():
    make_project("a", languages=["Go", "C++"], organization="CNCF", maturity="sandbox")
    make_project("b")

    assert counts("language") == {"Go": 1, "C++": 1, NONE: 1}
    assert found(language=[NONE]) == found(organization=[NONE]) == found(maturity=[NONE]) == {"b"}


@pytest.mark.django_db
def test_facts_that_came_past_every_form_do_not_break_the_catalogue():
    make_project("a", license="((( MIT", languages=["Go", 7, "Go"], started="2017-13")

    assert counts("license") == {"((( MIT": 1}
    assert counts("language") == {"7": 1, "Go": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_published_projects_are_there(state: str):
    make_project("istio", state=state, tags=["ebpf"])

    known = Catalogue.build()
    assert not known.published
    assert all(known.select({}, None).counts(facet) == {} for facet in FACETS)


@pytest.mark.django_db
def test_choices_stand_in_the_order_of_the_taxonomy_and_of_their_values():
    make_category("b", position=1)
    make_category("a", position=2)
    make_project("one", category="a", license="MIT")
    make_project("two", category="b", license="Apache-2.0")

    assert list(counts("category")) == ["b", "a"]
    assert list(counts("license")) == ["Apache-2.0", "MIT"]


# ---- against SQL, on any directory

CATEGORIES = {"mesh": None, "gateway": None, "api-gateway": "gateway", "ingress": "gateway"}
TAGS = ["ebpf", "envoy-based", "rust"]

CREATED = datetime.datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=datetime.UTC)
PROJECTS = st.fixed_dictionaries(
    {
        "category": st.sampled_from(list(CATEGORIES)),
        "tags": st.sets(st.sampled_from(TAGS)),
        "state": st.sampled_from(["published", "published", "published", "draft", "withdrawn"]),
        "status": st.sampled_from(["active", "archived", "unknown"]),
        "license": st.sampled_from(["", "MIT", "MIT OR Apache-2.0"]),
        "languages": st.sampled_from([[], ["Go"], ["Go", "C++"]]),
        "organization": st.sampled_from(["", "CNCF", "Solo.io"]),
        "foundation": st.sampled_from(["", "CNCF"]),
        "maturity": st.sampled_from(["", "sandbox"]),
        "position": st.integers(0, 3),
        "started": st.sampled_from(["", "2017", "2017-05", "2018-01-02"]),
        "status_since": st.sampled_from(["", "2017-05", "2019"]),
        "last_activity": st.sampled_from(["", "2018", "2019-02-03"]),
        "created": st.sampled_from([CREATED, CREATED.replace(month=12), CREATED.replace(2020)]),
        "summary_en": st.sampled_from(["", "A mesh."]),
        "sources": st.sampled_from([[], [{"en": "README"}]]),
        "unverified": st.sampled_from([[], ["status"], ["status", "license"]]),
        "links": st.sets(st.sampled_from(["homepage", "repository", "former homepage"])),
        "name": st.sampled_from(["Istio", "istio", "Éclair", "Zed", "网关"]),
    }
)
DIRECTORIES = st.lists(PROJECTS, max_size=8)
VALUES = {
    "category": list(CATEGORIES),
    "status": ["active", "archived", "unknown"],
    "tag": TAGS,
    "foundation": ["CNCF", NONE],
    "maturity": ["sandbox", NONE],
    "license": ["MIT", "Apache-2.0", NONE],
    "language": ["Go", "C++", NONE],
    "organization": ["CNCF", "Solo.io", NONE],
    "started": ["2017", "2018", "..2017", "..2030", "1995"],
    "ended": ["2017", "2019", "..2018"],
    "last_activity": ["2018", "..2018"],
    "added": ["2026", "2026-11", "2026-12", "..2020"],
    "without": ["license", "homepage", "started", "tags", "summary_en", "sources"],
    "unverified": ["status", "license", "links"],
}
SELECTIONS = st.fixed_dictionaries(
    {},
    optional={
        facet: st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=2)
        for facet, values in VALUES.items()
    },
)

in_this_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(directory: list[dict[str, Any]]) -> None:
    """This directory and nothing else."""
    Project.objects.all().delete()
    for slug, parent in CATEGORIES.items():
        make_category(slug, parent=parent and make_category(parent))
    for tag in TAGS:
        make_tag(tag)
    for number, project in enumerate(directory):
        make(f"project-{number}", **project)


def make(slug: str, links: Iterable[str] = (), **fields: Any) -> None:
    link(make_project(slug, **fields), links)


def link(project: Project, kinds: Iterable[str]) -> None:
    project.links.all().delete()
    for kind in kinds:
        former, plain = "former" in kind, kind.removeprefix("former ")
        project.links.create(kind=plain, former=former, url=f"https://x.org/{former}")


# (project, value) of each filter in plain SQL. What stands in JSON lists, the licenses of an
# expression and the month of a time are spelled out beside it.
SQL = {
    "category": """
        SELECT 'category', p.id, c.slug FROM directory_project p
        JOIN directory_category c ON c.id = p.category_id
        UNION
        SELECT 'category', p.id, parent.slug FROM directory_project p
        JOIN directory_category c ON c.id = p.category_id
        JOIN directory_category parent ON parent.id = c.parent_id""",
    "tag": """
        SELECT 'tag', pt.project_id, t.slug FROM directory_projecttag pt
        JOIN directory_tag t ON t.id = pt.tag_id""",
    "status": "SELECT 'status', id, status FROM directory_project",
} | {
    name: f"SELECT '{name}', id, COALESCE(NULLIF({name}, ''), 'none') FROM directory_project"
    for name in ("foundation", "maturity", "organization")
}
MISSING_SQL = {
    "license": "license = ''",
    "started": "started = ''",
    "summary_en": "summary_en = ''",
    "tags": "NOT EXISTS (SELECT 1 FROM directory_projecttag t WHERE t.project_id = p.id)",
    "homepage": """NOT EXISTS (SELECT 1 FROM directory_link l
        WHERE l.project_id = p.id AND l.kind = 'homepage' AND NOT l.former)""",
}
SQL |= {
    f"without {name}": f"SELECT 'without', p.id, '{name}' FROM directory_project p WHERE {missing}"
    for name, missing in MISSING_SQL.items()
}
YEARS = {
    "started": "substr(started, 1, 4)",
    "last_activity": "substr(last_activity, 1, 4)",
    "ended": "CASE status WHEN 'archived' THEN substr(status_since, 1, 4) ELSE '' END",
}
for filter_, year in YEARS.items():
    for value in VALUES[filter_]:
        fits = f"<= '{value[2:]}'" if value.startswith("..") else f"= '{value}'"
        SQL[f"{filter_} {value}"] = (
            f"SELECT '{filter_}', id, '{value}' FROM directory_project "
            f"WHERE {year} <> '' AND {year} {fits}"
        )


def spelled_out() -> Iterator[tuple[str, int, str]]:
    for project in Project.objects.all():
        pk, license = project.pk, project.license
        yield from (("license", pk, key) for key in (license_keys(license) if license else [NONE]))
        yield from (("language", pk, language) for language in project.languages or [NONE])
        yield from (("unverified", pk, fact) for fact in project.unverified)
        if not project.sources:
            yield "without", pk, "sources"
        year, month = f"{project.created:%Y}", f"{project.created:%Y-%m}"
        for value in {year, month, *(["..2020"] if year <= "2020" else [])}:
            yield "added", pk, value


def tabulate() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS has (facet text, project bigint, value text)"
        )
        cursor.execute("DELETE FROM has")
        for sql in SQL.values():
            cursor.execute(f"INSERT INTO has {sql}")
        cursor.executemany("INSERT INTO has VALUES (%s, %s, %s)", list(spelled_out()))


def sql_counts(facet: str, wanted: dict[str, list[str]]) -> dict[str, int]:
    """The counts of a facet under the other facets' choices, by GROUP BY."""
    conditions, parameters = [], []
    for name, values in wanted.items():
        if name != facet or name in ALL_OF:
            conditions.append(
                "AND (SELECT count(*) FROM has h WHERE h.project = p.id AND h.facet = %s "
                f"AND h.value IN ({', '.join(['%s'] * len(values))})) >= %s"
            )
            parameters += [name, *values, len(values) if name in ALL_OF else 1]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT own.value, count(*) FROM directory_project p "
            "JOIN has own ON own.project = p.id AND own.facet = %s "
            f"WHERE p.state = 'published' {' '.join(conditions)} GROUP BY own.value",
            [facet, *parameters],
        )
        return dict(cursor.fetchall())


@pytest.mark.django_db
@in_this_database
@given(DIRECTORIES, SELECTIONS)
def test_counts_are_those_of_a_plain_group_by(
    directory: list[dict[str, Any]], wanted: dict[str, list[str]]
):
    fill(directory)
    known = Catalogue.build()
    wanted = {
        name: [v for v in values if name in PERIODS or v in known.choices[name]]
        for name, values in wanted.items()
    }
    selection = known.select(wanted, None)
    tabulate()

    for facet in FACETS:
        assert selection.counts(facet) == sql_counts(
            facet, {name: values for name, values in wanted.items() if values}
        )


# ---- order and pages


def sort_key(order: str) -> Callable[[Project], Any]:
    def started(project: Project) -> tuple[bool, int]:
        digits = project.started.replace("-", "")
        return not digits, -int(digits.ljust(8, "0") or 0)

    return {
        "name": lambda project: (text.fold(project.name), project.pk),
        "position": lambda project: (project.position, project.pk),
        "modified": lambda project: (-int(project.modified.timestamp()), project.pk),
        "created": lambda project: (-int(project.created.timestamp()), project.pk),
        "started": lambda project: (started(project), project.pk),
    }[order]


@pytest.mark.django_db
@in_this_database
@given(DIRECTORIES, st.sets(st.integers(0, 7)), st.integers(1, 4))
def test_pages_are_those_of_a_plain_sort(
    directory: list[dict[str, Any]], chosen: set[int], size: int
):
    fill(directory)
    known = Catalogue.build()
    projects = [
        project
        for project in Project.objects.published()
        if not chosen or int(project.slug.removeprefix("project-")) in chosen
    ]
    ids = known.published & known.published.__class__(project.pk for project in projects)

    for order in ORDERS:
        expected = [project.pk for project in sorted(projects, key=sort_key(order))]
        for offset in range(len(projects) + 2):
            assert known.page(ids, order, offset, size) == expected[offset : offset + size]
        for place, i in enumerate(expected):
            around = [None, *expected, None]
            assert known.orders[order].neighbours(ids, i) == (around[place], around[place + 2])


@pytest.mark.django_db
def test_few_of_many_are_paged_in_order_from_either_end():
    make_category()
    Project.objects.bulk_create(
        Project(
            slug=f"p-{n}",
            name=f"{n:03}",
            state="published",
            position=999 - n,
            category=make_category(),
            modified="2026-01-01T00:00:00Z",
        )
        for n in range(300)
    )
    known = Catalogue.build()
    pks = list(Project.objects.order_by("position").values_list("pk", flat=True))

    for step in (1, 2, 3, 40, 150):
        some = pks[::step]
        ids = known.published.__class__(some)
        for offset, size in product((0, 1, len(some) // 2, len(some) - 1, len(some)), (1, 7)):
            assert known.page(ids, "position", offset, size) == some[offset : offset + size]


# ---- following changes


def state(known: Catalogue) -> dict[str, Any]:
    """All that a catalogue says."""
    ids = list(known.published)
    return {
        "published": ids,
        "choices": {
            facet: [(value, list(found)) for value, found in choices.items()]
            for facet, choices in known.choices.items()
        },
        "order": {order: list(known.page(known.published, order, 0, 99)) for order in ORDERS},
        "successors": known.successors,
        "tags": {i: [str(tag) for tag in tags] for i, tags in known.tags_of(ids).items()},
        "similar": {i: known.similar(i, 3) for i in ids},
        "organizations_zh": known.organizations_zh,
        "categories": [(str(c), letter, count) for c, letter, count in known.category_counts()],
        "landscape": known.taxonomy.landscape.title_en,
        "monograms": [
            known.monograms.of(i, "", language) for language in ("zh", "en") for i in ids
        ],
    }


def _some(data: Any) -> Project | None:
    projects = list(Project.objects.all())
    return data.draw(st.sampled_from(projects)) if projects else None


def _edit(data: Any) -> None:
    if project := _some(data):
        fields = data.draw(PROJECTS)
        tags, category, links = (fields.pop(name) for name in ("tags", "category", "links"))
        zh = data.draw(st.sampled_from(["", "云原生", "基金会"]))
        Project.objects.filter(pk=project.pk).update(
            category=make_category(category), organization_zh=zh, **fields
        )
        project.tags.set([make_tag(tag) for tag in tags])
        link(project, links)


def _new_slug(data: Any) -> None:
    if project := _some(data):
        Project.objects.filter(pk=project.pk).update(slug=f"{project.slug}-x"[:80])


def _delete(data: Any) -> None:
    if project := _some(data):
        project.delete()


def _add(data: Any) -> None:
    fields = data.draw(PROJECTS)
    make(f"new-{Project.objects.count()}-{time.monotonic_ns()}", **fields)


def _verify(data: Any) -> None:
    if project := _some(data):
        slug, year = data.draw(st.tuples(st.sampled_from("ab"), st.sampled_from([2024, 2025])))
        capability = Capability.objects.filter(slug=slug).first() or make_capability(slug)
        said = {"verified": datetime.date(year, 1, 1), "source_url": "https://x.org/"}
        CapabilityValue.objects.update_or_create(
            project=project, capability=capability, defaults={"value": ["yes"]} | said
        )


def _relate(data: Any) -> None:
    one, other = _some(data), _some(data)
    kind = data.draw(st.sampled_from(["successor-of", "merged-into", "renamed-to", "fork-of"]))
    if one and other and one != other:
        Relation.objects.get_or_create(source=one, kind=kind, target=other)


def _unrelate(data: Any) -> None:
    Relation.objects.filter(kind=data.draw(st.sampled_from(["successor-of", "fork-of"]))).delete()


def _rename_tag(data: Any) -> None:
    slug, label = data.draw(st.sampled_from(TAGS)), data.draw(st.sampled_from(["甲", "乙"]))
    Tag.objects.filter(slug=slug).update(label_zh=label)


def _delete_tag(data: Any) -> None:
    Tag.objects.filter(slug=data.draw(st.sampled_from(TAGS))).delete()


def _move_category(data: Any) -> None:
    parent = data.draw(st.sampled_from([None, "mesh", "gateway"]))
    Category.objects.filter(slug="ingress").update(
        parent=parent and make_category(parent), position=data.draw(st.integers(0, 3))
    )


def _title(data: Any) -> None:
    title = data.draw(st.sampled_from(["One", "Two"]))
    Landscape.objects.update_or_create(pk=1, defaults={"title_en": title, "title_zh": "图"})


CHANGES = [
    _edit,
    _edit,
    _verify,
    _new_slug,
    _delete,
    _add,
    _relate,
    _relate,
    _unrelate,
    _rename_tag,
    _delete_tag,
    _move_category,
    _title,
]


@pytest.mark.django_db
@in_this_database
@given(
    DIRECTORIES,
    st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4), max_size=3),
    st.data(),
)
def test_an_updated_catalogue_says_what_a_new_one_says(
    directory: list[dict[str, Any]], rounds: list[list[Callable[[Any], None]]], data: Any
):
    fill(directory)
    known = Catalogue.build()
    for changes in rounds:
        before = state(known)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM directory_change")
        for change in changes:
            change(data)
        logged = heartbeat.changes_after(Place(0, 0), 1000)
        new = known.updated(known.version + 1, [change.project_id for change in logged])

        assert state(new) == state(Catalogue.build())
        assert state(known) == before
        known = new


@pytest.mark.django_db
def test_cards_are_kept_as_long_as_they_are_true():
    old, new, other = make_project("osm"), make_project("istio"), make_project("linkerd")
    make_relation(old, "merged-into", new)
    known = Catalogue.build()

    def kept_after(*changed: Project) -> set[str]:
        cards = {("cards", "en", i): "card" for i in known.published}
        known.cards = cards
        known.tiles = {("en", i): "tile" for i in known.published}
        updated = known.updated(known.version + 1, [project.pk for project in changed])
        assert {i for _language, i in updated.tiles} == {i for *_view, i in updated.cards}
        return set(slugs(i for _view, _language, i in updated.cards))

    assert kept_after(other) == {"osm", "istio"}
    assert kept_after(new) == {"linkerd"}, "the card of osm names its successor"
    assert kept_after() == {"osm", "istio", "linkerd"}
    known.monograms.of(new.pk, "", "en")
    Project.objects.filter(pk=other.pk).update(name="Isto")
    assert kept_after(other) == {"osm", "istio"}, "Istio keeps its monogram"
    Project.objects.filter(pk=other.pk).update(name="Isa")
    assert kept_after(other) == set(), "Istio has another one"

    Project.objects.filter(pk=new.pk).update(state="withdrawn")
    assert kept_after(new) == {"linkerd"}, "the card of osm has no successor any more"
    Category.objects.update(hue=4)
    assert kept_after() == set()


@pytest.mark.django_db
def test_a_card_that_orders_its_tags_anew_is_rendered_anew():
    make_project("istio", tags=["ebpf", "rust"])
    linkerd = make_project("linkerd", tags=["rust"])
    make_project("cilium", tags=[])
    known = Catalogue.build()
    known.cards = {("cards", "en", i): "card" for i in known.published}
    known.tiles = {("en", i): "tile" for i in known.published}
    assert slugs_of_tags(known, "istio") == ["ebpf", "rust"]

    linkerd.tags.clear()
    for slug in ("linkerd", "cilium"):
        Project.objects.get(slug=slug).tags.add(make_tag("ebpf"))
    updated = known.updated(known.version + 1, [linkerd.pk, Project.objects.get(slug="cilium").pk])

    assert slugs_of_tags(updated, "istio") == ["rust", "ebpf"]
    assert updated.cards == {}
    assert slugs(i for _language, i in updated.tiles) == ["istio"], "tiles show no tags"


def slugs_of_tags(known: Catalogue, slug: str) -> list[str]:
    project = Project.objects.get(slug=slug)
    return [tag.slug for tag in known.tags_of([project.pk])[project.pk]]


# ---- kin


@pytest.mark.django_db
def test_similar_projects_share_tags_in_their_category_and_the_ended_come_last():
    istio = make_project("istio", tags=["ebpf", "rust", "envoy-based"])
    make_project("linkerd", tags=["rust"])
    make_project("cilium", tags=["rust", "ebpf"])
    make_project("osm", tags=["envoy-based", "rust", "ebpf"], status="archived")
    make_project("kong", category="gateway", tags=["rust"])
    make_project("kuma")

    similar = Catalogue.build().similar(istio.pk, 9)

    assert slugs(i for i, _shared in similar) == ["cilium", "linkerd", "osm"]
    assert [shared for _i, shared in similar] == [2, 1, 3]


@pytest.mark.django_db
def test_what_a_project_became_beats_what_followed_it():
    old, new, later = make_project("a"), make_project("b"), make_project("c")
    make_relation(later, "successor-of", old)
    make_relation(old, "renamed-to", new)

    assert Catalogue.build().successors == {old.pk: new.pk}

    new.delete()
    assert Catalogue.build().successors == {old.pk: later.pk}


@pytest.mark.django_db
def test_a_tag_unknown_to_the_taxonomy_is_left_out():
    project = make_project("istio", tags=["ebpf"])
    known = Catalogue.build()
    known.taxonomy.tags.clear()

    assert known.tags_of([project.pk]) == {project.pk: []}
    assert known.taxonomy.letter(Category(pk=999)) == ""


# ---- the catalogue of the process


@pytest.mark.django_db
def test_within_a_transaction_the_catalogue_sees_its_changes():
    make_project("istio")
    assert slugs(catalogue.current().published) == ["istio"]
    make_project("linkerd")
    assert slugs(catalogue.current().published) == ["istio", "linkerd"]


@pytest.mark.django_db(transaction=True)
def test_an_edit_shows_at_once_and_nothing_is_read_twice(django_assert_num_queries: Any):
    make_project("istio")
    before = catalogue.current()
    with django_assert_num_queries(1):
        assert catalogue.current() is before

    make_project("linkerd")

    assert slugs(catalogue.current().published) == ["istio", "linkerd"]
    assert slugs(before.published) == ["istio"]


@pytest.mark.django_db(transaction=True)
def test_a_directory_emptied_or_restored_is_read_anew():
    make_project("istio")
    catalogue.current()
    Project.objects.all().delete()
    assert not catalogue.current().published

    make_project("linkerd")
    catalogue.current()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_heartbeat SET version = 5")
    assert catalogue.current().version == 5


@pytest.mark.django_db(transaction=True)
def test_after_many_changes_it_is_built_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catalogue, "CHANGES_AT_MOST", 2)
    make_project("istio")
    catalogue.current()
    for slug in ("a", "b", "c"):
        make_project(slug)
    monkeypatch.setattr(Catalogue, "updated", None)

    assert len(catalogue.current().published) == 4


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A directory that counts as large, whose rebuild waits for this event."""
    monkeypatch.setattr(catalogue, "CHANGES_AT_MOST", 0)
    monkeypatch.setattr(catalogue, "SMALL", 0)
    make_project("istio")
    catalogue.current()
    go_on = threading.Event()
    build = Catalogue.build

    def slow_build() -> Catalogue:
        go_on.wait(20)
        return build()

    monkeypatch.setattr(Catalogue, "build", slow_build)
    yield go_on
    go_on.set()
    followed.wait()


@pytest.mark.django_db(transaction=True)
def test_readers_get_the_previous_catalogue_while_a_large_one_is_rebuilt(
    held_up: threading.Event,
):
    before = catalogue.current()
    said = outdated.last()
    make_project("linkerd")

    assert catalogue.current() is before
    assert outdated.last() is not said, "so that no page is kept that was made from it"
    assert catalogue.current() is before

    held_up.set()
    followed.wait()
    assert slugs(catalogue.current().published) == ["istio", "linkerd"]


@pytest.mark.django_db(transaction=True)
def test_threads_share_one_catalogue_and_see_every_edit_that_was_made_before_they_asked():
    make_project("istio", position=1)
    project = Project.objects.get()
    stop = threading.Event()
    errors: list[BaseException] = []
    seen: list[int] = []

    def read() -> None:
        try:
            while not stop.is_set():
                version = heartbeat.version()
                known = catalogue.current()
                assert known.version >= version
                known.cards["cards", "en", len(known.cards)] = "card"
                assert [str(t) for t in known.tags_of(known.published)[project.pk]] == []
                seen.append(known.version)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for position in range(30):
        Project.objects.filter(pk=project.pk).update(position=position + 2)
    stop.set()
    for reader in readers:
        reader.join(20)

    assert errors == []
    assert seen
    assert catalogue.current().version == heartbeat.version()


@pytest.mark.django_db(transaction=True)
def test_a_late_reader_does_not_take_the_catalogue_back(monkeypatch: pytest.MonkeyPatch):
    """One that read the version before another thread moved the catalogue past it."""
    make_project("istio")
    known = catalogue.current()
    versions = iter([known.version - 1])
    actual = heartbeat.version
    monkeypatch.setattr(heartbeat, "version", lambda: next(versions, None) or actual())

    assert catalogue.current() is known


@pytest.mark.django_db
def test_a_tag_on_a_project_counts_once():
    project = make_project("istio", tags=["ebpf"])
    ProjectTag.objects.filter(content_object=project).update(tag=make_tag("rust"))

    assert counts("tag") == {"rust": 1}


@pytest.mark.django_db
def test_a_change_in_the_last_instant_of_a_second_belongs_to_that_second():
    project = make_project()
    instant = datetime.datetime(2026, 1, 1, 0, 0, 59, 999_900, tzinfo=datetime.UTC)
    Project.objects.filter(pk=project.pk).update(modified=instant)

    (row,) = map(Row._make, Project.objects.for_catalogue())

    assert row.modified == int(instant.timestamp())
