"""The version and the log of changed projects, whichever way a change comes."""

import datetime
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, models, transaction
from django.db.models import F

from directory import heartbeat
from directory.apps import after_migrate, before_migrate
from directory.heartbeat import LAST, Place
from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Logo,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Tag,
)
from tests.builders import make_category, make_project, make_relation, make_tag


class Effect(NamedTuple):
    raised: bool
    projects: set[str]


def effect_of(action: Callable[[], Any]) -> Effect:
    """Whether an action raises the version, and the projects it names (by slug before or after)."""
    slugs = _slugs()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_change")
        if connection.vendor == "postgresql":
            # As if this test's transaction had not written anything yet.
            cursor.execute("UPDATE directory_heartbeat SET xact = 0")
    before = heartbeat.version()
    action()
    slugs |= _slugs()
    changes = heartbeat.changes_after(Place(0, 0), 1000)
    assert all(change.version > before for change in changes)
    return Effect(heartbeat.version() > before, {slugs[change.project_id] for change in changes})


def _slugs() -> dict[int, str]:
    return dict(Project.objects.values_list("pk", "slug"))


NOTHING = Effect(False, set())


def raised(*projects: str) -> Effect:
    return Effect(True, set(projects))


# ---- each table, by each way


class Case(NamedTuple):
    """A row of a table, a change of it, and the projects that either concerns."""

    make: Callable[[], models.Model]
    change: dict[str, Any]
    projects: set[str]


def istio() -> Project:
    return Project.objects.filter(slug="istio").first() or make_project("istio", tags=["sidecar"])


def linkerd() -> Project:
    return Project.objects.filter(slug="linkerd").first() or make_project("linkerd")


def group() -> CapabilityGroup:
    return CapabilityGroup.objects.get_or_create(
        slug="security", category=make_category(), label_zh="安全", label_en="Security"
    )[0]


def capability() -> Capability:
    return Capability.objects.get_or_create(
        slug="mtls", group=group(), kind="text", label_zh="双向 TLS", label_en="mTLS"
    )[0]


def maintainer() -> Maintainer:
    return Maintainer.objects.get_or_create(handle="alice")[0]


CASES = {
    "landscape": Case(
        lambda: Landscape(pk=1, title_zh="图", title_en="Map"), {"title_en": "Atlas"}, set()
    ),
    "category": Case(
        lambda: Category(slug="proxy", name_zh="代理", name_en="Proxy"), {"hue": 3}, set()
    ),
    "tag": Case(lambda: Tag(slug="wasm", name="Wasm", label_zh="Wasm"), {"name": "WASM"}, set()),
    "maintainer": Case(lambda: Maintainer(handle="bob"), {"name": "Bob"}, set()),
    "stewardship": Case(
        lambda: Stewardship(maintainer=maintainer(), role="owner"), {"role": "reviewer"}, set()
    ),
    "capabilitygroup": Case(
        lambda: CapabilityGroup(
            slug="traffic", category=make_category(), label_zh="流量", label_en="Traffic"
        ),
        {"position": 2},
        set(),
    ),
    "capability": Case(
        lambda: Capability(
            slug="retries", group=group(), kind="text", label_zh="重试", label_en="Retries"
        ),
        {"position": 2},
        set(),
    ),
    "project": Case(
        lambda: Project(slug="kuma", name="Kuma", category=make_category()),
        {"summary_en": "A mesh"},
        {"kuma"},
    ),
    "oldslug": Case(
        lambda: OldSlug(slug="istio-mesh", project=istio()), {"slug": "mesh"}, {"istio"}
    ),
    "oldcategoryslug": Case(
        lambda: OldCategorySlug(slug="mesh", category=istio().category), {"slug": "meshes"}, set()
    ),
    "oldtagslug": Case(
        lambda: OldTagSlug(slug="bpf", tag=make_tag("ebpf")), {"slug": "bpfs"}, set()
    ),
    "oldhandle": Case(
        lambda: OldHandle(slug="ada", maintainer=Maintainer.objects.create(handle="ada-l")),
        {"slug": "ada-b"},
        set(),
    ),
    "logo": Case(
        lambda: Logo(
            project=istio(), name="i.svg", media_type="image/svg+xml", digest="0", data=b"<svg/>"
        ),
        {"data": b"<svg />"},
        {"istio"},
    ),
    "link": Case(
        lambda: Link(project=istio(), kind="homepage", url="https://istio.io/"),
        {"text": "Istio"},
        {"istio"},
    ),
    "projecttag": Case(
        lambda: ProjectTag(content_object=istio(), tag=make_tag("ebpf")),
        {"tag_id": lambda: make_tag("wasm").pk},
        {"istio"},
    ),
    "capabilityvalue": Case(
        lambda: CapabilityValue(
            project=istio(),
            capability=capability(),
            text_en="Yes",
            source_url="https://istio.io/",
            verified=datetime.date(2026, 1, 1),
        ),
        {"text_en": "No"},
        {"istio"},
    ),
    "relation": Case(
        lambda: Relation(source=istio(), kind="built-on", target=linkerd()),
        {"since": "2020"},
        {"istio", "linkerd"},
    ),
}


def insert_by_sql(row: models.Model) -> None:
    if isinstance(row, Project):
        row.modified = row.created
    fields = [
        field for field in row._meta.concrete_fields if field.value_from_object(row) is not None
    ]
    columns = ", ".join(field.column for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.value_from_object(row), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {row._meta.db_table} ({columns}) VALUES ({places})", values)


def update_by_sql(row: models.Model, change: dict[str, Any]) -> None:
    (column, value), *_ = change.items()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk]
        )


def update_by_save(row: models.Model, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(row, name, value)
    row.save()


def delete_by_sql(row: models.Model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


INSERTS = {
    "save": lambda row: row.save(),
    "bulk": lambda row: type(row)._base_manager.bulk_create([row]),
    "sql": insert_by_sql,
}
UPDATES = {
    "save": update_by_save,
    "bulk": lambda row, change: type(row)._base_manager.filter(pk=row.pk).update(**change),
    "sql": update_by_sql,
}
DELETES = {
    "save": lambda row: row.delete(),
    "bulk": lambda row: type(row)._base_manager.filter(pk=row.pk).delete(),
    "sql": delete_by_sql,
}


def test_every_table_that_the_public_sees_is_watched():
    """Which are those that editors curate, and so have a history, and logos."""
    curated = {
        model._meta.model_name
        for model in apps.get_app_config("directory").get_models()
        if hasattr(model, "history")
    }

    assert curated | {"logo"} == set(heartbeat.PUBLIC) == set(CASES)


@pytest.mark.django_db
@pytest.mark.parametrize("way", INSERTS)
@pytest.mark.parametrize("table", CASES)
def test_an_insert_raises_the_version_and_names_the_projects(table: str, way: str):
    row = CASES[table].make()

    assert effect_of(lambda: INSERTS[way](row)) == raised(*CASES[table].projects)


@pytest.mark.django_db
@pytest.mark.parametrize("way", UPDATES)
@pytest.mark.parametrize("table", CASES)
def test_an_update_raises_the_version_and_names_the_projects(table: str, way: str):
    row = CASES[table].make()
    row.save()
    change = {
        name: value() if callable(value) else value for name, value in CASES[table].change.items()
    }

    assert effect_of(lambda: UPDATES[way](row, change)) == raised(*CASES[table].projects)


@pytest.mark.django_db
@pytest.mark.parametrize("way", DELETES)
@pytest.mark.parametrize("table", CASES)
def test_a_deletion_raises_the_version_and_names_the_projects(table: str, way: str):
    row = CASES[table].make()
    row.save()

    assert effect_of(lambda: DELETES[way](row)) == raised(*CASES[table].projects)


# ---- what else a change concerns


@pytest.mark.django_db
def test_a_category_names_its_projects_and_those_of_its_subcategories():
    parent = make_category("gateway")
    make_project("kong", "gateway")
    make_project("emissary", make_category("api-gateway", parent=parent).slug)
    make_project("istio", "service-mesh")

    assert effect_of(lambda: Category.objects.filter(pk=parent.pk).update(name_en="G")) == raised(
        "kong", "emissary"
    )


@pytest.mark.django_db
def test_a_tag_names_the_projects_that_carry_it():
    make_project("istio", tags=["envoy-based"])
    make_project("linkerd", tags=["rust"])

    assert effect_of(lambda: Tag.objects.filter(slug="envoy-based").update(name="E")) == raised(
        "istio"
    )
    assert effect_of(lambda: Tag.objects.get(slug="rust").delete()) == raised("linkerd")


@pytest.mark.django_db
def test_what_moves_from_one_project_to_another_names_both():
    old, new = make_project("ambassador"), make_project("emissary")
    link = Link.objects.create(project=old, kind="homepage", url="https://example.org/")

    assert effect_of(lambda: Link.objects.filter(pk=link.pk).update(project=new)) == raised(
        "ambassador", "emissary"
    )


@pytest.mark.django_db
def test_a_deleted_project_is_named_with_those_it_was_related_to():
    osm, istio_ = make_project("osm"), make_project("istio")
    make_relation(osm, "built-on", istio_)

    assert effect_of(osm.delete) == raised("osm", "istio")


@pytest.mark.django_db
def test_a_bulk_update_names_what_it_changed_and_nothing_else():
    make_project("istio", license="MIT")
    make_project("linkerd", license="Apache-2.0")

    assert effect_of(lambda: Project.objects.update(license="Apache-2.0")) == raised("istio")


@pytest.mark.django_db
def test_an_update_that_changes_nothing_does_not_raise_the_version():
    make_project("istio", tags=["rust"])

    assert effect_of(lambda: Project.objects.update(name=F("name"))) == NOTHING
    assert effect_of(lambda: Tag.objects.update(name=F("name"))) == NOTHING
    assert effect_of(lambda: Project.objects.filter(slug="nope").update(name="x")) == NOTHING
    assert effect_of(lambda: Project.objects.filter(slug="nope").delete()) == NOTHING


@pytest.mark.django_db
def test_what_the_public_does_not_see_raises_nothing(django_user_model: Any):
    assert effect_of(lambda: django_user_model.objects.create_user("alice")) == NOTHING


@pytest.mark.django_db
def test_the_log_goes_on_where_one_stopped():
    slugs = [f"project-{n}" for n in range(5)]
    for slug in slugs:
        make_project(slug)
    place, seen = Place(0, 0), []
    while found := heartbeat.changes_after(place, 2):
        seen += [change.project_id for change in found]
        place = found[-1]

    assert sorted(seen) == sorted(Project.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))


# ---- transactions


@pytest.mark.django_db
def test_a_rollback_leaves_nothing():
    class Refused(Exception):
        pass

    def refused() -> None:
        with suppress(Refused), transaction.atomic():
            make_project("istio")
            raise Refused

    assert effect_of(refused) == NOTHING


@pytest.fixture
def in_a_thread() -> Iterator[Callable[[Callable[[], Any]], threading.Thread]]:
    """Runs something with a connection of its own; whoever asked waits for it at the end."""
    threads: list[threading.Thread] = []
    errors: list[BaseException] = []

    def run(action: Callable[[], Any]) -> None:
        try:
            action()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    def start(action: Callable[[], Any]) -> threading.Thread:
        thread = threading.Thread(target=run, args=[action])
        threads.append(thread)
        thread.start()
        return thread

    yield start
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_two_transactions_get_versions_in_the_order_in_which_they_commit(in_a_thread: Any):
    first, second = make_project("istio"), make_project("linkerd")
    seen = heartbeat.version()

    with transaction.atomic():
        Project.objects.filter(pk=first.pk).update(name="Istio 2")
        other = in_a_thread(lambda: Project.objects.filter(pk=second.pk).update(name="Linkerd 2"))
        time.sleep(0.1)
        assert other.is_alive()
    other.join(20)

    assert [change.project_id for change in heartbeat.changes_after(Place(seen, LAST), 9)] == [
        first.pk,
        second.pk,
    ]


@pytest.mark.django_db(transaction=True)
def test_writers_who_want_each_others_rows_take_turns(in_a_thread: Any):
    first, second = make_project("istio"), make_project("linkerd")

    def rename(project: Project, name: str) -> None:
        Project.objects.filter(pk=project.pk).update(name=name)

    with transaction.atomic():
        rename(first, "a")
        other = in_a_thread(lambda: rename(second, "b"))
        time.sleep(0.1)
        rename(second, "c")
    other.join(20)

    second.refresh_from_db()
    assert second.name == "b"


@pytest.mark.django_db(transaction=True)
def test_a_reader_sees_the_version_of_what_is_committed(in_a_thread: Any):
    project = make_project("istio")
    seen: list[int] = []
    before = heartbeat.version()

    with transaction.atomic():
        Project.objects.filter(pk=project.pk).update(name="x")
        in_a_thread(lambda: seen.append(heartbeat.version())).join(20)

    assert seen == [before]
    assert heartbeat.version() > before


# ---- what happens to the tables themselves


@pytest.mark.django_db(transaction=True)
def test_a_flush_is_a_change_of_everything_and_no_version_comes_again():
    project = make_project("istio")
    before = heartbeat.version()

    call_command("flush", interactive=False, verbosity=0)

    assert heartbeat.version() > before
    changes = heartbeat.changes_after(Place(before, LAST), 9)
    assert [change.project_id for change in changes] == [project.pk]


@pytest.mark.django_db
def test_no_version_comes_again_after_an_older_copy_was_restored():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_heartbeat SET version = 7")
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE directory_heartbeat SET xact = 0")

    make_project("istio")

    assert abs(heartbeat.version() - time.time() * 1000) < 60_000


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_migration_that_rebuilds_a_table():
    field = Project._meta.get_field("name")
    longer = field.clone()
    longer.max_length = 200
    longer.set_attributes_from_name("name")
    plan = ["a migration"]

    before_migrate(using="default", plan=plan)
    with connection.schema_editor() as editor:
        editor.alter_field(Project, field, longer)
    with connection.schema_editor() as editor:
        editor.alter_field(Project, longer, field)
    after_migrate(using="default", plan=plan)

    assert effect_of(lambda: make_project("istio")) == raised("istio")


@pytest.mark.django_db(transaction=True)
def test_triggers_do_not_stand_in_the_way_of_a_migration_that_drops_a_column():
    field = Landscape._meta.get_field("facts_as_of")

    before_migrate(using="default", plan=["a migration"])
    try:
        with connection.schema_editor() as editor:
            editor.remove_field(Landscape, field)
    finally:
        with connection.schema_editor() as editor:
            editor.add_field(Landscape, field)
        after_migrate(using="default", plan=["a migration"])

    assert effect_of(Landscape(title_zh="图", title_en="Map").save) == raised()


@pytest.mark.django_db
def test_a_migration_counts_as_a_change_of_everything():
    make_project("istio")
    before = heartbeat.version()

    after_migrate(using="default", plan=["a migration"])

    assert heartbeat.version() > before
    assert len(heartbeat.changes_after(Place(before, LAST), 10)) == 1


@pytest.mark.django_db
def test_a_migrate_without_migrations_changes_nothing():
    assert effect_of(lambda: call_command("migrate", verbosity=0)) == NOTHING


# ---- what shows in what is told of others


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"slug": "envoy-proxy"}, {"state": "withdrawn"}])
def test_another_slug_or_state_concerns_the_projects_that_it_is_related_to(change: dict[str, str]):
    istio, envoy, _cilium = (make_project(name) for name in ("istio", "envoy", "cilium"))
    make_relation(istio, "built-on", envoy)

    found = effect_of(lambda: Project.objects.filter(pk=envoy.pk).update(**change))

    assert found.projects == {"istio", change.get("slug", "envoy")}


@pytest.mark.django_db
def test_another_summary_concerns_nobody_else():
    istio, envoy = make_project("istio"), make_project("envoy")
    make_relation(istio, "built-on", envoy)

    found = effect_of(lambda: Project.objects.filter(pk=envoy.pk).update(summary_en="A proxy."))

    assert found == raised("envoy")


@pytest.mark.django_db
def test_what_there_was_before_the_log_is_in_it():
    project = make_project("istio")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_change")

    heartbeat.install(connection)

    assert [change.project_id for change in heartbeat.changes_after(Place(0, 0), 10)] == [
        project.pk
    ]
