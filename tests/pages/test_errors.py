"""What a reader meets when something is wrong."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from landscape import urls
from tests.builders import make_project

pytestmark = pytest.mark.django_db


def fail(request):
    raise RuntimeError("on purpose")


urlpatterns = [*urls.urlpatterns, path("fails/", fail), path("fails.json", fail)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def test_a_page_that_is_not_there_offers_a_search_for_what_was_meant(client: Client):
    response = client.get("/en/projects/isti0/")

    assert response.status_code == 404
    assert 'name="q" value="isti0"' in response.text


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/en/map.json", "application/problem+json"),
        ("/en/api/projects/nothing", "application/problem+json"),
        ("/api/v2/projects", "application/problem+json"),
        ("/en/feeds/nothing.atom", "application/problem+json"),
        ("/en/map.csv", "text/plain; charset=utf-8"),
        ("/en/map.md", "text/plain; charset=utf-8"),
    ],
)
def test_a_program_is_told_so_in_its_own_form(client: Client, path: str, media_type: str):
    response = client.get(path)

    assert (response.status_code, response["Content-Type"]) == (404, media_type)


def test_a_program_whose_query_string_is_out_of_bounds_is_told_so_in_its_own_form(client: Client):
    response = client.get("/projects.json?" + "a=1&" * 1_100)

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_it_speaks_the_language_of_the_address(client: Client):
    assert '<html lang="en">' in client.get("/en/nowhere/").text
    assert '<html lang="zh-Hans">' in client.get("/nowhere/").text


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_the_site_is_told_in_both_languages_without_the_database():
    response = Client(raise_request_exception=False).get("/fails/")

    assert response.status_code == 500
    assert "网站出错了" in response.text
    assert "Something went wrong" in response.text
    for way in ("/", "/admin/", "/en/", "/en/admin/"):
        assert f'href="{way}"' in response.text


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_the_site_is_told_to_programs_in_their_own_form():
    response = Client(raise_request_exception=False).get("/fails.json")

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


def test_a_wrong_host_is_refused_in_words():
    response = Client(headers={"host": "evil.example"}).get("/")

    assert response.status_code == 400
    assert "无法理解" in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_read_only(client: Client, method: str):
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/projects/%00/",
        "/projects/" + "a" * 5000 + "/",
        "/%ff%fe",
        "/../../etc/passwd",
    ],
)
def test_strange_addresses_are_not_found(client: Client, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("slug", ["isto", "istioo", "Istoi"])
def test_a_misspelt_address_of_a_project_leads_to_the_project_itself(client: Client, slug: str):
    make_project("istio", summary_en="into into")
    client.get("/?q=istio")

    assert 'href="/en/projects/istio/">Istio</a>' in client.get(f"/en/projects/{slug}/").text


def test_a_misspelt_word_in_another_address_leads_to_a_search(client: Client):
    make_project("envoy")
    client.get("/?q=envoy")

    assert 'href="/en/?q=envoy">envoy</a>' in client.get("/en/envoyy").text


def test_no_short_word_of_a_text_is_offered_for_an_address(client: Client):
    make_project("envoy", summary_en="for you")
    client.get("/?q=envoy")

    assert "Did you mean" not in client.get("/en/foo").text


def test_public_pages_refuse_other_methods_as_such_where_forms_are_checked():
    assert Client(enforce_csrf_checks=True).post("/").status_code == 405
