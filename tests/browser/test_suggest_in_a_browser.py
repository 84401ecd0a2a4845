"""Suggesting in a real browser: on a phone in a few taps, without JavaScript, with a preview."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from directory.models import Link, Suggestion
from directory.suggesting import sender
from tests.builders import make_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def orange(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "SOONEST", 0)
    project = make_project("orange", name="Orange", license="MIT", summary_en="A gateway.")
    Link.objects.create(project=project, kind="homepage", url="http://orange.example.com/")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_address_is_corrected_on_a_phone_in_two_taps_beside_typing(
    live_server: LiveServer, page_of, javascript: bool
):
    page: Page = page_of("en", "light", 360, javascript=javascript)
    page.goto(f"{live_server.url}/en/projects/orange/")

    page.get_by_role("link", name=re.compile("^correct ?: Homepage$")).click()
    expect(page.get_by_label("Link 1, address")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("https://orange.example.org/")
    page.get_by_label("Reason and evidence").fill("See its README.")
    page.get_by_role("button", name="Send the suggestion").click()

    expect(page.get_by_role("heading", name="Waiting for review")).to_be_visible()
    (change,) = Suggestion.objects.get().changes.all()
    assert change.now["url"] == "https://orange.example.org/"


def test_the_preview_and_duplicates_follow_what_is_typed(
    live_server: LiveServer, page_of, axe_violations
):
    page: Page = page_of("en", "dark", 1440)
    page.goto(f"{live_server.url}/en/suggest/new/")

    page.get_by_label("Name", exact=False).first.fill("Orange")
    page.get_by_label("Category").select_option("service-mesh")
    page.get_by_label("Summary (English)").fill("Another gateway.")

    preview = page.get_by_role("complementary", name="Preview")
    expect(preview.get_by_text("Another gateway.").first).to_be_visible()
    expect(page.get_by_role("checkbox", name="No, it is another one")).to_be_visible()
    assert axe_violations(page) == []


def test_mistakes_are_read_out_first_and_lead_to_their_places(
    live_server: LiveServer, page_of, axe_violations
):
    page: Page = page_of("en", "light", 360)
    page.goto(f"{live_server.url}/en/projects/orange/suggest/?about=license")
    page.get_by_role("textbox", name="License").fill("Freeware!" * 20)
    page.get_by_role("button", name="Send the suggestion").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="License")).to_be_focused()
    assert axe_violations(page) == []
