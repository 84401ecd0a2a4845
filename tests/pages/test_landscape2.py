"""The files of a site that landscape2 made, at its addresses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.landscape2.names import normalized
from directory.logos import Picture
from directory.models import Landscape, Link, Project
from directory.views import landscape2
from tests.builders import make_category, make_logo, make_project

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parent.parent / "samples/landscape2"
ITEM = json.loads((SAMPLES / "item.json").read_text())
EVERY_FILE = [
    "/api/projects/all.json",
    "/api/projects/count.json",
    "/api/categories/category/all.json",
    "/api/categories/category/subcategory/count.json",
    "/api/members/all.json",
    "/data/base.json",
    "/data/full.json",
    "/data/stats.json",
    "/data/embed_category.json",
    "/data/embed_full_category--subcategory.json",
    "/docs/items.csv",
]


@pytest.fixture
def landscape() -> None:
    """That of landscape2's own test, and a license, which landscape2 has from GitHub."""
    call_command("import_projects", str(SAMPLES / "data.yml"), verbosity=0)
    Project.objects.update(license="Apache-2.0")


def get(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return json.loads(response.text)


@pytest.mark.usefixtures("landscape")
class TestAnItemThatLandscape2Knows:
    def test_is_in_the_full_dataset_as_landscape2_has_it(self, client: Client):
        assert get(client, "/en/data/full.json") == {"items": [ITEM]}

    def test_is_in_the_api_with_the_address_of_its_logo_and_less(self, client: Client):
        (listed,) = get(client, "/en/api/projects/all.json")

        assert listed.pop("logo_url") == "http://testserver/en/logos/item.svg"
        repositories = listed.pop("repositories")
        assert [r["url"] for r in repositories] == [r["url"] for r in ITEM["repositories"]]
        assert listed == {name: ITEM[name] for name in listed}
        left_out = {name for name in ITEM if name not in listed}
        assert {"logo", "website", "summary", "other_links"} <= left_out

    def test_is_in_the_base_dataset_with_the_outline(self, client: Client):
        said = get(client, "/en/data/base.json")

        assert said["base_path"] == "/en"
        assert said["categories"][0] == {
            "name": "Category",
            "normalized_name": "category",
            "subcategories": [{"name": "Subcategory", "normalized_name": "subcategory"}],
        }
        (item,) = said["items"]
        assert item == {name: ITEM[name] for name in item}
        assert not {"description", "repositories", "website"} & item.keys()

    def test_is_in_what_is_embedded(self, client: Client):
        said = get(client, "/en/data/embed_category--subcategory.json")

        assert said["category"]["normalized_name"] == "category"
        assert said["items"][0]["primary_repository_url"] == "https://example.org/repo"
        assert get(client, "/en/data/embed_full_category.json") == {"items": [ITEM]}

    def test_is_embedded_where_it_stands_too(self, client: Client):
        said = get(client, "/en/data/embed_category2--subcategory2-1.json")

        assert [item["id"] for item in said["items"]] == [ITEM["id"]]
        assert get(client, "/en/api/categories/category2/all.json") == []

    def test_is_counted_by_month(self, client: Client):
        said = get(client, "/en/data/stats.json")["projects"]

        assert said["accepted_at_rt"] == said["audits"] == {"2024-05": 1}
        assert said["category"] == {
            "Category": {"projects": 1, "subcategories": {"Subcategory": 1}}
        }
        assert (said["projects"], said["maturity"]) == (1, {"graduated": 1})
        assert "sandbox_to_incubating" not in said

    def test_is_a_row_of_the_table(self, client: Client):
        text = client.get("/en/docs/items.csv").text
        (row,) = csv.DictReader(io.StringIO(text))

        assert text.splitlines()[0] == (SAMPLES / "items.csv").read_text().strip()
        assert (row["relation"], row["oss"], row["tag"]) == ("graduated", "true", "tag")
        assert (row["incubation"], row["last_audit_date"]) == ("2024-05-01", "2024-05-01")
        assert row["github_repo"] == row["github_stars"] == ""

    @pytest.mark.parametrize("path", EVERY_FILE)
    def test_every_file_may_be_read_by_other_sites_and_is_kept(self, client: Client, path: str):
        response = client.get(path)

        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "public" in response["Cache-Control"]
        assert client.post(path).status_code == 405


def names(client: Client, path: str) -> list[str]:
    return [item["name"] for item in get(client, path)]


def test_a_consumer_of_projects_finds_those_of_a_foundation_by_name(client: Client):
    make_project("istio", maturity="graduated", name="istio")
    make_project("envoy", "proxy", maturity="graduated", name="Envoy")
    make_project("nginx", "proxy")
    make_project("secret", "proxy", maturity="graduated", state="draft")

    assert names(client, "/api/projects/all.json") == ["Envoy", "istio"]
    assert get(client, "/api/projects/count.json") == {"count": 2}


def test_a_site_has_no_members(client: Client):
    assert get(client, "/api/members/all.json") == get(client, "/api/members/end-users.json") == []
    assert get(client, "/api/members/count.json") == {"count": 0}


def test_categories_have_the_names_of_the_language_in_their_addresses(client: Client):
    mesh = make_category("service-mesh", name_zh="服务网格", name_en="Service mesh")
    make_category("istio-based", parent=mesh, name_zh="基于 Istio", name_en="Istio-based")
    make_project("linkerd")
    make_project("asm", "istio-based")

    assert names(client, "/api/categories/服务网格/all.json") == ["Asm", "Linkerd"]
    assert names(client, "/api/categories/服务网格/基于-istio/all.json") == ["Asm"]
    assert names(client, "/api/categories/服务网格/服务网格/all.json") == ["Linkerd"]
    assert names(client, "/en/api/categories/service-mesh/istio-based/all.json") == ["Asm"]
    assert get(client, "/en/api/categories/service-mesh/count.json") == {"count": 2}
    embedded = get(client, "/en/data/embed_service-mesh.json")
    assert [s["name"] for s in embedded["category"]["subcategories"]] == [
        "Service mesh",
        "Istio-based",
    ]


def test_groups_of_the_panorama_are_groups(client: Client):
    make_category("proxy", name_zh="代理", name_en="Proxy")
    Landscape.objects.create(
        title_en="L", groups=[{"slug": "a", "zh": "甲 组", "en": "A", "categories": ["proxy"]}]
    )

    (group,) = get(client, "/data/base.json")["groups"]

    assert group == {"name": "甲 组", "normalized_name": "甲-组", "categories": ["代理"]}


def test_a_logo_has_an_address_in_both_languages(client: Client):
    project = make_project("istio", maturity="graduated", featured=True)
    logo = make_logo(project, Picture("image/svg+xml", b"<svg/>"))

    (item,) = get(client, "/en/data/full.json")["items"]

    assert item["featured"] == {}
    assert f"/{item['logo']}" == logo.get_absolute_url()
    assert client.get(f"/en/{item['logo']}", follow=True).status_code == 200
    (listed,) = get(client, "/en/api/projects/all.json")
    assert listed["logo_url"] == f"http://testserver/en{logo.get_absolute_url()}"


def test_a_project_without_a_logo_has_its_monogram(client: Client):
    make_project("istio", name_zh="服务网格", maturity="graduated")

    (listed,) = get(client, "/api/projects/all.json")

    assert listed["logo_url"] == "http://testserver/logos/istio.svg"
    assert client.get("/logos/istio.svg")["Content-Type"] == "image/svg+xml"


def test_a_description_has_no_marks(client: Client):
    make_project("istio", summary_en="A [mesh](https://istio.io) for **all**.")

    assert get(client, "/en/data/full.json")["items"][0]["description"] == "A mesh for all."


@pytest.mark.parametrize(
    "path",
    [
        "/en/api/categories/nowhere/all.json",
        "/en/api/categories/proxy/nowhere/count.json",
        "/en/data/embed_nowhere.json",
        "/en/data/embed_full_proxy--nowhere.json",
    ],
)
def test_a_category_that_is_none_is_a_problem(client: Client, path: str):
    make_project("envoy", "proxy")

    response = client.get(path)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is nothing at this address."


def test_what_is_kept_of_another_file_and_of_a_wrong_kind_is_left_out(client: Client):
    said = {
        "name": ["x"],
        "extra": {"tag": {"a": 1}, "audits": [{"date": "x"}, 1], "summary_tags": 7, "accepted": 1},
        "second_path": [None, "a", 3],
        "additional_repos": [{"repo_url": 1}, None],
        "crunchbase": {},
    }
    make_project("istio", extra={"landscape": said})

    (item,) = get(client, "/en/data/full.json")["items"]

    assert item == {
        "category": "Service mesh",
        "homepage_url": "",
        "id": "service-mesh--service-mesh--istio",
        "logo": "logos/istio.svg",
        "name": "Istio",
        "subcategory": "Service mesh",
        "website": "",
    }


def test_a_cell_of_the_table_is_no_formula(client: Client):
    make_project("istio", organization="=1+1")

    assert "'=1+1" in client.get("/docs/items.csv").text


def test_a_large_file_is_sent_while_it_is_written(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(landscape2, "WHOLE_AT_MOST", 1)
    for number in range(3):
        make_project(f"p-{number}", "proxy", name=f"P{number}")

    response = client.get("/data/full.json")

    assert response.streaming
    items = json.loads(b"".join(response.streaming_content))["items"]
    response.close()
    assert [item["name"] for item in items] == ["P0", "P1", "P2"]


def test_a_file_costs_as_many_queries_for_ten_projects_as_for_one(client: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, "/data/full.json")
        return len(captured)

    def add(number: int) -> None:
        project = make_project(f"p-{number}", "proxy")
        Link.objects.create(project=project, kind="homepage", url=f"https://p{number}.example.org")

    add(0)
    with_one = queries()
    for number in range(1, 10):
        add(number)

    assert queries() == with_one


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Test Project", "test-project"),
        ("Test  Project  ", "test-project"),
        ("Test___Project", "test-project"),
        ("Test-Project-", "test-project"),
        ("Test/Project", "test-project"),
        ("a 🙂 b 🙂 ", "a-b"),
        ("中文 Project", "中文-project"),
        ("한국어 프로젝트", "한국어-프로젝트"),
        ("Проект", "проект"),
        ("Test@中文#Project", "test-中文-project"),
        ("C++", "c++"),
    ],
)
def test_names_are_normalized_as_landscape2_does(name: str, expected: str):
    assert normalized(name) == expected
