"""The panorama in a real browser: the card of a tile by pointer, keyboard and finger."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.builders import make_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(live_server: LiveServer) -> str:
    make_project("envoy", category="proxy", summary_en="Forwards requests.", tags=["fast"])
    make_project("istio", summary_en="Connects services.")
    return f"{live_server.url}/en/map/"


def tile(page: Page, name: str) -> Locator:
    return page.locator(".tile > a", has_text=name)


def test_a_tile_that_is_pointed_at_shows_its_card_until_escape(
    address: str, page_of: Callable[..., Page]
):
    page = page_of("en")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    card = page.locator("#tile-card")

    tile(page, "Envoy").hover()
    expect(card).to_contain_text("Forwards requests.")
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert said == []


def test_with_the_keyboard_the_card_comes_with_the_focus_and_its_links_on_request(
    address: str, page_of: Callable[..., Page], axe_violations: Callable[[Page], list[str]]
):
    page = page_of("en")
    page.goto(address)

    tile(page, "Istio").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#tile-card")
    expect(card).to_contain_text("Connects services.")
    expect(card).to_contain_text("Arrow down leads to the links on this card.")
    assert axe_violations(page) == []
    page.keyboard.press("ArrowDown")

    assert page.evaluate("document.activeElement.closest('#tile-card') !== null")
    page.keyboard.press("Escape")
    expect(tile(page, "Istio")).to_be_focused()


def test_tab_goes_from_tile_to_tile_whatever_cards_show(address: str, page_of: Callable[..., Page]):
    make_project("linkerd", summary_en="Meshes.")
    page = page_of("en")
    page.goto(address)

    tile(page, "Istio").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#tile-card")).to_contain_text("Connects services.")
    page.keyboard.press("Tab")

    expect(tile(page, "Linkerd")).to_be_focused()
    expect(page.locator("#tile-card")).to_contain_text("Meshes.")


def test_the_keyboard_gets_past_all_tiles_at_once(address: str, page_of: Callable[..., Page]):
    page = page_of("en")
    page.goto(address)
    skip = page.get_by_role("link", name="Skip the panorama")

    skip.focus()
    assert (skip.bounding_box() or {"width": 0})["width"] > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.map') === null")
    assert page.evaluate(
        "document.querySelector('.map').compareDocumentPosition(document.activeElement)"
        " === Node.DOCUMENT_POSITION_FOLLOWING"
    )


def test_a_finger_shows_the_card_first_and_follows_the_link_then(address: str, new_context: Any):
    page = new_context(viewport={"width": 390, "height": 800}, has_touch=True).new_page()
    page.goto(address)

    tile(page, "Istio").tap()
    expect(page.locator("#tile-card")).to_contain_text("Connects services.")
    assert page.url == address
    tile(page, "Istio").tap()

    expect(page).to_have_url(address.replace("map", "projects/istio"))


def test_a_choice_fades_the_others_in_place(address: str, page_of: Callable[..., Page]):
    page = page_of("en")
    page.goto(address)
    page.locator(".facets-toggle").click()

    page.get_by_role("checkbox", name="Fast").check()

    expect(page.locator(".faded")).to_contain_text("Istio")
    expect(page.locator("#announcement")).to_contain_text("1 project of 2")
    expect(page).to_have_url(f"{address}?tag=fast")


def test_without_javascript_the_filters_come_after_the_map(
    address: str, page_of: Callable[..., Page]
):
    page = page_of("en", javascript=False)
    page.goto(address)

    page.get_by_role("checkbox", name="Fast").check()
    page.get_by_role("button", name="Apply the filters").click()

    expect(page.locator(".faded")).to_contain_text("Istio")
    below, above = (page.locator(part).bounding_box() for part in ("#filters", ".map"))
    assert below is not None
    assert above is not None
    assert below["y"] > above["y"]
