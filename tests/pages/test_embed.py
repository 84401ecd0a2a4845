"""Pages for frames of other sites, the page that makes what is pasted, and badges."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.models import OldSlug, Project
from tests.builders import make_project, make_relation

pytestmark = pytest.mark.django_db

FRAMED = ["/embed/map/", "/embed/list/", "/embed/list/?view=table", "/embed/project/istio/"]
NOT_FRAMED = ["/", "/embed/", "/projects/istio/", "/map/", "/map.svg", "/badge/istio.svg"]
# What must never break markup, wherever it stands.
HOSTILE = [
    "<script>alert(1)</script>",
    'A & B "quoted" <tag',
    "]]> <![CDATA[ --> <!--",
    "🎉 emoji 👩‍👩‍👧",
    "left\u202eright\u2066 bidi",
    "\x01\ufffe control\ud7ff".replace("\x01", "\x0b"),
    "长" * 120,
    "W" * 120,
    "[md](http://x) \\ `code`",
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", FRAMED)
def test_any_site_may_frame_it_and_nobody_is_followed(client: Client, prefix: str, path: str):
    make_project("istio")

    response = client.get(prefix + path)

    assert response.status_code == 200
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert '<base target="_blank">' in response.text
    assert "<script" not in response.text
    assert 'name="robots" content="noindex"' in response.text
    assert "<header class" not in response.text.replace("<header>", "")


@pytest.mark.parametrize("path", ["/embed/project/nobody/", "/embed/list/?theme=pink"])
def test_a_frame_that_shows_nothing_says_so_in_the_frame(client: Client, path: str):
    response = client.get(path)

    assert response.status_code in (400, 404)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize("path", NOT_FRAMED)
def test_nothing_else_may_be_framed(client: Client, path: str):
    make_project("istio")

    response = client.get(path)

    assert response.status_code == 200
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_a_frame_shows_what_was_asked_for(client: Client):
    make_project("istio", tags=["mtls"])
    make_project("envoy", category="proxy")

    for path in ("/en/embed/list/", "/en/embed/map/?show=only"):
        text = client.get(
            path, {"tag": "mtls", "show": "only"} if "map" in path else {"tag": "mtls"}
        ).text
        assert "Istio" in text
        assert "Envoy" not in text


def test_each_column_of_a_table_in_a_frame_stands_below_its_heading(client: Client):
    make_project("istio")

    page = client.get("/embed/list/?view=table").text

    head, row = (
        page.partition(f"<{part}>")[2].partition("</tr>")[0] for part in ("thead", "tbody")
    )
    assert len(re.findall("<th ", head)) == len(re.findall("<t[dh][ >]", row)) > 1


def test_a_frame_has_the_colours_that_were_asked_for(client: Client):
    assert 'data-theme="dark"' in client.get("/embed/list/?theme=dark").text
    assert "data-theme" not in client.get("/embed/list/").text


def test_a_long_list_leads_to_all_of_it(client: Client):
    for number in range(25):
        make_project(f"p{number}")

    assert (
        'href="/en/?category=service-mesh"'
        in client.get("/en/embed/list/?category=service-mesh&theme=dark").text
    )


def test_a_project_under_a_former_address_moves_and_a_withdrawn_one_is_told(client: Client):
    project = make_project("istio")
    OldSlug.objects.create(project=project, slug="old")
    make_project("gone", state=Project.State.WITHDRAWN)
    make_project("draft", state=Project.State.DRAFT)

    moved = client.get("/embed/project/old/?theme=dark")
    assert moved.status_code == 301
    assert moved["Location"] == "/embed/project/istio/?theme=dark"
    assert client.get("/embed/project/gone/").status_code == 410
    assert client.get("/embed/project/draft/").status_code == 404


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize("path", ["/embed/map/", "/embed/list/", "/embed/"])
def test_it_costs_the_same_for_more_projects(client: Client, path: str):
    make_project("istio")
    with_one = queries(client, path)
    for number in range(20):
        make_project(f"p{number}")

    assert queries(client, path) == with_one


# ---- the builder


def pasted(text: str) -> list[str]:
    return [unescape(code) for code in re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.S)]


def test_the_builder_shows_the_frame_and_the_code_for_it(client: Client):
    make_project("istio", tags=["mtls"])

    text = client.get("/embed/?what=list&tag=mtls&theme=dark&lang=en&height=500").text

    assert 'src="/en/embed/list/?tag=mtls&amp;theme=dark"' in text
    (code,) = pasted(text)
    assert code.startswith('<iframe src="http://testserver/en/embed/list/?tag=mtls&amp;theme=dark"')
    assert 'height="500"' in code
    assert '<input type="hidden" name="tag" value="mtls">' in text


def test_the_builder_shows_badges_with_markdown_and_html(client: Client):
    make_project("istio", status=Project.Status.ACTIVE)

    text = client.get("/en/embed/?what=badge&project=Istio").text

    listed, _html, status, _html = pasted(text)
    badge = "http://testserver/en/badge/istio.svg"
    page = "http://testserver/en/projects/istio/"
    assert listed == f"[![Landscape: listed]({badge})]({page})"
    assert status == f"[![Landscape: Active]({badge}?kind=status)]({page})"

    in_chinese = client.get("/embed/?what=badge&project=Istio").text
    assert pasted(in_chinese)[2].startswith("[![全景图：活跃](")


@pytest.mark.parametrize("named", ["Linkerd 2", "linkerd2", "conduit"])
def test_the_builder_takes_names_and_former_slugs_beside_slugs(client: Client, named: str):
    OldSlug.objects.create(project=make_project("linkerd2", name="Linkerd 2"), slug="conduit")

    text = client.get("/en/embed/", {"what": "project", "project": named}).text

    assert 'src="/en/embed/project/linkerd2/"' in text


def test_the_builder_begins_with_an_active_project_in_a_frame_of_its_size(client: Client):
    make_project("amalgam8", status=Project.Status.MERGED, position=1)
    make_project("istio", status=Project.Status.ACTIVE, position=2)

    (code,) = pasted(client.get("/en/embed/?what=project").text)

    assert "/en/embed/project/istio/" in code
    assert 'height="380"' in code


def test_the_builder_says_what_is_not_for_badges(client: Client):
    make_project("istio")

    assert client.get("/en/embed/?what=badge").text.count("Not for a badge") == 2


def test_the_builder_says_what_is_wrong_with_a_name_and_keeps_what_was_typed(client: Client):
    make_project("istio")

    response = client.get("/en/embed/?what=project&project=itsio&theme=dark")

    assert response.status_code == 404
    assert "There is no project “itsio”." in response.text
    assert 'value="itsio"' in response.text
    assert '<option value="dark" selected>' in response.text


@pytest.mark.parametrize("query", ["what=x", "theme=x", "lang=fr", "height=1", "height=x", "tag=x"])
def test_the_builder_refuses_in_words_what_cannot_be(client: Client, query: str):
    response = client.get(f"/en/embed/?{query}")

    assert response.status_code == 400
    assert query.partition("=")[0] in response.text


def test_an_empty_directory_has_a_builder_too(client: Client):
    assert client.get("/embed/").status_code == 200
    assert client.get("/embed/?what=badge").status_code == 404


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_in_what_is_pasted(client: Client, name: str):
    make_project("evil", name=name)

    for what in ("project", "badge"):
        response = client.get(f"/en/embed/?what={what}&project=evil")
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        for code in pasted(response.text):
            assert "<script>alert" not in code


# ---- badges


def badge(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response["Content-Type"] == "image/svg+xml"
    return ElementTree.fromstring(response.content)


def words_on(drawn: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in drawn.iter("{http://www.w3.org/2000/svg}text")]


def test_a_badge_says_where_a_project_is_listed_and_how_it_is(client: Client):
    make_project("istio", status=Project.Status.ACTIVE)

    assert words_on(badge(client, "/en/badge/istio.svg")) == ["Landscape", "listed"]
    drawn = badge(client, "/en/badge/istio.svg?kind=status")
    assert words_on(drawn) == ["Landscape", "Active"]
    assert drawn[0].text == "Istio: Landscape · Active"
    assert drawn.get("role") == "img"


def test_a_badge_of_what_has_ended_says_so(client: Client):
    make_relation(
        make_project("old", status=Project.Status.RENAMED), "renamed-to", make_project("new")
    )

    assert words_on(badge(client, "/en/badge/old.svg"))[1] == "listed (Renamed)"
    assert words_on(badge(client, "/en/badge/old.svg?kind=status"))[1] == "Renamed"
    assert b"url(#hatch)" in client.get("/badge/old.svg").content


def test_a_badge_of_what_is_no_longer_listed_is_gone_and_still_a_picture(client: Client):
    make_project("gone", state=Project.State.WITHDRAWN)
    make_project("draft", state=Project.State.DRAFT)

    response = client.get("/en/badge/gone.svg")
    assert response.status_code == 410
    assert words_on(ElementTree.fromstring(response.content))[1] == "no longer listed"
    assert client.get("/badge/draft.svg").status_code == 404


def test_a_badge_moves_with_its_project(client: Client):
    OldSlug.objects.create(project=make_project("istio"), slug="old")

    assert client.get("/en/badge/old.svg?kind=status")["Location"] == (
        "/en/badge/istio.svg?kind=status"
    )


def test_a_kind_of_badge_that_there_is_not_is_refused_in_words(client: Client):
    make_project("istio")

    response = client.get("/en/badge/istio.svg?kind=gold")

    assert response.status_code == 400
    assert "listed, status" in response.text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["listed", "status"])
def test_a_badge_is_well_formed_small_and_asks_for_nothing(client: Client, name: str, kind: str):
    make_project("evil", name=name)

    drawn = badge(client, f"/badge/evil.svg?kind={kind}")

    assert len(ElementTree.tostring(drawn)) < 4_000
    assert float(drawn.get("width", "")) < 700
    assert not any("href" in attribute for each in drawn.iter() for attribute in each.attrib)


def test_a_badge_is_asked_after_again_and_not_sent_twice(client: Client):
    make_project("istio")
    first = client.get("/badge/istio.svg")

    assert "public" in first["Cache-Control"]
    assert (
        client.get("/badge/istio.svg", headers={"if-none-match": first["ETag"]}).status_code == 304
    )


class AnyQuery(TestCase):
    @given(
        st.sampled_from(["/embed/", "/embed/map/", "/embed/list/", "/badge/istio.svg", "/map.svg"]),
        st.dictionaries(
            st.sampled_from(["q", "what", "theme", "lang", "height", "project", "kind", "scale"]),
            st.text(max_size=40),
        ),
    )
    def test_whatever_is_asked_there_is_an_answer(self, path: str, query: dict[str, str]):
        make_project("istio")

        assert self.client.get(path, query).status_code in {200, 400, 404}
