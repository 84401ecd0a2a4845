"""Categories and tags."""

import re

import pytest
from django.test import Client

from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db


def test_categories_are_listed_with_their_number_of_projects(client: Client):
    make_category("proxy", name_en="Proxy", description_en="Forwards requests.")
    make_project("envoy", category="proxy")

    page = client.get("/en/categories/").text

    assert re.search(
        r'href="/en/categories/proxy/">Proxy</a> <span class="note">1 project\s*<', page
    )
    assert "Forwards requests." in page


def test_a_category_is_described_in_markdown(client: Client):
    make_category("proxy", description_en="*Forwards* to [backends](https://backends.example).")

    page = client.get("/en/categories/proxy/").text
    listed = client.get("/en/categories/").text

    for shown in (page, listed):
        assert '<em>Forwards</em> to <a href="https://backends.example"' in shown
    assert '<meta name="description" content="Forwards to backends.">' in page


def test_a_category_shows_its_subcategories_and_all_projects_below(client: Client):
    parent = make_category("mesh", name_en="Mesh")
    make_category("sidecarless", name_en="Sidecarless", parent=parent)
    make_project("cilium", category="sidecarless")

    page = client.get("/en/categories/mesh/").text

    assert "/en/categories/sidecarless/" in page
    assert "Cilium" in page
    assert 'href="/en/?category=mesh">Filter and sort these' in page


def test_more_projects_than_a_page_holds_go_on_in_the_list(client: Client):
    for number in range(30):
        make_project(f"p{number}", category="proxy", position=number)

    page = client.get("/en/categories/proxy/").text

    assert 'href="/en/?category=proxy&amp;page=2">6 more projects' in page


def test_tags_are_listed_most_used_first(client: Client):
    make_project("a", tags=["rare", "common"])
    make_project("b", tags=["common"])

    page = client.get("/en/tags/").text

    assert page.index("Common") < page.index("Rare")


def test_a_tag_shows_its_synonyms_its_projects_and_the_tags_beside_it(client: Client):
    make_tag("canary", name="Canary release", synonyms=["灰度发布"], description_en="A few first.")
    make_project("argo", tags=["canary", "kubernetes"])

    page = client.get("/en/tags/canary/").text

    for text in ("Canary release", "灰度发布", "A few first.", "Argo", "/en/tags/kubernetes/"):
        assert text in page


@pytest.mark.parametrize("path", ["/categories/nope/", "/tags/nope/", "/en/tags/nope/"])
def test_unknown_ones_are_not_found(client: Client, path: str):
    assert client.get(path).status_code == 404


def test_a_renamed_tag_shows_its_new_label_at_once(client: Client):
    make_project("argo", tags=["canary"])
    client.get("/tags/canary/")
    tag = make_tag("canary")

    tag.label_zh = "金丝雀"
    tag.save()

    assert "金丝雀" in client.get("/tags/canary/").text
    assert "金丝雀" in client.get("/").text
