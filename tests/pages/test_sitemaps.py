"""The sitemap: every page that is to be found, in both languages."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from directory import urls
from directory.models import Maintainer, Project
from directory.views import sitemaps
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
SCHEMA = Path(__file__).parent.parent / "samples/sitemap/both.xsd"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)


def parts(client: Client) -> dict[str, str | None]:
    """When each part was changed, by its path."""
    return {
        str(each.findtext(f"{SITEMAP}loc")).removeprefix(HOST): each.findtext(f"{SITEMAP}lastmod")
        for each in read(client, "/sitemap.xml")
    }


def pages(client: Client) -> dict[str, ElementTree.Element]:
    """What each part says of a page, by its path."""
    return {
        str(each.findtext(f"{SITEMAP}loc")).removeprefix(HOST): each
        for part in parts(client)
        for each in read(client, part)
    }


def change(project: Project, day: int) -> None:
    moment = datetime.datetime(2026, 5, day, 12, tzinfo=datetime.UTC)
    Project.objects.filter(pk=project.pk).update(modified=moment)


def test_every_page_is_there_in_both_languages_and_can_be_had(client: Client):
    make_project("istio", tags=["mtls"])
    make_category("empty")
    make_tag("unused")
    Maintainer.objects.create(handle="carol")

    found = pages(client)

    for path in ("/", "/map/", "/projects/istio/", "/categories/empty/", "/tags/unused/"):
        assert path in found
        assert f"/en{path}" in found
    assert "/maintainers/carol/" in found
    for path in found:
        response = client.get(path)
        assert response.status_code == 200, path
        assert 'name="robots"' not in response.text, path


def test_no_page_that_may_be_found_is_forgotten(client: Client):
    make_project("istio")
    found = pages(client)
    routes = [str(pattern.pattern) for pattern in urls.urlpatterns]

    for path in [f"/{route}" for route in routes if "<" not in route and "." not in route]:
        response = client.get(path)
        if response.status_code == 200 and 'name="robots"' not in response.text:
            assert path in found, f"name it in {sitemaps.__name__}"


def test_parts_are_as_the_schema_of_sitemaps_wants_them(client: Client):
    make_project("istio", tags=["mtls"])
    Maintainer.objects.create(handle="carol")
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    for path in parts(client):
        schema.assertValid(etree.fromstring(client.get(path).content))


def test_a_page_names_itself_in_each_language(client: Client):
    make_project("istio")

    for path in ("/projects/istio/", "/en/projects/istio/"):
        links = pages(client)[path].findall(LINK)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "zh-Hans": f"{HOST}/projects/istio/",
            "en": f"{HOST}/en/projects/istio/",
            "x-default": f"{HOST}/projects/istio/",
        }


def test_a_page_and_its_part_are_as_new_as_what_they_show(client: Client):
    change(make_project("istio", tags=["mtls"]), 1)
    change(make_project("envoy", category="proxy"), 9)

    found = {path: each.findtext(f"{SITEMAP}lastmod") for path, each in pages(client).items()}

    assert found["/projects/istio/"] == "2026-05-01T12:00:00+00:00"
    assert found["/tags/mtls/"] == "2026-05-01T12:00:00+00:00"
    assert found["/categories/proxy/"] == "2026-05-09T12:00:00+00:00"
    assert found["/en/"] == "2026-05-09T12:00:00+00:00"
    assert found["/about/"] is None
    assert parts(client)["/sitemap-projects-1.xml"] == "2026-05-09T12:00:00+00:00"


def test_drafts_and_withdrawn_entries_are_not_there(client: Client):
    make_project("draft", state=Project.State.DRAFT)
    make_project("gone", state=Project.State.WITHDRAWN)

    assert not any("/projects/" in path for path in pages(client))


def test_a_long_directory_has_several_parts(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    for number in range(5):
        make_project(f"p{number}")

    assert len([path for path in parts(client) if "projects" in path]) == 3
    assert len([path for path in pages(client) if path.startswith("/projects/")]) == 5


@pytest.mark.parametrize(
    "part", ["projects-0", "projects-2", "projects-" + "9" * 40, "nothing-1", "pages-2", "x-y-1"]
)
def test_a_part_that_is_not_there_is_not_found(client: Client, part: str):
    make_project("istio")

    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_a_part_may_have_all_its_pages_in_both_languages():
    assert 2 * sitemaps.PART <= 50_000


def test_it_costs_the_same_for_more_projects(client: Client):
    def queries() -> list[int]:
        counts = []
        for path in ("/sitemap.xml", "/sitemap-projects-1.xml", "/sitemap-categories-1.xml"):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        return counts

    make_project("istio")
    with_one = queries()
    for number in range(10):
        make_project(f"p{number}", category=f"c{number}", tags=[f"t{number}"])

    assert queries() == with_one
