"""Old addresses lead to the present ones, in one step and for ever."""

import pytest
from django.test import Client

from directory.models import Maintainer, OldCategorySlug, OldHandle, OldSlug, OldTagSlug
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def renamed(db: None) -> None:
    project = make_project("istio", category="service-mesh", tags=["mutual-tls"])
    OldSlug.objects.create(project=project, slug="istio-mesh")
    OldCategorySlug.objects.create(category=make_category("service-mesh"), slug="mesh")
    OldTagSlug.objects.create(tag=make_tag("mutual-tls"), slug="mtls")
    maintainer = Maintainer.objects.create(handle="ada-l")
    OldHandle.objects.create(maintainer=maintainer, slug="ada")


@pytest.mark.parametrize(
    ("old", "present"),
    [
        ("/projects/istio-mesh/", "/projects/istio/"),
        ("/projects/Istio-Mesh/?tag=mutual-tls", "/projects/istio/?tag=mutual-tls"),
        ("/en/projects/istio-mesh/", "/en/projects/istio/"),
        ("/badge/istio-mesh.svg?kind=status", "/badge/istio.svg?kind=status"),
        ("/map/istio-mesh/", "/map/istio/"),
        ("/embed/project/istio-mesh/", "/embed/project/istio/"),
        ("/compare/?project=istio-mesh", "/compare/?project=istio"),
        ("/compare.csv?project=istio-mesh", "/compare.csv?project=istio"),
        ("/categories/mesh/", "/categories/service-mesh/"),
        ("/categories/mesh/compare/", "/categories/service-mesh/compare/"),
        ("/categories/mesh/compare.csv", "/categories/service-mesh/compare.csv"),
        ("/categories/mesh/compare.json", "/categories/service-mesh/compare.json"),
        ("/tags/mtls/", "/tags/mutual-tls/"),
        ("/en/tags/mtls/?q=x", "/en/tags/mutual-tls/?q=x"),
        ("/maintainers/ada/", "/maintainers/ada-l/"),
        ("/?tag=mtls", "/?tag=mutual-tls"),
        (
            "/?q=a&tag=mtls&category=mesh&page=1",
            "/?q=a&tag=mutual-tls&category=service-mesh&page=1",
        ),
        ("/?tag=mtls&tag=mutual-tls", "/?tag=mutual-tls"),
        ("/en/map/?category=mesh", "/en/map/?category=service-mesh"),
        ("/map.svg?tag=mtls", "/map.svg?tag=mutual-tls"),
        ("/relations/?category=mesh", "/relations/?category=service-mesh"),
        ("/embed/list/?tag=mtls", "/embed/list/?tag=mutual-tls"),
        ("/projects/istio/?tag=mtls", "/projects/istio/?tag=mutual-tls"),
    ],
)
def test_it_redirects(client: Client, old: str, present: str):
    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (301, present)
    assert client.get(present).status_code == 200


def test_the_builder_of_embeddings_knows_a_project_by_its_old_slug(client: Client):
    page = client.get("/embed/?what=badge&project=istio-mesh")

    assert page.status_code == 200
    assert "/badge/istio.svg" in page.text


@pytest.mark.parametrize("path", ["/tags/nope/", "/categories/nope/", "/maintainers/nope/"])
def test_what_never_was_is_not_found(client: Client, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("value", ["nope", "%00", "x" * 5000])
def test_a_value_that_never_was_is_told(client: Client, value: str):
    assert client.get(f"/?tag={value}&tag={value}").status_code == 400


def test_an_old_slug_of_a_draft_tells_nothing(client: Client):
    draft = make_project("secret", state="draft")
    OldSlug.objects.create(project=draft, slug="secret-old")

    assert client.get("/projects/secret-old/").status_code == 404
    assert client.get("/map/secret-old/").status_code == 404


def test_the_tile_of_what_was_withdrawn_is_not_found(client: Client):
    make_project("osm", state="withdrawn")

    assert client.get("/map/osm/").status_code == 404
