"""What a program gets of everything beside the projects."""

from typing import Any

import pytest
from django.test import Client

from directory.models import OldCategorySlug, OldHandle, OldTagSlug, Project
from tests.builders import make_category, make_project, make_steward, make_tag

pytestmark = pytest.mark.django_db


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v1/{path}").json()


def test_categories_come_each_before_those_below_it(client: Client):
    above = make_category("data-plane", position=1)
    make_category("proxy", parent=above)
    make_project("envoy", "proxy")

    found = get(client, "categories")["categories"]

    assert [(c["slug"], c["parent"], c["projects"]) for c in found] == [
        ("data-plane", None, 1),
        ("proxy", "data-plane", 1),
    ]
    assert get(client, "categories/proxy") == found[1]


def test_tags_say_how_many_projects_carry_them(client: Client):
    make_project("istio", tags=["ebpf"])

    (found,) = get(client, "tags")["tags"]

    assert (found["slug"], found["projects"]) == ("ebpf", 1)
    assert get(client, "tags/ebpf") == found


def test_maintainers_say_what_they_look_after(client: Client):
    make_steward("alice", "owner", make_category("proxy"))

    (alice,) = get(client, "maintainers")["maintainers"]

    assert alice["stewardships"] == [{"role": "owner", "category": "proxy", "project": None}]
    assert get(client, "maintainers/alice") == alice


def test_former_names_lead_to_the_present_ones(client: Client):
    OldCategorySlug.objects.create(category=make_category("proxy"), slug="sidecar")
    OldTagSlug.objects.create(tag=make_tag("ebpf"), slug="bpf")
    make_steward("alice")
    OldHandle.objects.create(maintainer=alice(), slug="al")

    for path, present in [
        ("categories/sidecar", "categories/proxy"),
        ("tags/bpf", "tags/ebpf"),
        ("maintainers/al", "maintainers/alice"),
    ]:
        assert client.get(f"/api/v1/{path}")["Location"] == f"/api/v1/{present}"


def alice() -> Any:
    from directory.models import Maintainer

    return Maintainer.objects.get(handle="alice")


@pytest.mark.parametrize(
    "path", ["categories/no", "tags/no", "maintainers/no", "projects/no/history"]
)
def test_what_is_not_there_is_not_found(client: Client, path: str):
    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("projects/isto", "There is no project “isto” here. Near to it: istio."),
        ("projects/isto/history", "There is no project “isto” here. Near to it: istio."),
        ("categories/proxi", "There is no “proxi” here. Near to it: proxy."),
        ("tags/ebfp", "There is no “ebfp” here. Near to it: ebpf."),
        ("maintainers/alise", "There is no “alise” here. Near to it: alice."),
    ],
)
def test_what_may_be_meant_instead_is_told(client: Client, path: str, says: str):
    make_project("istio", "proxy", tags=["ebpf"])
    make_steward("alice")

    found = client.get(f"/api/v1/{path}?lang=en").json()

    assert found["errors"] == [{"parameter": "slug", "detail": says}]


def test_a_draft_is_never_what_may_be_meant(client: Client):
    make_project("istio", state="draft")

    assert "istio" not in client.get("/api/v1/projects/istoi?lang=en").text


def test_the_landscape_says_what_it_is_and_how_much_there_is(client: Client):
    make_project()

    assert get(client, "landscape")["projects"] == 1


def test_statistics_count_what_the_list_would_show(client: Client):
    make_project("istio", status="active", license="Apache-2.0")
    make_project("osm", status="archived", license="Apache-2.0")

    found = get(client, "statistics?status=active")

    assert (found["count"], found["total"]) == (1, 2)
    assert found["by_value"]["license"]["values"] == [
        {"value": "Apache-2.0", "count": 1, "active": 1, "maintenance": 0}
    ]


@pytest.mark.parametrize("path", ["statistics?sort=name", "categories?page=2", "tags?q=a"])
def test_a_parameter_that_an_address_does_not_take_is_refused(client: Client, path: str):
    assert client.get(f"/api/v1/{path}").status_code == 400


def test_a_history_tells_what_changed_and_from_what_to_what(client: Client):
    project = make_project("istio", license="MIT")
    project.license = "Apache-2.0"
    project._change_reason = "As its file says."
    project.save()

    newest = get(client, "projects/istio/history?lang=en")["entries"][0]

    assert newest["reason"] == "As its file says."
    assert newest["by"] == {"maintainer": None, "contributor": None, "is_import": False}
    license = next(each for each in newest["changes"] if each["what"] == "License")
    assert license["pieces"] == [
        {"kind": "removed", "text": "MIT"},
        {"kind": "added", "text": "Apache-2.0"},
    ]


def test_a_history_goes_on_where_the_page_before_ended(client: Client):
    project = make_project("istio")
    for number in range(3):
        Project.history.filter(id=project.pk).update(
            history_date=f"2026-01-0{number + 1}T00:00:00Z"
        )
        project.license = f"MIT-{number}"
        project.save()

    first = get(client, "projects/istio/history?limit=1")
    second = client.get(first["next"]).json()

    assert first["entries"][0]["time"] > second["entries"][0]["time"]
    assert client.get(first["next"])["Vary"] == "Accept-Language"
