"""What all addresses of the API have in common."""

import pytest
from django.test import Client

from tests.builders import make_project

pytestmark = pytest.mark.django_db
LIST = "/api/v1/projects"


def test_other_sites_may_read(client: Client):
    assert client.get(LIST)["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{LIST}?limit=0")["Access-Control-Allow-Origin"] == "*"


def test_a_browser_that_asks_first_is_told_what_it_may(client: Client):
    response = client.options(LIST)

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_head_is_answered_as_get_is(client: Client):
    make_project()

    response = client.head(LIST)

    assert (response.status_code, response.content) == (200, b"")
    assert response["Cache-Control"] == client.get(LIST)["Cache-Control"]


def test_what_somebody_has_is_not_sent_again_until_the_directory_changes(client: Client):
    make_project("istio")
    tag = client.get(LIST)["ETag"]

    assert client.get(LIST, headers={"if-none-match": tag}).status_code == 304
    make_project("envoy")
    assert client.get(LIST, headers={"if-none-match": tag}).status_code == 200


def test_what_was_read_may_be_kept_for_everybody_and_what_is_wrong_may_not(client: Client):
    assert client.get(LIST)["Cache-Control"] == "public, no-cache"
    wrong = client.get(f"{LIST}?limit=0")
    assert (wrong["Cache-Control"], wrong["Vary"]) == ("no-cache", "Accept-Language")


def test_data_is_in_both_languages_and_what_is_told_in_words_in_one(client: Client):
    make_project("istio")
    english = {"accept-language": "en"}

    assert client.get(LIST, headers=english)["Content-Language"] == "zh-Hans, en"
    assert client.get("/api/v1/openapi.json")["Content-Language"] == "en"
    for path in (f"{LIST}?limit=0", f"{LIST}/istio/history"):
        assert client.get(path, headers=english)["Content-Language"] == "en"
        assert client.get(path)["Content-Language"] == "zh-Hans"


def test_nobody_gets_a_cookie(client: Client):
    assert not client.get(LIST).cookies


def test_the_title_of_a_problem_is_in_the_asked_language(client: Client):
    titles = [client.get(f"{LIST}?limit=0&lang={code}").json()["title"] for code in ("en", "zh")]

    assert titles == ["Bad Request", "请求有误"]


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE", "TRACE"])
def test_other_methods_are_told_which_there_are(client: Client, method: str):
    response = client.generic(method, LIST)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["nothing", "projects/", "projects/a/b", "projects/%00", "projects/a%0Ab"]
)
def test_an_address_that_is_none_says_where_the_others_are_told(client: Client, path: str):
    response = client.get(f"/api/v1/{path}?lang=en")

    assert response.status_code == 404
    assert "http://testserver/api/v1/" in response.json()["detail"]
