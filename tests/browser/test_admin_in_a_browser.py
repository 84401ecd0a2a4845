"""The admin in a real browser, looked at: axe, the content security policy, what fits where."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser.owner import FITS, Site, open_everything, open_to_alice, prefix

LISTS = ["project", "tag", "category"]


@pytest.fixture(scope="module")
def site(real_directory: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The real directory with Alice, for tests that save nothing.

    They have no transaction of their own: on SQLite it would keep the server from beginning one.
    """
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        site = open_to_alice(server.url)
        connection.close()
        yield site
        server.stop()


def pages(istio: int) -> list[str]:
    return [
        "",
        "directory/",
        *(f"directory/{model}/" for model in LISTS),
        "directory/project/add/",
        f"directory/project/{istio}/change/",
        f"directory/project/{istio}/history/",
        f"directory/project/{istio}/merge/",
        f"directory/project/{istio}/merge/?into={1 if istio > 1 else 2}",
        "directory/tag/1/delete/",
        "directory/landscape/1/change/",
        "directory/capabilityvalue/add/",
        "directory/import/",
        "directory/import/add/",
        "password_change/",
    ]


def broken_policies(page: Page) -> list[str]:
    """What the page, and those opened beside it, will have said of the content security policy."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            said.append(message.text)

    page.context.on("console", note)
    return said


# Colours do not depend on the language.
@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_either_colour_scheme_and_no_page_breaks_its_own_policy(
    site, admin_page, axe_violations, language, scheme
):
    page = admin_page(language, scheme)
    broken = broken_policies(page)

    for path in pages(site.istio):
        page.goto(site.url + prefix(language) + path)
        open_everything(page)
        assert axe_violations(page) == [], path
    assert broken == []


@pytest.mark.parametrize(("language", "scheme"), [("zh", "dark"), ("en", "light")])
def test_axe_finds_nothing_at_the_login(site, page_of, axe_violations, language, scheme):
    page = page_of(language, scheme, 1440)
    page.goto(f"{site.url}{prefix(language)}login/")

    assert axe_violations(page) == []


def test_axe_finds_nothing_in_a_refused_form_or_an_open_list(site, admin_page, axe_violations):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/project/add/")
    page.fill("#id_slug", "Not a slug")
    page.click("[name=_save] >> nth=0")
    expect(page.locator(".mistakes")).to_be_visible()
    assert axe_violations(page) == []

    page.click(".field-category .select2-selection")
    expect(page.locator(".select2-results__option").first).to_have_text("Service mesh")
    assert axe_violations(page) == []


def test_neither_an_open_list_nor_a_popup_breaks_its_own_content_security_policy(site, admin_page):
    page = admin_page("en")
    broken = broken_policies(page)

    page.goto(f"{site.url}/en/admin/directory/project/add/")
    page.click(".field-category .select2-selection")
    page.wait_for_selector(".select2-results__option[role=option]")
    with page.expect_popup() as popup:
        page.click("#add_id_tags")
    popup.value.wait_for_load_state()

    assert broken == []


@pytest.mark.parametrize("path", ["", "directory/project/", "directory/project/add/"])
def test_pages_fit_a_phone(site, admin_page, path):
    page = admin_page("zh", "light", 360)
    page.goto(f"{site.url}/admin/{path}")

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_switching_the_language_keeps_the_page(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/tag/?q=envoy")

    page.click(".languages >> text=中文")

    expect(page).to_have_url(f"{site.url}/admin/directory/tag/?q=envoy")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")


def test_a_refused_form_is_not_left_by_accident_either(site, admin_page):
    page = admin_page("en")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site.url}/en/admin/directory/tag/add/")
    page.fill("#id_slug", "Not a slug")
    with page.expect_navigation():
        page.click("[name=_save] >> nth=0")
    expect(page.locator(".errornote")).to_have_count(1)
    page.click("#site-name a")
    page.wait_for_url(f"{site.url}/en/admin/")

    assert asked == ["beforeunload"]


def test_quotation_marks_are_as_wide_as_the_language_has_them(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/")

    width = page.evaluate("""() => {
        const mark = document.createElement("span");
        mark.textContent = "“";
        document.querySelector("h1").append(mark);
        return mark.getBoundingClientRect().width / parseFloat(getComputedStyle(mark).fontSize);
    }""")

    assert width < 0.7


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_are_shown_whole_beside_their_filters(site, admin_page, language):
    page = admin_page(language, width=1280)
    for model in ["project", "link"]:
        page.goto(f"{site.url}{prefix(language)}directory/{model}/")

        assert page.locator("#result_list").evaluate_all(FITS)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_out_of_withdrawing_is_as_high_as_the_button_and_quieter(site, admin_page, width):
    page = admin_page("en", width=width)
    page.goto(f"{site.url}/en/admin/directory/project/?q=istio")
    page.locator("[name=_selected_action]").first.check()
    page.select_option("[name=action]", "withdraw")
    with page.expect_navigation():
        page.click("[name=index]")
    withdraw = page.get_by_role("button", name="Withdraw")
    leave = page.get_by_role("link", name="Leave them on the list")

    assert withdraw.bounding_box()["height"] == leave.bounding_box()["height"]
    expect(leave).to_have_css("background-color", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_box_to_tick_stands_right_before_its_label(site, admin_page, width):
    page = admin_page("en", width=width)
    page.goto(f"{site.url}/en/admin/directory/project/{site.istio}/change/")

    labels = page.locator(".field-unverified label:has(input)")

    assert labels.count() > 10
    for label in labels.all():
        start, box = label.bounding_box(), label.locator("input").bounding_box()
        assert box["x"] - start["x"] < 4
        assert box["width"] < 24


@pytest.mark.parametrize("width", [1280, 1440])
def test_sources_and_dates_of_cells_stand_in_line_and_have_room(site, admin_page, width):
    page = admin_page("en", width=width)
    page.goto(f"{site.url}/en/admin/directory/project/{site.istio}/change/")
    page.click("#capability_values-group > fieldset > details > summary")
    cells = page.locator("#capability_values-group .has_original")

    for name in ("source_url", "verified"):
        places = [field.bounding_box() for field in cells.locator(f"[name$={name}]").all()]
        assert len({round(place["x"]) for place in places}) == 1
        assert name == "verified" or min(place["width"] for place in places) > 300


def test_an_open_project_fits_a_phone(site, admin_page):
    page = admin_page("zh", "light", 360)
    page.goto(f"{site.url}/admin/directory/project/{site.istio}/change/")
    open_everything(page)

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
