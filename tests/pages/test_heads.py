"""What the head of each page says to search engines and to sites that show a link to it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.test import Client

from directory.models import Landscape, Maintainer
from tests.builders import make_category, make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
# Signs of a Chinese text say more.
SHORTEST = {"": 10, "/en": 20}
LONGEST = 220


class Head(HTMLParser):
    """Titles, and what `meta` and `link` say, by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.languages: dict[str, str] = {}
        self._in_title = False
        self.feed(html[: html.index("</head>")])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        self._in_title = tag == "title"
        if tag == "meta":
            name = has.get("name") or has.get("property", "")
            self.meta.setdefault(name, []).append(has.get("content", ""))
        elif tag == "link" and "hreflang" in has:
            self.languages[has["hreflang"]] = has["href"]
        elif tag == "link":
            self.links[has["rel"]] = has["href"]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)
            self._in_title = False


def make_directory() -> None:
    """A tag is called as a project is."""
    Landscape.objects.create(
        title_zh="服务网格全景图",
        title_en="Service Mesh Landscape",
        introduction_zh="一份经过核实的服务网格项目目录。",
        introduction_en="A directory of service meshes, checked against their sources.",
    )
    Maintainer.objects.create(handle="carol")
    make_category(
        "service-mesh",
        description_zh="服务网格的控制平面与数据平面。",
        description_en="Control planes and data planes.",
    )
    make_tag("istio", name="Istio", label_zh="Istio")
    istio = make_project(
        "istio",
        tags=["istio"],
        summary_zh="连接、保护、观测服务。",
        summary_en="Connects services.",
        status="active",
    )
    make_relation(istio, "built-on", make_project("envoy", category="proxy", license="Apache-2.0"))


def heads(client: Client, prefix: str) -> dict[str, Head]:
    """Of every page of the sitemap and of a history, by the path in Chinese."""
    found = [
        path
        for part in located(client, "/sitemap.xml")
        for path in located(client, part)
        if not path.startswith("/en/")
    ]
    return {
        path: Head(client.get(prefix + path).text) for path in [*found, "/projects/istio/history/"]
    }


def located(client: Client, sitemap: str) -> list[str]:
    return re.findall(f"<loc>{HOST}(.*?)</loc>", client.get(sitemap).text)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_page_has_a_title_and_a_description_of_its_own(client: Client, prefix: str):
    make_directory()

    found = heads(client, prefix)

    titles = {path: head.titles for path, head in found.items()}
    assert [path for path, said in titles.items() if len(said) != 1] == []
    assert [said for said, number in Counter(map(str, titles.values())).items() if number > 1] == []
    descriptions = {path: head.meta.get("description", []) for path, head in found.items()}
    assert [path for path, said in descriptions.items() if len(said) != 1] == []
    counted = Counter(said for (said,) in descriptions.values())
    assert [said for said, number in counted.items() if number > 1] == []
    assert [
        said for (said,) in descriptions.values() if not SHORTEST[prefix] <= len(said) <= LONGEST
    ] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_page_says_where_it_is_in_both_languages(client: Client, prefix: str):
    make_directory()

    for path, head in heads(client, prefix).items():
        assert head.links["canonical"] == head.meta["og:url"][0] == HOST + prefix + path
        assert head.languages == {
            "zh-Hans": HOST + path,
            "en": f"{HOST}/en{path}",
            "x-default": HOST + path,
        }


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_page_has_what_other_sites_show_of_a_link(client: Client, prefix: str):
    make_directory()

    for head in heads(client, prefix).values():
        (site,) = head.meta["og:site_name"]
        assert [f"{said} · {site}" for said in head.meta["og:title"]] == head.titles
        assert head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:locale"] == ["en_US" if prefix else "zh_CN"]
        assert head.meta["og:image"][0].startswith(f"{HOST}{prefix}/og")
        assert head.links["search"] == f"{prefix}/opensearch.xml"


def test_a_project_has_a_picture_of_its_own_and_tells_its_status(client: Client):
    make_directory()

    head = Head(client.get("/en/projects/istio/").text)

    assert head.meta["og:image"] == [f"{HOST}/en/og/istio.png"]
    assert head.meta["description"] == ["Connects services. Service mesh · Active"]


def test_a_filtered_list_is_not_to_be_found_and_leads_to_the_whole_one(client: Client):
    make_directory()

    head = Head(client.get("/?category=service-mesh&page=1").text)

    assert head.meta["robots"] == ["noindex, follow"]
    assert head.links["canonical"] == f"{HOST}/"


@pytest.mark.parametrize(
    "address",
    [
        "/en/compare/?project=istio&project=envoy",
        "/?q=services&status=active",
        *(f"{path}?category=service-mesh" for path in ("/map/", "/en/relations/", "/stats/")),
    ],
)
def test_a_page_is_passed_on_with_what_it_was_asked_for(client: Client, address: str):
    make_directory()

    head = Head(client.get(f"{address}&utm_source=mail").text)

    assert head.meta["og:url"] == [HOST + address]
    assert head.meta["robots"] == ["noindex, follow"]


def test_an_address_that_leads_nowhere_says_nothing_of_itself(client: Client):
    head = Head(client.get("/projects/nobody/").text)

    assert head.meta["robots"] == ["noindex"]
    assert "og:url" not in head.meta
    assert "canonical" not in head.links


def test_what_a_name_has_of_markup_stays_text(client: Client):
    hostile = '"><script>alert(1)</script>&amp;</title>'
    make_project("evil", name=hostile, summary_en=hostile, summary_zh=hostile)

    page = client.get("/en/projects/evil/").text
    head = Head(page)

    assert "<script>alert" not in page
    assert head.meta["og:title"] == [hostile]
    assert head.meta["description"][0].startswith('"><script>alert(1)</script>')
