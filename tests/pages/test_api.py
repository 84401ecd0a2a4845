"""The page that describes the API."""

import re

import pytest
from django.test import Client

from tests.builders import make_project, make_steward

pytestmark = pytest.mark.django_db


def test_it_names_every_operation_and_what_it_answers(client: Client):
    page = client.get("/en/api/v1/").content.decode()

    assert re.findall("<h3.*/api/v1/projects/{slug}</code>", page)
    assert 'href="#get_project"' in page, "in the contents"
    assert "Started: A year such as 2017, or ..2017 for 2017 and all before." in page
    assert 'href="#Projects"' in page
    assert 'id="Projects"' in page


def test_every_example_is_answered(client: Client):
    make_project("istio", tags=["ebpf"])
    make_steward("alice")

    page = client.get("/en/api/v1/").content.decode()
    examples = re.findall(r'Try it: <a href="([^"]+)"', page)

    assert len(examples) == 12
    for example in examples:
        assert client.get(example.replace("&amp;", "&")).status_code == 200, example


def test_an_empty_directory_has_no_example_of_what_is_not_there(client: Client):
    page = client.get("/en/api/v1/").content.decode()

    assert "/api/v1/tags" in page
    assert "projects/?" not in page


def test_every_link_on_it_leads_somewhere(client: Client):
    page = client.get("/api/v1/").content.decode()
    ids = set(re.findall(r'\bid="([^"]+)"', page))

    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


@pytest.mark.parametrize("address", ["/en/about/", "/en/api/v1/"])
def test_people_find_every_other_way_to_the_same_data(client: Client, address: str):
    page = client.get(address).text

    for way in ("/en/feeds/", "/en/dump/", "/en/embed/", "/en/projects.json", "/en/api/v1/"):
        assert f'href="{way}"' in page


def test_a_guessed_address_leads_to_it(client: Client):
    assert client.get("/en/api/")["Location"] == "/en/api/v1/"
