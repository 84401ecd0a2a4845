"""The panorama to take away."""

import io
import os
from pathlib import Path
from threading import BoundedSemaphore
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader
from pytest_django import Settings

from directory.logos import Picture
from directory.models import Landscape, Project
from directory.publishing import faces, keeping, logos, rendering, words
from tests.builders import make_category, make_logo, make_project, make_relation
from tests.pages.test_embed import HOSTILE

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
RED = Picture("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
drawn_here = pytest.mark.needs("cjk-font")


@pytest.fixture(autouse=True)
def pictures_of_this_test(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "pictures"


def drawn(client: Client, path: str = "/map.svg") -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def words_on(picture: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_all_projects_are_on_it_by_category_with_links(client: Client):
    make_project("istio")
    make_project("envoy", category="proxy")

    picture = drawn(client, "/en/map.svg")

    assert {"Service mesh", "Istio", "Proxy", "Envoy"} <= set(words_on(picture))
    links = [link.get("href") for link in picture.iter(f"{SVG}a")]
    assert "http://testserver/en/projects/istio/" in links
    assert "http://testserver/en/categories/proxy/" in links


def test_it_says_what_it_is_of_when_from_where_and_under_which_licence(client: Client):
    Landscape.objects.create(
        title_zh="服务网格全景图",
        license="CC-BY-4.0",
        attribution_zh="源自社区",
        facts_as_of="2026-08-22",
    )
    make_project("istio", tags=["mtls"], status=Project.Status.INACTIVE)
    make_project("envoy")

    said = words_on(drawn(client, "/map.svg?tag=mtls"))

    assert said[0] == "服务网格全景图"
    assert "2026年8月22日" in said[1]
    assert "mtls 标签" in said[2]
    assert "源自社区" in said
    assert any("CC BY 4.0" in text for text in said)
    assert "http://testserver/map/?tag=mtls" in said
    assert "停滞" in said


def test_what_was_not_asked_for_fades_or_is_left_out(client: Client):
    make_project("istio", tags=["mtls"])
    make_project("envoy")

    faded = drawn(client, "/map.svg?tag=mtls")
    only = drawn(client, "/map.svg?tag=mtls&show=only")

    assert len([link for link in faded.iter(f"{SVG}a") if link.get("opacity")]) == 1
    assert {"Istio", "Envoy"} <= set(words_on(faded))
    assert "Envoy" not in words_on(only)


def test_it_says_which_group_was_asked_for_and_how_much_of_everything_that_is(client: Client):
    group = {"slug": "core", "en": "Core", "categories": ["service-mesh"]}
    make_project("istio")
    make_project("envoy", category="proxy")
    Landscape.objects.create(title_en="Service Mesh Landscape", groups=[group])

    said = words_on(drawn(client, "/en/map.svg?group=core"))

    assert said[0] == "Service Mesh Landscape · Core"
    assert said[1].startswith("1 of 2 projects")


def test_a_long_title_leaves_room_for_the_group(client: Client):
    group = {"slug": "core", "en": "Gateways", "categories": ["service-mesh"]}
    make_project("istio")
    Landscape.objects.create(title_en="Landscape of Service Meshes", groups=[group])

    assert words_on(drawn(client, "/en/map.svg?group=core"))[0].endswith(" · Gateways")


def test_headings_count_what_was_asked_for_of_all_there_is(client: Client):
    make_project("istio", tags=["mtls"])
    make_project("linkerd")

    assert "1 of 2" in words_on(drawn(client, "/en/map.svg?tag=mtls"))
    assert "1 of 2" in words_on(drawn(client, "/en/map.svg?tag=mtls&show=only"))
    assert "2" in words_on(drawn(client, "/en/map.svg"))


@pytest.mark.parametrize("show", ["fade", "only"])
def test_a_search_that_finds_nothing_says_so(client: Client, show: str):
    make_project("istio")

    said = words_on(drawn(client, f"/en/map.svg?q=zzzz&show={show}"))

    assert said[1].startswith("0 of 1 projects")
    assert said[2].startswith("No project satisfies all of this: ")
    assert "zzzz" in said[2]


def test_what_has_ended_is_hatched_and_names_its_successor(client: Client):
    old = make_project("conduit", status=Project.Status.MERGED)
    make_relation(old, "merged-into", make_project("linkerd"))

    picture = drawn(client, "/en/map.svg")

    assert any("→ Linkerd" in text for text in words_on(picture))
    assert any(box.get("fill") == "url(#hatch)" for box in picture.iter(f"{SVG}rect"))


@pytest.mark.parametrize("sheet", ["paper", "slide"])
def test_no_name_and_nothing_that_was_asked_for_is_cut(client: Client, sheet: str):
    group = {"slug": "core", "en": "Gateways and what stands in front of them", "categories": ["g"]}
    Landscape.objects.create(title_en="Landscape of " + "Service Meshes " * 5, groups=[group])
    make_category("g", name_en="Gateways for " + "everything and " * 6)
    long = "Gateway Controller with a Name as Long as a Name in the Directory May Ever Be, 120"
    make_project("new", "g", name=long, status="active")
    old = make_project("old", "g", name=f"Former {long}", status="renamed")
    make_relation(old, "renamed-to", Project.objects.get(slug="new"))
    make_project("many", "g", languages=["Go"], maturity="graduated", foundation=long[:90])
    asked = "q=name&language=Go&" + "&".join(f"tag=t{number}" for number in range(40))
    for number in range(40):
        make_project(f"p{number}", "g", tags=[f"t{number}"])

    said = words_on(drawn(client, f"/en/map.svg?sheet={sheet}&group=core&{asked}"))

    assert not [text for text in said if "…" in text]
    assert f"Former {long}" in " ".join(said)


def test_a_slide_is_as_wide_as_a_screen_whatever_is_on_it(client: Client):
    make_project("istio")
    assert proportion(drawn(client, "/map.svg?sheet=slide")) == 16 / 9

    for number in range(90):
        make_project(f"p{number}", category=f"c{number % 5}")
    picture = drawn(client, "/map.svg?sheet=slide")

    assert proportion(picture) == 16 / 9
    assert picture.get("width") == "338.67mm"
    assert "http://testserver/map/" in words_on(picture)


def proportion(picture: ElementTree.Element) -> float:
    _x, _y, width, height = map(float, picture.get("viewBox", "").split())
    return width / height


@drawn_here
def test_a_slide_has_the_pixels_of_a_screen(client: Client):
    make_project("istio")

    once, twice = (
        Image.open(io.BytesIO(client.get(f"/map.png?sheet=slide&scale={scale}").content))
        for scale in (1, 2)
    )

    assert (once.size, twice.size) == ((1920, 1080), (3840, 2160))


def test_nothing_on_it_comes_from_elsewhere(client: Client):
    make_logo(make_project("istio"), RED)
    make_project("envoy", name="<image href='http://evil/'>")

    response = client.get("/map.svg")
    picture = ElementTree.fromstring(response.content)

    sources = [image.get("href", "") for image in picture.iter(f"{SVG}image")]
    assert len(sources) == 1
    assert sources[0].startswith("data:image/svg+xml;base64,")
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "g", "a", "text", "rect", "path",
                    "circle", "image"}  # fmt: skip
    assert "style" not in {name for element in picture.iter() for name in element.attrib}
    assert "unsafe" not in response["Content-Security-Policy"]


def test_logos_have_a_limit_beyond_which_monograms_stand(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    for slug in ("istio", "linkerd"):
        make_logo(make_project(slug), RED)
    monkeypatch.setattr(logos, "ALTOGETHER", 200)

    picture = drawn(client)

    assert len(list(picture.iter(f"{SVG}image"))) == 1
    assert "Li" in words_on(picture)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_within_the_sheet(client: Client, name: str):
    Landscape.objects.create(title_zh=name, attribution_zh=name)
    make_project("good", foundation=name, maturity="graduated")
    make_category("below", name_zh=name, parent=make_category("service-mesh"))
    make_project("evil", "below", name=name, status=Project.Status.ARCHIVED)

    picture = drawn(client, "/map.svg?q=evil")

    sheet = float(picture.get("viewBox", "").split()[2])
    for text in picture.iter(f"{SVG}text"):
        assert words.width(text.text or "") * float(text.get("font-size", 0)) < sheet
    assert not any(
        character in text for text in words_on(picture) for character in "\u202e\u2066\x0b"
    )


@pytest.mark.parametrize("count", [0, 1, 12, 150])
def test_a_sheet_has_the_proportions_of_paper_or_is_wider(client: Client, count: int):
    for number in range(count):
        make_project(f"p{number}", category=f"c{number % 7}", featured=number % 9 == 0)

    _x, _y, width, height = map(float, drawn(client).get("viewBox", "").split())

    assert width / height >= 1.41
    tiles = [box for box in drawn(client).iter(f"{SVG}rect") if box.get("fill") == "#fcfcfa"]
    assert len(tiles) > count


@pytest.mark.parametrize("path", ["/map.svg", "/map.png", "/map.pdf"])
def test_what_cannot_be_drawn_is_told_in_words(client: Client, path: str):
    response = client.get(f"/en{path}?tag=nope&scale=3&sheet=x")

    assert response.status_code == 400
    assert "There is no “nope” here." in response.text
    assert "Choose one of: 1, 2." in response.text
    assert "Choose one of: paper, slide." in response.text


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/map.svg")
    return len(captured)


def test_a_picture_of_more_projects_costs_no_more_queries(client: Client):
    make_logo(make_project("istio"), RED)
    with_one = queries(client)
    for number in range(20):
        make_logo(make_project(f"p{number}"), RED)

    assert queries(client) == with_one


@drawn_here
def test_pixels_are_as_many_as_were_asked_for(client: Client):
    make_project("istio", name_zh="服务网格")

    once, twice = (
        Image.open(io.BytesIO(client.get(f"/map.png?scale={scale}").content)) for scale in (1, 2)
    )

    assert once.format == "PNG"
    assert once.width * 2 == twice.width
    assert len(once.convert("RGB").getcolors(100_000) or []) > 10


@drawn_here
def test_logos_are_drawn(client: Client):
    red = RED.data.replace(b"/>", b'><path d="M0 0h1v1H0z" fill="red"/></svg>')
    make_logo(make_project("istio"), Picture("image/svg+xml", red))
    pixels = io.BytesIO()
    Image.new("RGB", (900, 900), (0, 0, 255)).save(pixels, "WEBP", lossless=True)
    make_logo(make_project("linkerd"), Picture("image/webp", pixels.getvalue()))

    picture = Image.open(io.BytesIO(client.get("/map.png").content)).convert("RGB")

    colours = {colour for _count, colour in picture.getcolors(1_000_000) or []}
    assert {(255, 0, 0), (0, 0, 255)} <= colours


@drawn_here
def test_pixels_have_a_limit(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rendering, "PIXELS_AT_MOST", 10_000)
    make_project("istio")

    picture = Image.open(io.BytesIO(client.get("/map.png?scale=2").content))

    assert picture.width * picture.height <= 10_200


@drawn_here
def test_a_pdf_has_its_text_as_text_and_its_links(client: Client):
    Landscape.objects.create(title_zh="服务网格全景图")
    make_project("linghe", name_zh="灵鹤网关")

    response = client.get("/map.pdf")

    assert response["Content-Type"] == "application/pdf"
    document = PdfReader(io.BytesIO(response.content))
    (page,) = document.pages
    assert "灵鹤网关" in page.extract_text()
    links = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
    assert "http://testserver/projects/linghe/" in links
    assert document.metadata
    assert document.metadata.title == "服务网格全景图"
    assert document.trailer["/Root"]["/Lang"] == "zh-Hans"
    width = float(page.mediabox.width) / 72 * 25.4
    assert width == pytest.approx(420, abs=0.5)


@drawn_here
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_drawn_as_pixels_and_pdf(client: Client, name: str):
    make_project("evil", name=name)

    assert client.get("/map.png").status_code == 200
    assert client.get("/map.pdf").status_code == 200


@drawn_here
def test_a_finished_picture_is_kept_until_it_would_look_different(
    client: Client, monkeypatch: pytest.MonkeyPatch, pictures_of_this_test: Path
):
    project = make_project("istio")
    first = client.get("/map.png")
    (kept,) = pictures_of_this_test.iterdir()
    kept.write_bytes(b"kept")

    assert client.get("/map.png").content == b"kept"
    project.name = "Other"
    project.save()
    assert client.get("/map.png").content not in {b"kept", first.content}


def test_those_not_asked_for_longest_make_room(settings: Settings, pictures_of_this_test: Path):
    settings.PICTURES_BYTES = 25
    made: list[str] = []

    def ask(key: str) -> None:
        keeping.kept(key, "png", lambda: made.append(key) or b"ten bytes.")  # type: ignore[func-returns-value]
        for age, path in enumerate(sorted(pictures_of_this_test.iterdir(), key=os.path.getmtime)):
            os.utime(path, (age, age))

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)

    assert made == ["a", "b", "c", "b"]


def test_whoever_comes_third_is_asked_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("directory.views.pictures.installed", lambda: faces.READERS)
    monkeypatch.setattr(keeping, "_asked_for", BoundedSemaphore(2))
    make_project("istio")

    with keeping._asked_for, keeping._asked_for:
        response = client.get("/en/map.png")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@drawn_here
@pytest.mark.parametrize("path", ["/map.png", "/map.pdf"])
def test_a_picture_that_takes_too_long_is_given_up(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
):
    monkeypatch.setattr(rendering, "SECONDS", 0.001)
    make_project("istio")

    assert client.get(path).status_code == 503


def test_without_a_chinese_font_it_says_what_to_install_and_svg_works(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    make_project("istio")
    monkeypatch.setattr(faces, "SYSTEM", ())
    faces.installed.cache_clear()

    response = client.get("/en/map.png")

    faces.installed.cache_clear()
    assert response.status_code == 501
    assert "fonts-noto-cjk" in response.text
    assert client.get("/en/map.svg").status_code == 200
