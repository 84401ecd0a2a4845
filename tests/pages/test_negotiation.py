"""One address, several forms: a page gives what is asked for by `Accept`, and names the others."""

from __future__ import annotations

import re

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.media_types import KNOWN
from directory.models import OldSlug, Project
from landscape import pulse
from landscape.pagecache import PageCache
from tests.builders import make_project
from tests.wsgi import ask

pytestmark = pytest.mark.django_db

PAGES = {
    "/en/?q=istio": "/en/projects.{}?q=istio",
    "/en/map/?q=istio": "/en/projects.{}?q=istio",
    "/en/projects/istio/": "/en/projects/istio.{}",
    "/en/compare/?project=istio&project=kuma": "/en/compare.{}?project=istio&project=kuma",
    "/en/categories/service-mesh/": "/en/projects.{}?category=service-mesh",
    "/en/tags/mtls/": "/en/projects.{}?tag=mtls",
}


@pytest.fixture(autouse=True)
def two_projects() -> None:
    make_project("istio", tags=["mtls"])
    make_project("kuma")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("accept", "ending"), [("application/json", "json"), ("text/*;q=0.1,text/markdown", "md")]
)
def test_a_page_gives_the_form_that_is_wanted_and_says_where_it_is(client, path, accept, ending):
    there = PAGES[path].format(ending)

    response = client.get(path, headers={"accept": accept})

    assert response.content == client.get(there).content
    assert response["Content-Location"] == there
    assert "Accept" in response["Vary"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("accept", ["*/*", "image/png", "text/csv;q=0", "text/html,*/*;q=0.8"])
def test_browsers_curl_and_who_wants_what_is_not_there_get_the_page(client, path, accept):
    response = client.get(path, headers={"accept": accept})

    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Location" not in response


def test_of_what_a_page_does_not_have_the_next_best_is_given(client: Client):
    response = client.get(
        "/projects/istio/", headers={"accept": "text/csv, application/json;q=0.5"}
    )

    assert response["Content-Location"] == "/projects/istio.json"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_its_other_forms_in_its_head_and_in_a_header(client: Client, path: str):
    response = client.get(path)

    for link in response["Link"].split(", "):
        found = re.fullmatch(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', link)
        assert found
        assert client.get(found[1])["Content-Type"].startswith(found[2])
        address = found[1].replace("&", "&amp;")
        assert f'type="{found[2]}" href="http://testserver{address}"' in response.text


def test_a_page_has_a_quiet_link_to_each_of_its_forms(client: Client):
    assert 'href="/en/projects.csv?q=istio" type="text/csv"' in client.get("/en/?q=istio").text
    assert 'href="/en/projects/istio.md"' in client.get("/en/projects/istio/").text
    assert 'href="/en/projects.csv?tag=mtls" type="text/csv"' in client.get("/en/tags/mtls/").text


def test_what_cannot_be_answered_is_refused_in_the_form_that_is_wanted(client: Client):
    headers = {"accept": "application/json"}

    assert client.get("/?category=x", headers=headers).json()["status"] == 400
    assert client.get("/projects/nowhere/", headers=headers).json()["status"] == 404
    assert client.get("/tags/nothing/", headers=headers).json()["status"] == 400
    assert client.get("/compare/?project=nowhere", headers=headers).json()["status"] == 400


@pytest.mark.parametrize(
    ("path", "accept", "there"),
    [
        ("/en/relations/", "application/json", "/en/relations.json"),
        ("/en/stats/", "text/csv", "/en/stats.csv"),
    ],
)
def test_relations_and_statistics_have_a_form_too(client: Client, path, accept, there):
    headers = {"accept": accept}

    assert client.get(path, headers=headers).content == client.get(there).content
    wrong = client.get(f"{path}?category=x", headers=headers)
    assert wrong.status_code == 400
    assert wrong["Content-Type"] in {"application/problem+json", "text/plain; charset=utf-8"}


def test_a_former_slug_leads_to_the_form_that_is_wanted(client: Client):
    OldSlug.objects.create(slug="old", project=Project.objects.get(slug="istio"))

    response = client.get("/projects/old/", headers={"accept": "application/json"})

    assert response["Location"] == "/projects/istio.json"
    assert response["Vary"] == "Accept"


def test_a_query_string_that_no_header_has_room_for_is_left_out_of_it(client: Client):
    assert client.get("/?x=" + "y" * 5_000)["Link"].startswith("</projects.json>; ")


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_is_given_to_whoever_wants_its_form():
    beat = pulse.of(connection)
    served = PageCache(WSGIHandler(), beat)
    accepted = ["*/*", "application/json", "text/csv", "text/markdown", "text/html, */*"]

    kinds = [
        [
            ask(served, "/", HTTP_HOST="localhost", HTTP_ACCEPT=accept).headers["Content-Type"]
            for accept in accepted
        ]
        for _ in range(2)
    ]

    beat.close()
    assert kinds[0] == kinds[1]
    assert [kind.partition(";")[0] for kind in kinds[0]] == [
        "text/html",
        "application/json",
        "text/csv",
        "text/markdown",
        "text/html",
    ]
    assert len(served.pages) == 4


ranges = st.sampled_from([*KNOWN, "*/*", "text/*", "image/png", "x", "text/html;a*=b'c'd"])
weights = st.sampled_from(["", ";q=0", ";q=0.5", ";q=x", ";q=1"])


class AnyAccept(TestCase):
    @given(st.lists(st.builds(str.__add__, ranges, weights), max_size=6).map(",".join))
    def test_every_header_gets_a_page(self, accept: str):
        response = self.client.get("/en/", headers={"accept": accept})

        assert response.status_code == 200
        assert response["Content-Type"].partition(";")[0] in KNOWN
