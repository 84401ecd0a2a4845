"""What a program gets from /api/v1/projects."""

from typing import Any

import pytest
from django.test import Client

from directory.api.schemas import FullProject, Project, ProjectPage
from directory.models import OldCategorySlug, OldSlug
from directory.models import Project as Row
from tests.builders import make_project, make_relation

pytestmark = pytest.mark.django_db


def get(client: Client, query: str = "", **headers: str) -> Any:
    return client.get(f"/api/v1/projects{query}", headers=headers)


def slugs(client: Client, query: str = "") -> list[str]:
    return [project["slug"] for project in get(client, query).json()["projects"]]


def detail(client: Client, query: str, language: str = "en") -> str:
    response = get(client, query, accept_language=language)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    return f"{error['parameter']}: {error['detail']}"


def test_the_list_has_its_version_and_how_many_there_are(client: Client):
    make_project("istio", status="active")
    make_project("osm", status="archived")

    found = get(client, "?status=active").json()

    assert (found["count"], found["total"], found["next"]) == (1, 2, None)
    assert [project["slug"] for project in found["projects"]] == ["istio"]
    assert found["version"] > 0


def test_a_project_of_the_list_is_as_the_description_has_it(client: Client):
    make_project("istio")

    (brief,) = get(client).json()["projects"]
    (full,) = get(client, "?depth=full").json()["projects"]

    assert list(brief) == list(Project.model_fields)
    assert list(full) == list(FullProject.model_fields)


def test_only_the_fields_that_were_asked_for_are_told(client: Client):
    make_project("istio")

    (found,) = get(client, "?fields=slug,links").json()["projects"]

    assert found == {"slug": "istio", "links": []}


def test_choices_are_counted_where_that_is_asked_for(client: Client):
    make_project("istio", status="active", tags=["ebpf"])
    make_project("osm", status="archived")

    facets = get(client, "?status=active&facets=status,tag").json()["facets"]

    assert facets["status"]["values"] == [
        {"value": "active", "count": 1},
        {"value": "archived", "count": 1},
    ]
    assert facets["tag"] == {"values": [{"value": "ebpf", "count": 1}], "more": 0}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?limit=0", "limit: A limit is a whole number from 1 to 100."),
        ("?limit=-1", "limit: A limit is a whole number from 1 to 100."),
        ("?limit=many", "limit: A limit is a whole number from 1 to 100."),
        (
            "?sort=stars",
            "sort: Choose one of: relevance, name, position, modified, created, started.",
        ),
        ("?status=activ", "status: There is no “activ” here. Near to it: active, inactive."),
        ("?fields=slug,", "fields: A comma stands between two names. Leave out those that do not."),
        ("?fields=licence", "fields: There is no “licence” here. Near to it: license."),
        ("?statuss=active", "statuss: There is no “statuss” here. Near to it: status."),
        ("?status=", "status: It says nothing. Leave it out."),
        ("?depth=deep", "depth: Choose one of: brief, full."),
        ("?lang=fr", "lang: Choose one of: zh, en."),
        (
            "?cursor=abc",
            "cursor: A page begins where `next` of the one before says. Begin anew without it.",
        ),
    ],
)
def test_a_wrong_parameter_is_named_with_what_would_be_right(client: Client, query: str, says: str):
    assert detail(client, query) == says


def test_what_would_be_right_is_told_however_long_the_mistake_is(client: Client):
    says = detail(client, f"?status={'x' * 900}")

    assert says.endswith("renamed, merged, unknown.")


def test_what_is_wrong_is_told_in_the_language_that_is_asked_for(client: Client):
    english = detail(client, "?status=odd", "fr, en;q=0.5")

    assert detail(client, "?status=odd", "zh-CN, en;q=0.5") != english
    assert detail(client, "?status=odd&lang=en", "zh-CN") == english


@pytest.mark.parametrize("sort", ["name", "position", "modified", "created", "started"])
def test_pages_follow_one_another(client: Client, sort: str):
    for number in range(5):
        make_project(f"mesh-{number}", position=number % 2, started=f"201{number}")
    whole = slugs(client, f"?sort={sort}")

    found, url = [], f"/api/v1/projects?sort={sort}&limit=2"
    while url:
        page = client.get(url).json()
        found.append([project["slug"] for project in page["projects"]])
        url = page["next"]

    assert found == [whole[:2], whole[2:4], whole[4:]]


def test_a_page_begins_behind_the_one_before_whatever_was_edited(client: Client):
    for name in "abdef":
        make_project(name)
    first = get(client, "?sort=name&limit=2").json()

    make_project("aa")
    Row.objects.get(slug="b").delete()
    make_project("c")
    second = client.get(first["next"]).json()

    assert [project["slug"] for project in second["projects"]] == ["c", "d"]


def test_pages_of_a_search_follow_one_another_by_relevance(client: Client):
    for name in ("mesh", "mesh-one", "mesh-three-four", "other-mesh"):
        make_project(name)

    whole = slugs(client, "?q=mesh")
    first = get(client, "?q=mesh&limit=3").json()
    second = client.get(first["next"]).json()

    assert [p["slug"] for p in (*first["projects"], *second["projects"])] == whole


def test_a_cursor_of_another_question_is_refused(client: Client):
    for name in "abc":
        make_project(name, status="active")
    following = get(client, "?sort=name&limit=2").json()["next"]

    assert client.get(following.replace("sort=name", "sort=created")).status_code == 400
    assert client.get(following + "&status=active").status_code == 400
    assert client.get(following.replace("limit=2", "limit=1")).status_code == 200


def test_a_project_says_everything_that_is_public(client: Client):
    make_project("istio")

    found = client.get("/api/v1/projects/istio").json()

    assert list(found) == list(ProjectPage.model_fields)


def test_a_former_slug_leads_to_the_present_one(client: Client):
    OldSlug.objects.create(project=make_project("istio"), slug="istio-mesh")

    response = client.get("/api/v1/projects/istio-mesh?lang=en")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/projects/istio?lang=en")


def test_a_former_category_leads_to_the_present_one(client: Client):
    OldCategorySlug.objects.create(category=make_project("istio").category, slug="mesh")

    response = get(client, "?category=mesh")

    assert response["Location"] == "/api/v1/projects?category=service-mesh"


def test_what_was_withdrawn_says_why_and_what_stands_in_its_place(client: Client):
    gone = make_project(
        "osm", state="withdrawn", withdrawn_reason_en="A hoax.", summary_en="Secret"
    )
    make_relation(make_project("istio"), "successor-of", gone)

    response = client.get("/api/v1/projects/osm?lang=en")

    assert response.status_code == 410
    assert response.json()["detail"] == "“Osm” was taken out of the directory. A hoax."
    assert response.json()["project"]["successor"] == "istio"
    assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("slug", ["draft", "nothing"])
def test_drafts_are_there_for_nobody(client: Client, slug: str):
    make_project("draft", state="draft")

    response = client.get(f"/api/v1/projects/{slug}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert slugs(client) == []
