"""Maintainers, and the page about the directory."""

import pytest
from django.test import Client

from directory.models import Landscape, Maintainer, Stewardship
from tests.builders import make_category, make_project

pytestmark = pytest.mark.django_db


def test_maintainers_are_listed_with_what_they_look_after(client: Client):
    owner = Maintainer.objects.create(handle="rootsongjc")
    Stewardship.objects.create(maintainer=owner, role="owner")
    reviewer = Maintainer.objects.create(handle="haiker2011")
    Stewardship.objects.create(
        maintainer=reviewer, role="reviewer", category=make_category("proxy")
    )

    page = client.get("/en/maintainers/").text

    assert "the whole list" in page
    assert 'Reviewer: <a href="/en/categories/proxy/">' in page


def test_a_maintainer_has_a_page(client: Client):
    owner = Maintainer.objects.create(
        handle="rootsongjc", name="Jimmy Song", profile_url="https://github.com/rootsongjc"
    )
    Stewardship.objects.create(maintainer=owner, role="owner", project=make_project("istio"))

    page = client.get("/en/maintainers/rootsongjc/").text

    for text in ("Jimmy Song", "/en/projects/istio/", "https://github.com/rootsongjc"):
        assert text in page
    assert client.get("/maintainers/nobody/").status_code == 404


def test_about_says_where_facts_come_from_and_under_which_license(client: Client):
    Landscape.objects.create(
        title_zh="服务网格全景图",
        title_en="Service Mesh Landscape",
        about_en="Facts come from **repositories**.",
        license="CC-BY-4.0",
        attribution_en="By the ServiceMesher community",
    )

    page = client.get("/en/about/").text

    assert "<strong>repositories</strong>" in page
    assert "CC-BY-4.0" in page
    assert "By the ServiceMesher community" in page
    assert "Apache-2.0" in page


def test_an_empty_directory_has_pages_too(client: Client):
    for path in ("/", "/en/", "/categories/", "/tags/", "/maintainers/", "/about/"):
        assert client.get(path).status_code == 200
