"""Pictures by which other sites show a link to a page."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from directory.models import Landscape, OldSlug, Project
from directory.publishing import preview, rendering
from directory.publishing.faces import READERS, NoChineseFont
from directory.publishing.preview import Preview
from directory.views import previews
from tests.builders import make_category, make_project

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "left\u202eright\u2066 bidi \ud7ff\x0b",
    "长" * 120,
    "W" * 120,
    "Donaudampfschifffahrtsgesellschaftskapitän " * 3,
]


@pytest.fixture
def kept(settings: Any, tmp_path: Any) -> None:
    """In a folder of this test's own."""
    settings.VAR_DIR = tmp_path


def words_on(shown: Preview) -> list[str]:
    drawn = ElementTree.fromstring(preview.draw(shown, READERS))
    return [each.text or "" for each in drawn.iter("{http://www.w3.org/2000/svg}text")]


def drawn_at(client: Client, monkeypatch: pytest.MonkeyPatch, path: str) -> list[str]:
    """What stands on the picture of an address."""
    shown: list[Preview] = []

    def draw(wanted: Preview, faces: Any) -> str:
        shown.append(wanted)
        return "<svg/>"

    monkeypatch.setattr(previews.preview, "draw", draw)
    monkeypatch.setattr(previews, "installed", lambda: READERS)
    monkeypatch.setattr(rendering, "drawn", lambda *_asked: b"PNG")
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    monkeypatch.undo()
    return words_on(shown[0])


@pytest.mark.usefixtures("kept")
def test_a_project_is_shown_with_category_status_and_summary_in_the_language_of_its_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    Landscape.objects.create(title_zh="全景图", title_en="Landscape of meshes")
    make_project(
        "istio", status="active", summary_zh="连接*服务*。", summary_en="Connects services."
    )

    english = drawn_at(client, monkeypatch, "/en/og/istio.png")
    chinese = drawn_at(client, monkeypatch, "/og/istio.png")

    assert english == [
        "Landscape of meshes",
        "Is",
        "Istio",
        "Service mesh",
        "Active",
        "Connects services.",
        "testserver/en/projects/istio/",
    ]
    assert chinese[-2:] == ["连接服务。", "testserver/projects/istio/"]


@pytest.mark.usefixtures("kept")
def test_a_category_and_the_site_have_pictures_too(client: Client, monkeypatch: pytest.MonkeyPatch):
    make_category("proxy", name_en="Proxy", description_en="Forwards requests.")

    category = drawn_at(client, monkeypatch, "/en/og/categories/proxy.png")

    assert category == [
        "Landscape",
        "A",
        "Proxy",
        "Forwards requests.",
        "testserver/en/categories/proxy/",
    ]
    assert "Landscape" in drawn_at(client, monkeypatch, "/en/og.png")


@pytest.mark.usefixtures("kept")
@pytest.mark.needs("cjk-font")
def test_it_is_a_picture_of_1200_by_630_and_drawn_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    make_project("istio")
    first = client.get("/og/istio.png")
    monkeypatch.setattr(rendering, "drawn", None)

    with Image.open(io.BytesIO(first.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert "public" in first["Cache-Control"]
    assert client.get("/og/istio.png").content == first.content


@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_a_name_is_it_stays_text_within_the_picture(said: str):
    make_project("evil", name=said[:120])
    clean = preview.words.clean(said)
    shown = Preview(clean, clean, clean, clean, clean, "merged", "Merged", "Ev", ended=True)

    drawn = ElementTree.fromstring(preview.draw(shown, READERS))

    for line in drawn.iter("{http://www.w3.org/2000/svg}text"):
        size, left = float(line.get("font-size", "")), float(line.get("x", ""))
        bold = int(line.get("font-weight", "400")) > 400
        if line.get("text-anchor") != "middle":
            width = preview.words.width(line.text or "", bold=bold) * size
            assert left + width <= preview.WIDTH - 20
        assert float(line.get("y", "")) <= preview.HEIGHT


def test_what_has_no_page_has_no_picture_and_a_former_address_moves(client: Client):
    OldSlug.objects.create(project=make_project("istio"), slug="old")
    make_project("draft", state=Project.State.DRAFT)
    make_project("gone", state=Project.State.WITHDRAWN)

    for slug in ("draft", "gone", "nobody"):
        assert client.get(f"/og/{slug}.png").status_code == 404
    assert client.get("/og/categories/nope.png").status_code == 404
    assert client.get("/en/og/old.png")["Location"] == "/en/og/istio.png"


def test_a_server_without_a_chinese_font_says_so(client: Client, monkeypatch: pytest.MonkeyPatch):
    def none() -> None:
        raise NoChineseFont

    monkeypatch.setattr(previews, "installed", none)

    assert client.get("/og.png").status_code == 501


@pytest.mark.usefixtures("kept")
def test_a_picture_that_cannot_be_drawn_now_is_asked_for_later(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_asked: Any) -> bytes:
        raise rendering.Failed("on purpose")

    monkeypatch.setattr(previews, "installed", lambda: READERS)
    monkeypatch.setattr(rendering, "drawn", fail)

    response = client.get("/og.png")

    assert response.status_code == 503
    assert response["Retry-After"]
