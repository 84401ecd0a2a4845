"""Logos on pages, and under their own addresses."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.logos import Picture
from directory.models import Logo, OldSlug, Project
from tests.builders import make_logo, make_project

pytestmark = pytest.mark.django_db

RED = Picture("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
BLUE = Picture("image/png", b"\x89PNG")


def test_a_logo_stands_in_place_of_the_monogram_in_both_languages(client: Client):
    project = make_project("istio")
    assert 'class="mono"' in client.get("/").text

    logo = make_logo(project, RED)

    for path in ("/", "/en/", "/projects/istio/", "/en/projects/istio/"):
        text = client.get(path).text
        assert f'src="/logos/istio.{logo.digest[:12]}.svg" alt=""' in text
        assert 'class="mono' not in text


def test_a_logo_that_was_removed_leaves_the_monogram(client: Client):
    project = make_project("istio")
    make_logo(project, RED)
    assert 'class="logo"' in client.get("/").text

    Logo.objects.all().delete()

    assert 'class="mono"' in client.get("/").text


def test_similar_and_related_projects_have_their_logos(client: Client):
    make_project("istio", tags=["mtls"])
    make_logo(make_project("linkerd", tags=["mtls"]), RED)

    assert "/logos/linkerd." in client.get("/projects/istio/").text


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize("path", ["/", "/projects/project-0/"])
def test_logos_cost_no_query(client: Client, path: str):
    projects = [make_project(f"project-{n}", tags=["mtls"]) for n in range(5)]
    without = queries(client, path)

    for project in projects:
        make_logo(project, RED)

    assert queries(client, path) == without


def test_a_list_does_not_read_the_pictures(client: Client):
    make_logo(make_project("istio"), RED)

    with CaptureQueriesContext(connection) as captured:
        client.get("/")

    assert not any('"directory_logo"."data"' in query["sql"] for query in captured)


def test_a_logo_is_kept_for_ever_and_runs_nothing(client: Client):
    logo = make_logo(make_project("istio"), RED)

    response = client.get(logo.get_absolute_url())

    assert response.content == RED.data
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "img-src data:",
        "frame-ancestors 'none'",
        "sandbox",
    }
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_address_is_one_for_both_languages(client: Client):
    logo = make_logo(make_project("istio"), RED)

    response = client.get(f"/en{logo.get_absolute_url()}")
    assert (response.status_code, response["Location"]) == (301, logo.get_absolute_url())
    assert logo.get_absolute_url().startswith("/logos/istio.")


def test_the_address_of_a_former_logo_leads_to_the_present_one(client: Client):
    project = make_project("istio")
    former = make_logo(project, RED).get_absolute_url()
    project.logo.take(BLUE, "istio.png")
    project.logo.save()

    response = client.get(former)

    assert response.status_code == 302
    assert response["Location"] == project.logo.get_absolute_url()
    assert response["Location"].endswith(".png")
    assert "immutable" not in response["Cache-Control"]
    assert client.get(response["Location"])["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "path",
    ["/logos/nobody.0123456789ab.svg", "/logos/bare.0123456789ab.svg", "/logos/bare", "/logos/"],
)
def test_there_is_no_logo_of_what_has_none(client: Client, path: str):
    make_project("bare")

    assert client.get(path).status_code == 404


def test_the_logo_of_a_draft_is_not_told_to_who_does_not_know_it(client: Client):
    draft = make_project("draft", state=Project.State.DRAFT)
    logo = make_logo(draft, RED)

    assert client.get("/logos/draft.0123456789ab.svg").status_code == 404
    assert client.get(logo.get_absolute_url()).status_code == 200


def test_a_file_keeps_its_name_but_for_what_became_of_it():
    logo = Logo()

    logo.take(BLUE, "folder/Istio Logo.v2.JPEG")
    assert logo.name == "Istio Logo.v2.png"
    logo.take(RED, "长" * 200 + ".svg")
    assert len(logo.name) <= 120
    assert logo.name.endswith("长.svg")


class TestTheAddressThatCanBeGuessed:
    def test_is_the_monogram_of_a_project_without_a_logo(self, client: Client):
        make_project("istio", name_zh="<网格>")

        drawn = {path: client.get(f"{path}/logos/istio.svg") for path in ("", "/en")}

        assert ">&lt;网格&gt;</title>" in drawn[""].text
        assert ">Istio</title>" in drawn["/en"].text
        assert drawn["/en"].text.count("<text") == 1
        assert "public" in drawn["/en"]["Cache-Control"]

    def test_leads_to_the_logo_where_there_is_one(self, client: Client):
        logo = make_logo(make_project("istio"), RED)

        assert client.get("/en/logos/istio.svg")["Location"] == logo.get_absolute_url()

    def test_follows_a_project_that_has_another_slug(self, client: Client):
        OldSlug.objects.create(project=make_project("istio"), slug="mesh")

        assert client.get("/logos/mesh.svg")["Location"] == "/logos/istio.svg"

    @pytest.mark.parametrize("state", ["draft", "withdrawn"])
    def test_is_nothing_for_what_is_not_published(self, client: Client, state: str):
        make_project("istio", state=state)

        assert client.get("/logos/istio.svg").status_code == 404
