"""The admin asks the database equally often, however much is in it."""

from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Link, Project
from tests.admin.helpers import address, send
from tests.admin.samples import make_capability, make_cell, make_many
from tests.builders import make_category, make_project, make_relation, make_steward

LISTED = sorted(
    str(model._meta.model_name)
    for model in admin.site._registry
    if model._meta.app_label == "directory" and model._meta.model_name != "landscape"
)
AUTOCOMPLETED = [
    ("project", "category"),
    ("projecttag", "tag"),
    ("relation", "target"),
    ("stewardship", "maintainer"),
    ("capabilityvalue", "capability"),
    ("capability", "group"),
    ("maintainer", "user"),
]


def queries(client: Client, path: str) -> int:
    client.get(path)  # after this, content types and the catalogue are at hand
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_lists_of_12_cost_as_many_queries_as_lists_of_3(operator: Client):
    def each() -> dict[str, int]:
        return {model: queries(operator, address(model)) for model in LISTED}

    make_many(*range(3))
    few = each()
    make_many(*range(3, 12))

    assert each() == few
    assert max(few.values()) <= 16


def test_rows_that_only_some_may_edit_cost_no_more(client: Client, db: None):
    def each() -> dict[str, int]:
        edited = ("category", "tag", "capabilitygroup", "capability")
        return {model: queries(client, address(model)) for model in edited}

    client.force_login(make_steward("dora", "owner", make_category("gateway")))
    make_many(*range(3))
    few = each()
    make_many(*range(3, 12))

    assert each() == few


def test_autocompletes_cost_as_many_queries_for_12_as_for_3(operator: Client):
    path = "/admin/autocomplete/?app_label=directory&model_name={}&field_name={}&term="

    def each() -> dict[tuple[str, str], int]:
        return {asked: queries(operator, path.format(*asked)) for asked in AUTOCOMPLETED}

    make_many(*range(3))
    few = each()
    make_many(*range(3, 12))

    assert each() == few
    assert max(few.values()) <= 6


def test_a_project_costs_as_many_queries_whatever_else_there_is(alice: Client):
    project = make_project("istio", tags=["envoy-based"])
    path = address("project", "change", project.pk)
    make_many(*range(3))
    few = queries(alice, path)
    size = len(alice.get(path).content)
    make_many(*range(3, 12))

    assert queries(alice, path) == few
    assert len(alice.get(path).content) == size, "something lists what is in the database"


def test_a_project_costs_as_many_queries_whatever_hangs_on_it(alice: Client):
    def hang(number: int) -> None:
        for i in range(number, number + 5):
            other = make_project(f"other-{i}")
            make_relation(project, "built-on", other)
            make_relation(other, "fork-of", project)
            make_cell(project, make_capability(f"capability-{i}"))
            Link.objects.create(project=project, kind="blog", url=f"https://example.org/{i}")

    project = make_project("istio")
    path = address("project", "change", project.pk)
    hang(0)
    few = queries(alice, path)
    hang(5)

    assert queries(alice, path) == few


def test_saving_a_project_costs_as_many_queries_whatever_hangs_on_it_untouched(alice: Client):
    def saving(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            send(alice, path, summary_en=text)
        return len(captured)

    project = make_project("istio")
    path = address("project", "change", project.pk)
    make_relation(make_project("fork"), "fork-of", project)
    make_cell(project, make_capability())
    few = saving("with few")
    for i in range(10):
        make_relation(make_project(f"fork-{i}"), "fork-of", project)
        make_cell(project, make_capability(f"capability-{i}"))

    assert saving("with many") <= few


def test_the_history_of_a_project_costs_as_many_queries_however_long_it_is(alice: Client):
    def happen(number: int) -> None:
        for i in range(number, number + 5):
            project.status_since = str(2000 + i)
            project.save()
            make_relation(project, "built-on", make_project(f"other-{i}"))
            make_cell(project, make_capability(f"capability-{i}")).delete()

    project = make_project("istio", tags=["envoy-based"])
    path = address("project", "history", project.pk)
    happen(0)
    few = queries(alice, path)
    happen(5)

    assert Project.history.count() > 10
    assert queries(alice, path) == few
