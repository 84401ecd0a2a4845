"""The work queue in a real browser: from row to row without leaving the page, and axe."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from directory.models import Link, Project
from tests.browser.owner import Site, open_to_alice
from tests.builders import make_project


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    for slug in ("istio", "envoy", "linkerd"):
        project = make_project(slug, summary_en="A mesh.", unverified=["license"])
        Link.objects.create(project=project, kind="homepage", url="https://istio.io/")
    make_project("kuma", status="active", last_activity="2018")
    return open_to_alice(live_server.url)


def test_saving_a_row_leads_on_to_the_next_one(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/work/translations/", wait_until="networkidle")
    rows = page.locator(".rows-of-work > li")

    rows.nth(0).locator("textarea").press("Control+Enter")
    expect(rows.nth(0).locator(".mistakes")).to_have_text("Write the text first.")
    expect(rows.nth(0).locator("textarea")).to_be_focused()

    page.keyboard.type("一个网格。")
    page.keyboard.press("Control+Enter")
    expect(rows.nth(0)).to_contain_text("Saved: Istio.")
    expect(rows.nth(1).locator("textarea")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Saved: Istio.")
    assert Project.objects.get(slug="istio").summary_zh == "一个网格。"


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("zh", "light", 1440), ("en", "dark", 360)]
)
def test_axe_finds_nothing_in_the_work(site, admin_page, axe_violations, language, scheme, width):
    page = admin_page(language, scheme, width)
    start = f"{site.url}{'/en' if language == 'en' else ''}/admin/"

    for path in (
        "",
        "work/translations/",
        "work/unverified/",
        "work/activity/",
        "work/duplicates/",
    ):
        page.goto(start + path)
        assert axe_violations(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
