"""The search box of the list of projects finds what the site finds, and drafts as well."""

import pytest
from django.test import Client

from directory.models import Tag
from tests.admin.helpers import address
from tests.builders import make_project, make_tag


def found(client: Client, query: str) -> list[str]:
    page = client.get(address("project"), {"q": query})
    return sorted(project.slug for project in page.context["cl"].result_list)


@pytest.mark.parametrize("state", ["published", "draft", "withdrawn"])
@pytest.mark.parametrize(
    "query",
    [
        "服务网格",
        "数据平面",
        "mesh",
        "istio",
        "伊斯特",
        "sidecar",
        "边车",
        "mesh istio",
    ],
)
def test_names_summaries_and_tags_are_found_in_both_languages(
    alice: Client, state: str, query: str
):
    make_tag("sidecar")
    Tag.objects.update(label_zh="边车")
    make_project(
        "istio",
        name_zh="伊斯特",
        summary_zh="一个服务网格，自带数据平面。",
        summary_en="A mesh with a data plane.",
        tags=["sidecar"],
        state=state,
    )
    make_project("nginx", category="proxy", summary_zh="反向代理", summary_en="A proxy.")

    assert found(alice, query) == ["istio"]


def test_what_was_just_edited_is_found(alice: Client):
    project = make_project("istio", summary_en="A proxy.")
    assert found(alice, "ambient") == []

    project.summary_en = "An ambient mesh."
    project.save()

    assert found(alice, "ambient") == ["istio"]


def test_a_filter_narrows_what_is_found(alice: Client):
    make_project("istio", summary_zh="服务网格")
    make_project("osm", summary_zh="服务网格", state="withdrawn")

    page = alice.get(address("project"), {"q": "网格", "state__exact": "withdrawn"})

    assert [project.slug for project in page.context["cl"].result_list] == ["osm"]


def test_a_choice_of_projects_goes_by_name_alone(alice: Client):
    make_project("envoy")
    make_project("istio", summary_en="Built on Envoy.")
    query = {"app_label": "directory", "model_name": "relation", "field_name": "target"}

    results = alice.get("/en/admin/autocomplete/", {**query, "term": "envoy"}).json()["results"]

    assert [result["text"] for result in results] == ["Envoy"]


def test_a_long_list_of_tags_is_cut(alice: Client):
    make_project("istio", tags=["a1", "b2", "c3", "d4"])

    assert ">A1, B2, C3, …<" in alice.get(address("project")).text
