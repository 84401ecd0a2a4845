"""Projects side by side in a real browser: a table on every width, names in sight, typing."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from directory import heartbeat
from directory.services import indexing

# The tests only read; a transaction of their own is what makes the test database be there.
pytestmark = pytest.mark.django_db

THREE = "/en/compare/?project=istio&project=linkerd2&project=cilium-service-mesh"


@pytest.fixture(scope="module")
def directory(real_directory: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        indexing.catch_up(heartbeat.version())
        connection.close()
        server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.mark.parametrize("width", [360, 1440])
def test_it_is_a_table_on_every_width_and_its_names_stay_in_sight(directory, page_of, width):
    page: Page = page_of("en", "light", width)
    page.goto(directory + THREE)
    name = page.get_by_role("columnheader", name="Cilium Service Mesh")

    page.get_by_role("rowheader", name="Wasm").scroll_into_view_if_needed()

    assert page.get_by_role("table", name="Comparison").get_by_role("row").count() > 30
    expect(name).to_be_in_viewport()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_in_a_matrix_scrolled_both_ways_nothing_stands_above_its_row_headings(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/categories/service-mesh/compare/")

    page.get_by_role("region", name="Comparison").evaluate("frame => frame.scrollTo(700, 900)")

    page.wait_for_function(
        """() => {
            const frame = document.querySelector(".matrix-frame");
            const { left, top } = frame.getBoundingClientRect();
            const there = document.elementFromPoint(left + 20, top + 20);
            return frame.scrollLeft && frame.scrollTop && there.matches("thead td");
        }"""
    )


def test_names_are_offered_while_typing_and_added_by_keyboard(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/compare/?project=istio")

    page.get_by_label("Add a project").press_sequentially("kuma")
    offered = page.locator("#names option[value=kuma]")
    expect(offered).to_have_text("Kuma · Service mesh · Active")
    page.keyboard.press("Enter")

    expect(page).to_have_url(directory + "/en/compare/?project=istio&project=kuma")
    expect(page.get_by_role("columnheader", name="Kuma")).to_be_visible()


def test_projects_are_ticked_in_the_list_and_compared_without_javascript(directory, page_of):
    page: Page = page_of("en", "light", 360, javascript=False)
    page.goto(directory + "/en/?category=service-mesh&view=table")
    for name in ("istio", "consul"):
        page.get_by_role("checkbox", name=f"Compare {name}", exact=True).check()

    expect(page.get_by_role("button", name="Compare the chosen")).to_be_in_viewport()
    page.get_by_role("button", name="Compare the chosen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("consul, istio compared")
