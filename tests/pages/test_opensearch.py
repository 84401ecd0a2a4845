"""Searching from a browser's own search field."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.models import Landscape, Project
from tests.builders import make_project

pytestmark = pytest.mark.django_db

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize(("prefix", "language"), [("", "zh-Hans"), ("/en", "en")])
def test_a_browser_learns_how_to_search_in_each_language(
    client: Client, prefix: str, language: str
):
    response = client.get(f"{prefix}/opensearch.xml")
    described = ElementTree.fromstring(response.content)

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert described.findtext(f"{OPENSEARCH}Language") == language
    urls = {url.get("type"): url.get("template") for url in described.iter(f"{OPENSEARCH}Url")}
    assert urls["text/html"] == f"http://testserver{prefix}/?q={{searchTerms}}"
    assert urls["application/x-suggestions+json"] == (
        f"http://testserver{prefix}/completions.json?q={{searchTerms}}"
    )


def test_names_are_no_longer_than_the_standard_allows(client: Client):
    Landscape.objects.create(title_zh="<网>\x0b" + "长" * 110, title_en="W & V " * 20)

    for path in ("/opensearch.xml", "/en/opensearch.xml"):
        described = ElementTree.fromstring(client.get(path).content)
        assert 0 < len(described.findtext(f"{OPENSEARCH}ShortName", "")) <= 16
        assert 0 < len(described.findtext(f"{OPENSEARCH}LongName", "")) <= 48
        assert 0 < len(described.findtext(f"{OPENSEARCH}Description", "")) <= 1024


def completions(client: Client, path: str) -> list:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-suggestions+json"
    return json.loads(response.content)


def test_what_is_typed_finds_names_with_category_and_status_and_addresses(client: Client):
    make_project("istio", "service-mesh", status="archived")
    make_project("envoy")
    make_project("istio-draft", state=Project.State.DRAFT)

    assert completions(client, "/en/completions.json?q=ist") == [
        "ist",
        ["Istio"],
        ["Service mesh · Archived"],
        ["http://testserver/en/projects/istio/"],
    ]


@pytest.mark.parametrize("query", ["", "?q=", "?q=nothing-like-it", "?q=%00", "?q=" + "x" * 300])
def test_nothing_is_offered_for_nothing(client: Client, query: str):
    make_project("istio")

    assert completions(client, f"/completions.json{query}")[1:] == [[], [], []]


def test_offering_many_costs_what_offering_one_does(client: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/completions.json?q=mesh")
        return len(captured)

    make_project("mesh")
    queries()
    with_one = queries()
    for number in range(10):
        make_project(f"mesh-{number}")
    queries()

    assert queries() == with_one


class AnyQuery(TestCase):
    @given(st.text(max_size=60))
    def test_whatever_is_typed_there_is_an_answer(self, typed: str):
        make_project("istio")

        answer = self.client.get("/completions.json", {"q": typed})

        assert answer.status_code == 200
        assert json.loads(answer.content)[0] == typed
