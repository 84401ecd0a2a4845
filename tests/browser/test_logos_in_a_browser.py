"""Logos in a real browser: what would run does not, what should show does."""

import base64
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from directory import logos
from directory.logos import Picture
from tests.builders import make_logo, make_project

RED, BLUE = (255, 0, 0), (0, 0, 255)


def blue_pixels() -> str:
    out = BytesIO()
    Image.new("RGB", (8, 8), BLUE).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


# Left half: red by a style sheet. Right half: an embedded blue picture. Everything else is hostile.
HOSTILE = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
    viewBox="0 0 2 1" onload="document.title = 'ran'">
  <style>@import url(http://localhost/style.css); .st0 {{ fill: #f00 }}</style>
  <script>document.title = 'ran'</script>
  <script href="http://localhost/script.js"/>
  <rect class="st0" width="1" height="1" onclick="document.title = 'ran'"/>
  <image x="1" width="1" height="1" xlink:href="data:image/png;base64,{blue_pixels()}"/>
  <image width="1" height="1" href="http://localhost/picture.png"/>
  <use href="http://localhost/other.svg#a"/>
  <set attributeName="onmouseover" to="document.title = 'ran'"/>
  <foreignObject width="2" height="1"><body xmlns="http://www.w3.org/1999/xhtml">
    <script>document.title = 'ran'</script><img src="x" onerror="document.title = 'ran'"/>
  </body></foreignObject>
</svg>""".encode()


@pytest.fixture
def watched(page_of: Callable[..., Page]) -> tuple[Page, list[str], list[str]]:
    """A page, what its console says, and what it asked for and got an answer to."""
    page = page_of("en", "light", 400)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfinished", lambda request: asked.append(request.url))
    return page, said, asked


def color(page: Page, x: float, y: float) -> tuple[int, ...]:
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    found = shot.getpixel((int(shot.width * x), int(shot.height * y)))
    assert isinstance(found, tuple)
    return found


def test_a_cleaned_logo_opened_by_itself_looks_right_and_asks_for_nothing(
    live_server: LiveServer, watched: tuple[Page, list[str], list[str]]
):
    page, said, asked = watched
    logo = make_logo(make_project("istio"), logos.clean(HOSTILE))

    page.goto(live_server.url + logo.get_absolute_url())
    page.mouse.click(100, 450)

    assert said == []
    assert asked == [live_server.url + logo.get_absolute_url()]
    assert page.title() == ""
    assert (color(page, 0.25, 0.5), color(page, 0.75, 0.5)) == (RED, BLUE)


def test_what_got_past_the_cleaning_would_run_nothing(
    live_server: LiveServer, watched: tuple[Page, list[str], list[str]]
):
    page, _said, asked = watched
    here = HOSTILE.replace(b"http://localhost/", live_server.url.encode() + b"/projects/")
    logo = make_logo(make_project("istio"), Picture("image/svg+xml", here))

    page.goto(live_server.url + logo.get_absolute_url())
    page.mouse.click(100, 450)

    assert page.title() == ""
    assert {url for url in asked if not url.startswith("data:")} == {
        live_server.url + logo.get_absolute_url()
    }


@pytest.mark.parametrize(
    ("scheme", "plate", "red"),
    [("light", (255, 255, 255), RED), ("dark", (207, 214, 212), (207, 0, 0))],
)
def test_a_logo_shows_on_a_light_plate_without_breaking_the_policy(
    live_server: LiveServer,
    page_of: Callable[..., Page],
    scheme: str,
    plate: tuple[int, int, int],
    red: tuple[int, int, int],
):
    make_logo(make_project("istio"), logos.clean(HOSTILE))
    page = page_of("en", scheme, 1200)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    for path in ("/en/", "/en/projects/istio/"):
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        shown = page.locator(".logo img").first
        assert shown.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
        shot = Image.open(BytesIO(page.locator(".logo").first.screenshot())).convert("RGB")
        assert shot.getpixel((4, 4)) == plate
        assert shot.getpixel((shot.width // 4, shot.height // 2)) == red
    assert said == []
