"""A plan put into the database: what is there afterwards, and what history says of it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError

from directory import heartbeat
from directory.formats.records import ListRecord
from directory.models import (
    CapabilityValue,
    Category,
    Import,
    Link,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
)
from directory.services import history
from directory.services.exchange import applying, imports, snapshot
from directory.services.exchange.plan import Options, Plan
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.records import entry, listing, record

pytestmark = pytest.mark.django_db

HOME = {"kind": "homepage", "url": "https://istio.io/"}
REPO = {"kind": "repository", "url": "https://github.com/istio/istio"}


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def take_in(of: ListRecord, user: Any = None, text: str = "", **options: Any) -> Plan:
    """Without a text, one that differs where the records do."""
    source = imports.unsaved((text or repr(of)).encode(), "list.md", of, Options(**options))
    return imports.take_in(source, of, user)


def told(project: Project) -> set[tuple[str, str, str]]:
    """What a project's history says: (what, before, after), as one import."""
    events = [event for event in history.of(project) if event.reason == "import list.md"]
    return {(event.what, event.before, event.after) for event in events}


def test_everything_that_a_file_says_is_there():
    file = listing(
        record(
            slug="istio",
            name="Istio",
            category="sidecar",
            tags=["mesh"],
            links=[HOME, REPO | {"text": "Source"}],
            old_slugs=["istio-io"],
            relations=[{"kind": "built-on", "project": "envoy", "since": "2017"}],
            capabilities=[
                {
                    "capability": "mtls",
                    "value": ["yes"],
                    "source_url": "https://istio.io/",
                    "verified": "2026-01-02",
                }
            ],
            created="2020-01-02T03:04:05Z",
        ),
        record(slug="envoy", name="Envoy", category="mesh"),
        categories=[
            record(slug="sidecar", name_en="Sidecar", parent="mesh"),
            record(slug="mesh", name_en="Mesh"),
        ],
        tags=[record(slug="mesh", name="Mesh")],
        capability_groups=[record(slug="security", category="mesh", label_zh="安", label_en="S")],
        capabilities=[
            record(
                slug="mtls",
                group="security",
                kind="choice",
                terms=[{"slug": "yes", "zh": "是", "en": "Yes"}],
                label_zh="双向",
                label_en="mTLS",
            )
        ],
        landscape=record(title_en="A list"),
        format="json",
    )

    take_in(file)

    istio = Project.objects.get(slug="istio")
    assert istio.category.parent == Category.objects.get(slug="mesh")
    assert [link.text for link in istio.links.all()] == ["", "Source"]
    assert Relation.objects.get().target.slug == "envoy"
    assert CapabilityValue.objects.get().value == ["yes"]
    assert take_in(file).changes == []


def test_history_tells_an_import_as_one_with_who_did_it():
    alice = User.objects.create_user("alice")
    istio = make_project("istio", name="Istio", tags=["old"])
    gone = Link.objects.create(project=istio, kind="blog", url="https://blog.example/")
    make_tag("new")
    file = listing(record(slug="istio", summary_en="A mesh.", tags=["new"], links=[HOME]))

    take_in(file, alice)

    assert told(istio) == {
        ("Summary (English)", "", "A mesh."),
        ("Tag of a project", "Old", ""),
        ("Tag of a project", "", "New"),
        ("Link", f"Blog {gone.url}", ""),
        ("Link", "", "Homepage https://istio.io/"),
    }
    rows = Project.history.filter(history_change_reason="import list.md")
    assert {row.history_user for row in rows} == {alice}
    assert ProjectTag.history.filter(history_type="-").get().history_user == alice


def test_rows_that_stay_the_same_are_left_alone():
    istio = make_project("istio", tags=["mesh"])
    kept = Link.objects.create(project=istio, **HOME, position=7)
    take_in(listing(record(slug="istio", links=[HOME, REPO])))

    assert istio.links.values_list("id", "position").first() == (kept.pk, 7)
    assert Link.history.filter(id=kept.pk, history_change_reason="import list.md").count() == 0
    assert istio.links.get(kind="repository").position == 17


def test_links_in_a_new_order_are_shown_in_it():
    istio = make_project("istio")
    take_in(listing(record(slug="istio", links=[HOME, REPO])))

    take_in(listing(record(slug="istio", links=[REPO, HOME])))

    assert [link.kind for link in istio.links.all()] == ["repository", "homepage"]


def test_a_new_slug_leaves_a_redirect_behind_and_may_be_an_old_one():
    istio = make_project("istio", name="Istio")
    OldSlug.objects.create(slug="servicemesh", project=istio)

    take_in(listing(record(slug="istio-mesh", name="Istio")))
    assert set(istio.old_slugs.values_list("slug", flat=True)) == {"istio", "servicemesh"}

    again = record(slug="istio", name="Istio", old_slugs=["istio-mesh", "servicemesh"])
    take_in(listing(again), match=("name",))
    istio.refresh_from_db()
    assert istio.slug == "istio-mesh"


def test_a_change_of_tags_alone_is_a_change_of_the_project():
    istio = make_project("istio")
    before = istio.modified
    make_tag("mesh")

    take_in(listing(record(slug="istio", tags=["mesh"])))

    istio.refresh_from_db()
    assert istio.modified > before


def test_a_relation_changes_in_place():
    relation = make_relation(make_project("istio"), "built-on", make_project("envoy"))
    said = {"kind": "built-on", "project": "envoy", "since": "2017"}

    take_in(listing(record(slug="istio", relations=[said])))

    relation.refresh_from_db()
    assert relation.since == "2017"


def test_what_is_missing_is_withdrawn_and_the_reason_is_said():
    gone = make_project("gone")
    make_project("istio", name="Istio")

    take_in(listing(entry("Istio")), withdraw_missing=True)

    gone.refresh_from_db()
    assert gone.state == "withdrawn"
    assert gone.withdrawn_reason_en == "No longer in list.md."


def test_a_list_in_one_language_can_be_taken_in():
    take_in(
        listing(
            entry("Kong", category_key="网关"),
            categories=[record(key="网关", name_zh="网关")],
            landscape=record(title_zh="服务网格"),
        )
    )

    assert str(Category.objects.get().name) == "网关"


@pytest.mark.django_db(transaction=True)
def test_taking_in_again_changes_nothing_at_all():
    file = listing(
        entry("Kong", 1, "https://github.com/Kong/kong", category_key="k"),
        entry("Tyk", 2, "https://github.com/TykTechnologies/tyk", category_key="k"),
        entry("kong", 3, "https://github.com/kong/Kong", category_key="k"),
        categories=[record(key="k", name_en="Gateways")],
    )
    take_in(file)
    version, rows = heartbeat.version(), Project.history.count()

    assert take_in(file).changes == []
    assert (heartbeat.version(), Project.history.count()) == (version, rows)
    assert Import.objects.count() == 1


def test_thousands_take_no_more_queries_for_each(django_assert_max_num_queries: Any):
    make_category("all")
    file = listing(*(entry(f"Project {n}", n, f"https://a.example/{n}") for n in range(1, 400)))

    with django_assert_max_num_queries(120):
        take_in(file, category="all")

    assert Project.objects.count() == 399


# ---- refused


def test_with_an_error_anywhere_nothing_is_taken_in():
    file = listing(entry("Kong"), record(slug="istio", name="Istio", license="?"))

    with pytest.raises(imports.Refused) as caught:
        take_in(file, category="new")

    assert len(caught.value.plan.errors) == 1
    assert not Category.objects.exists()
    assert not Import.objects.exists()


def test_a_failure_halfway_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch):
    before = snapshot.take()

    def fail(*arguments: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(applying, "save_parts", fail)
    with pytest.raises(DatabaseError):
        take_in(listing(entry("Kong")), category="new")

    assert snapshot.take() == before


# ---- kept


def test_an_import_keeps_the_file_its_options_and_what_became_of_it():
    alice = User.objects.create_user("alice")

    take_in(listing(entry("Kong"), entry("Kong")), alice, "# 列表\r\n", category="gateway")

    kept = Import.objects.get()
    assert (kept.text, kept.file, kept.format, kept.state) == (
        "# 列表\r\n",
        "list.md",
        "markdown",
        "done",
    )
    assert kept.user == alice
    kong = Project.objects.get()
    assert kept.entries == [kong.pk, kong.pk]
    assert imports.options_of(kept) == Options(category="gateway")
    assert kept.report["counts"]["projects"]["new"] == 1


def test_a_file_is_kept_again_only_if_it_is_another_one():
    file = listing(entry("Kong"))
    take_in(file, text="# A", category="all")
    take_in(file, text="# A", category="all")
    take_in(file, text="# B", category="all")

    assert [kept.text for kept in Import.objects.all()] == ["# B", "# A"]
