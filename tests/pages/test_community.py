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


@pytest.mark.parametrize("path", ["maintainers/", "maintainers/ada/", "about/"])
def test_what_they_look_after_is_not_told_of_a_draft(client: Client, path: str):
    ada = Maintainer.objects.create(handle="ada")
    for slug, state in (("istio", "published"), ("secret", "draft")):
        project = make_project(slug, state=state)
        Stewardship.objects.create(maintainer=ada, role="owner", project=project)

    page = client.get(f"/en/{path}").text

    assert "/en/projects/istio/" in page
    assert "ecret" not in page


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
    assert (
        'Data: <a href="https://creativecommons.org/licenses/by/4.0/" '
        'rel="external license">CC BY 4.0</a>.' in page
    )
    assert "By the ServiceMesher community" in page
    assert '<a href="https://spdx.org/licenses/Apache-2.0.html"' in page


def test_every_page_names_the_license_of_the_data_and_leads_to_its_text(client: Client):
    Landscape.objects.create(title_zh="服务网格全景图", license="CC-BY-SA-3.0")

    page = client.get("/tags/").text

    assert "https://creativecommons.org/licenses/by-sa/3.0/deed.zh-hans" in page
    assert ">CC BY-SA 3.0</a>" in page


@pytest.mark.parametrize("license", ["MIT OR Apache-2.0", "LicenseRef-proprietary"])
def test_a_license_without_one_text_is_no_link(client: Client, license: str):
    Landscape.objects.create(title_en="List", license=license)

    assert "external license" not in client.get("/en/tags/").text


def test_an_empty_directory_has_pages_too(client: Client):
    for path in ("/", "/en/", "/categories/", "/tags/", "/maintainers/", "/about/"):
        assert client.get(path).status_code == 200
