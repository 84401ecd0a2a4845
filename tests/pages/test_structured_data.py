"""What pages say of themselves in the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Landscape, Link, Project
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
VOCABULARY = Path(__file__).parent.parent / "samples/schema.org.tsv"
HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 \\u003C"


def data_of(client: Client, path: str) -> dict[str, Any]:
    """What the page of a path says, which is one element."""
    page = client.get(path).text
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(written)
    assert data["@context"] == "https://schema.org"
    return data


def node(data: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = [each for each in nodes(data) if each["@type"] == kind]
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever has a type, within whatever it stands."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


# ---- the vocabulary


@cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    """class -> property -> what it may be; an empty property names the classes above."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in VOCABULARY.read_text().splitlines():
        if not line.startswith("#"):
            kind, name, kinds = line.split("\t")
            found.setdefault(kind, {})[name] = kinds.split()
    return found


def classes(kind: str) -> set[str]:
    """A class and all above it."""
    above = vocabulary()[kind][""]
    return {kind}.union(*map(classes, above))


def mistakes(data: dict[str, Any]) -> list[str]:
    """What the vocabulary does not know, or does not know so."""
    return [
        f"{each['@type']}.{name} is {value!r}"
        for each in nodes(data)
        for name, values in each.items()
        if not name.startswith("@")
        for value in (values if isinstance(values, list) else [values])
        if not is_allowed(each["@type"], name, value)
    ]


def is_allowed(kind: str, name: str, value: Any) -> bool:
    if name.endswith("-input"):
        return any(name.removesuffix("-input") in vocabulary()[each] for each in classes(kind))
    allowed = {a for each in classes(kind) for a in vocabulary()[each].get(name, [])}
    if isinstance(value, dict):
        return "@type" not in value or not allowed.isdisjoint(classes(value["@type"]))
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int):
        return not allowed.isdisjoint({"Integer", "Number"})
    if {"Date", "DateTime"} & allowed:
        return bool(re.match(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d\+00:00)?)?)?$", value))
    if "URL" in allowed and "Text" not in allowed:
        return value.startswith(("http://", "https://"))
    return "Text" in allowed


# ---- what is said


def make_directory() -> Project:
    Landscape.objects.create(
        title_zh="全景图",
        title_en="Landscape of meshes",
        introduction_en="A *directory* of meshes.",
        community_en="Meshers",
        community_url="https://meshers.example",
        license="CC-BY-4.0",
    )
    make_tag("mtls", name="mTLS")
    below = make_category("sidecarless", parent=make_category("mesh"))
    make_project("envoy", category="mesh")
    istio = make_project(
        "istio",
        category=below.slug,
        tags=["mtls"],
        name_zh="伊斯提欧",
        summary_en="A [mesh](https://mesh.example).",
        status="active",
        started="2017-05",
        last_activity="2026-08-01",
        license="Apache-2.0",
        languages=["Go", "C++"],
        organization="Istio authors",
    )
    for kind in ("homepage", "repository", "documentation", "download"):
        Link.objects.create(project=istio, kind=kind, url=f"https://{kind}.example")
    Link.objects.create(project=istio, kind="repository", url="https://old.example", former=True)
    return istio


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about/",
        "/categories/mesh/",
        "/categories/sidecarless/",
        "/tags/mtls/",
        "/projects/istio/",
        "/projects/envoy/",
    ],
)
def test_all_that_is_said_is_in_the_vocabulary(client: Client, prefix: str, path: str):
    make_directory()

    data = data_of(client, prefix + path)

    assert mistakes(data) == []
    identifiers = [each["@id"] for each in data["@graph"]]
    assert len(set(identifiers)) == len(identifiers)
    assert all(each.startswith(f"{HOST}{prefix}{path}") for each in identifiers)


def test_what_the_vocabulary_does_not_know_would_be_found():
    for wrong in ({"colour": "red"}, {"url": "nowhere"}, {"dateModified": "soon"}, {"author": 3}):
        assert mistakes({"@type": "SoftwareApplication"} | wrong)


def test_a_project_is_software_with_a_status_and_source_code(client: Client):
    make_directory()

    data = data_of(client, "/en/projects/istio/")

    page = f"{HOST}/en/projects/istio/"
    assert node(data, "SoftwareApplication") == {
        "@id": f"{page}#software",
        "@type": "SoftwareApplication",
        "name": "Istio",
        "alternateName": "伊斯提欧",
        "description": "A mesh.",
        "url": "https://homepage.example",
        "mainEntityOfPage": {"@id": page},
        "sameAs": ["https://homepage.example", "https://repository.example"],
        "applicationCategory": "Sidecarless",
        "creativeWorkStatus": "Active",
        "keywords": ["mTLS"],
        "license": "https://spdx.org/licenses/Apache-2.0.html",
        "dateCreated": "2017-05",
        "dateModified": "2026-08-01",
        "author": {"@type": "Organization", "name": "Istio authors"},
        "softwareHelp": [{"@type": "CreativeWork", "url": "https://documentation.example"}],
        "downloadUrl": ["https://download.example"],
    }
    code = node(data, "SoftwareSourceCode")
    assert code["codeRepository"] == ["https://repository.example"]
    assert code["programmingLanguage"] == ["Go", "C++"]


def test_a_project_stands_below_its_categories(client: Client):
    make_directory()

    trail = node(data_of(client, "/en/projects/istio/"), "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["name"]) for step in trail] == [
        (1, "Directory"),
        (2, "Mesh"),
        (3, "Sidecarless"),
        (4, "Istio"),
    ]
    assert trail[1]["item"] == {"@id": f"{HOST}/en/categories/mesh/"}


def test_a_project_of_which_little_is_known_says_little(client: Client):
    make_directory()
    Project.objects.filter(slug="envoy").update(license="MIT OR Apache-2.0")

    data = data_of(client, "/en/projects/envoy/")

    assert not [each for each in nodes(data) if each["@type"] == "SoftwareSourceCode"]
    assert "license" not in node(data, "SoftwareApplication")
    assert node(data, "SoftwareApplication")["url"] == f"{HOST}/en/projects/envoy/"


def test_a_category_lists_its_projects(client: Client):
    make_directory()

    shown = node(data_of(client, "/en/categories/mesh/"), "ItemList")

    assert shown["numberOfItems"] == 2
    assert {item["url"] for item in shown["itemListElement"]} == {
        f"{HOST}/en/projects/envoy/",
        f"{HOST}/en/projects/istio/",
    }


def test_the_site_says_how_it_is_searched_and_that_it_is_data(client: Client):
    make_directory()

    site = node(data_of(client, "/en/"), "WebSite")
    dataset = node(data_of(client, "/en/about/"), "Dataset")

    template = site["potentialAction"]["target"]["urlTemplate"]
    assert client.get(template.removeprefix(HOST).format(q="istio")).status_code == 200
    assert dataset["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    for download in dataset["distribution"]:
        response = client.get(download["contentUrl"].removeprefix(HOST))
        assert response["Content-Type"].startswith(download["encodingFormat"])


def test_a_filtered_list_says_nothing(client: Client):
    make_project("istio")

    assert "ld+json" not in client.get("/?category=service-mesh").text


@pytest.mark.parametrize("path", ["/projects/evil/", "/categories/evil/", "/tags/evil/", "/"])
def test_what_a_text_has_of_markup_stays_text(client: Client, path: str):
    Landscape.objects.create(title_zh=HOSTILE)
    make_category("evil", name_zh=HOSTILE)
    make_tag("evil", label_zh=HOSTILE)
    make_project("evil", category="evil", tags=["evil"], name=HOSTILE, summary_zh=HOSTILE)

    data = data_of(client, path)

    assert "<script>alert" not in client.get(path).text
    assert mistakes(data) == []
    assert any(each.get("name") == HOSTILE for each in nodes(data))


@pytest.mark.parametrize("path", ["/categories/service-mesh/", "/tags/mtls/"])
def test_a_list_of_more_projects_costs_no_more(client: Client, path: str):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    make_project("istio", tags=["mtls"])
    with_one = queries()
    for number in range(10):
        make_project(f"p{number}", tags=["mtls"])

    assert queries() == with_one
