"""The public pages in a real browser: axe, keyboard, narrow screens, no JavaScript."""

import io
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from directory import heartbeat
from directory.models import Project
from directory.services import indexing
from tests.builders import make_project, make_relation

# The tests only read; a transaction of their own is what makes the test database be there.
pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/?view=table&sort=name",
    "/?q=网关&category=api-gateway&tag=envoy-based&status=active",
    "/?q=gatewya&category=standard&status=maintenance",
    "/?category=nope&page=zero",
    "/projects/istio/",
    "/projects/amalgam8/",
    "/projects/gone/",
    "/projects/istio/history/",
    "/changes/",
    "/categories/",
    "/categories/proxy/",
    "/tags/",
    "/tags/canary/",
    "/maintainers/",
    "/maintainers/rootsongjc/",
    "/relations/?kind=merged-into",
    "/stats/?category=proxy",
    "/about/",
    "/compare/?project=istio&project=linkerd2&project=amalgam8",
    "/compare/?project=istio&add=mesh",
    "/categories/service-mesh/compare/?status=active&tag=envoy-based",
    "/map/?tag=envoy-based&size=s",
    "/embed/?what=list&tag=envoy-based",
    "/embed/?what=badge&project=istio",
    "/feeds/?q=envoy&license=Apache-2.0",
    "/dump/",
    "/api/v1/",
    "/embed/map/?category=proxy&show=only",
    "/nowhere/",
]


@pytest.fixture(scope="module")
def directory(
    real_directory: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The real directory with one withdrawn project and a dump, which is only read; its address."""
    files = override_settings(VAR_DIR=tmp_path_factory.mktemp("var"))
    with files, django_db_blocker.unblock():
        gone = make_project("gone", state=Project.State.WITHDRAWN, withdrawn_reason_zh="并非项目")
        make_relation(gone, "renamed-to", Project.objects.get(slug="istio"))
        indexing.catch_up(heartbeat.version())
        call_command("write_dump", stdout=io.StringIO())
        connection.close()
        server = LiveServer("localhost")
    with files:
        yield server.url
    server.stop()


@pytest.mark.parametrize(
    ("prefix", "path", "scheme", "widths"),
    [
        *(("", path, "light", (1440, 320)) for path in PAGES),
        *(("/en", path, "dark", (320, 1440)) for path in PAGES),
        ("", "/suggest/new/?name=istio", "light", (1440, 320)),
        ("/en", "/projects/istio/suggest/?about=homepage", "dark", (320, 1440)),
    ],
)
def test_axe_finds_nothing_in_either_colour_scheme(
    directory, looking, axe_violations, path, prefix, scheme, widths
):
    """Each language, scheme and width is looked at once, in pairs: axe takes half of the time of
    all tests in a browser. Whether it fits is asked at both widths.
    """
    looking.emulate_media(color_scheme=scheme)
    looking.set_viewport_size({"width": widths[0], "height": 900})
    looking.goto(directory + prefix + path)
    assert axe_violations(looking) == []
    for width in widths:
        looking.set_viewport_size({"width": width, "height": 900})
        assert not looking.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_on_a_phone_a_value_has_room_and_its_source_stands_below(directory, page_of):
    page = page_of("en", "light", 360)
    page.goto(directory + "/en/projects/istio/")
    row = page.locator("#capabilities >> xpath=../..").get_by_role("row", name="Protocols")

    value, source = (row.get_by_role("cell").nth(number).bounding_box() for number in (0, 1))

    assert value["width"] > 180
    assert source["x"] == value["x"]
    assert source["y"] >= value["y"] + value["height"]


def test_no_page_breaks_its_own_content_security_policy(directory, page_of):
    page = page_of("zh", "light", 1440)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in [
        "/",
        "/?q=网关&view=table",
        "/projects/istio/",
        "/about/",
        "/relations/",
        "/stats/",
        "/embed/",
    ]:
        page.goto(directory + path)
        page.wait_for_load_state("networkidle")

    assert complaints == []


def test_names_are_offered_while_one_is_typed_into_the_search_box(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/about/")
    box = page.get_by_label("Search projects")

    box.press_sequentially("linkerd")

    expect(page.locator("#completions option").nth(1)).to_have_text("Linkerd 2")
    box.press("Enter")
    expect(page).to_have_url(directory + "/en/?q=linkerd")


def test_a_choice_swaps_the_results_in_place_and_says_how_many(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/?sort=name")
    choice = page.get_by_role("checkbox", name="Data-plane proxy")
    choice.focus()

    page.keyboard.press("Space")

    expect(page.locator("#announcement")).to_contain_text("20 projects")
    expect(page).to_have_url(directory + "/en/?sort=name&category=proxy")
    expect(page.get_by_role("checkbox", name="Data-plane proxy")).to_be_focused()
    page.go_back()
    expect(page.locator("#count")).to_contain_text("188 projects")


def test_of_two_choices_the_second_need_not_wait_for_the_first(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/")
    page.route(re.compile("category=proxy$"), lambda route: None)  # which is never answered

    choices = [
        page.get_by_role("checkbox", name=re.compile(name)) for name in ("^Data-plane", "^Active ")
    ]
    for choice in choices:
        choice.check()

    expect(page).to_have_url(directory + "/en/?category=proxy&status=active")
    for choice in choices:
        expect(choice).to_be_checked()


def test_the_language_switch_keeps_filters_that_were_swapped_in(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/")
    page.get_by_role("checkbox", name="Data-plane proxy").check()
    expect(page.locator("#announcement")).to_contain_text("20 projects")

    page.get_by_role("link", name="中文").click()

    expect(page).to_have_url(directory + "/?category=proxy")


def test_a_chip_is_removed_in_place_and_the_focus_goes_to_the_count(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/?category=proxy&status=active")

    page.locator(".chip", has_text="Active").press("Enter")

    expect(page).to_have_url(directory + "/en/?category=proxy")
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#announcement")).to_contain_text("20 projects")


def test_the_filters_of_a_phone_stay_open_while_choosing(directory, page_of):
    page: Page = page_of("en", "light", 360)
    page.goto(directory + "/en/")
    page.locator(".facets-toggle").click()
    page.get_by_role("checkbox", name="Data-plane proxy").check()
    expect(page.locator("#announcement")).to_contain_text("20 projects")

    expect(page.get_by_role("checkbox", name="Active")).to_be_visible()
    expect(page.locator(".facets-toggle")).to_have_attribute("aria-expanded", "true")


def test_the_filters_of_a_phone_say_what_they_find_and_lead_there(directory, page_of):
    page: Page = page_of("en", "light", 360)
    page.goto(directory + "/en/")
    page.locator(".facets-toggle").click()
    show = page.get_by_role("button", name="Show 188 projects")
    expect(show).to_be_in_viewport()

    page.get_by_role("checkbox", name="Data-plane proxy").check()
    show = page.get_by_role("button", name="Show 20 projects")
    expect(show).to_be_in_viewport()
    show.click()

    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator(".facets-toggle")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("path", ["/?view=table", "/en/?view=table&sort=name"])
def test_the_table_fits_every_screen(directory, looking, path: str):
    looking.goto(directory + path)
    scroll = looking.locator(".scroll")

    for width in (360, 768, 1024, 1280, 1440):
        looking.set_viewport_size({"width": width, "height": 900})
        assert scroll.evaluate("box => box.scrollWidth <= box.clientWidth"), width
        expect(scroll.get_by_role("columnheader").nth(1)).to_be_visible()


def test_the_focus_stays_on_a_choice_whose_place_changes(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/")
    page.locator("#facet-language > summary").click()
    choice = page.get_by_role("checkbox", name=re.compile(r"^C\+\+ "))
    choice.focus()

    page.keyboard.press("Space")

    expect(page.locator("#announcement")).not_to_be_empty()
    expect(choice).to_be_focused()


def test_facets_that_were_opened_and_narrowed_stay_so(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/")
    page.locator("#facet-license > summary").click()
    page.locator("#narrow-tag").fill("envoy")

    page.get_by_role("checkbox", name="Envoy-based").check()

    expect(page.locator("#announcement")).not_to_be_empty()
    expect(page.locator("#facet-license")).to_have_attribute("open", "")
    expect(page.locator("#narrow-tag")).to_have_value("envoy")
    expect(page.locator("#choices-tag li:visible")).to_have_count(1)


def test_a_search_on_the_list_keeps_its_filters(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/?category=proxy")

    page.keyboard.press("/")
    page.keyboard.type("envoy")
    page.keyboard.press("Enter")

    expect(page.locator("#list-h")).to_contain_text("envoy")
    expect(page).to_have_url(directory + "/en/?q=envoy&category=proxy")


def test_the_slash_can_be_switched_off(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/about/")
    page.get_by_role("button", name="Key / goes to the search: on").click()
    page.locator("body").click()

    page.keyboard.press("/")

    expect(page.locator("#q")).not_to_be_focused()


def test_the_colours_follow_the_button_and_are_remembered(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/about/")
    page.locator(".theme").click()
    page.locator(".theme").click()

    page.goto(directory + "/en/tags/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_way_from_a_search_to_the_same_page_in_english_by_keyboard(directory, page_of):
    page: Page = page_of("zh", "light", 1440)
    page.goto(directory + "/")
    page.keyboard.press("/")
    page.keyboard.type("代理")
    page.keyboard.press("Enter")
    expect(page.locator("#list-h")).to_contain_text("代理")
    page.get_by_role("link", name="envoy", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("envoy")
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"/en/projects/envoy/\?q="))


def test_on_a_phone_results_come_first_and_the_filters_open_above_them(directory, page_of):
    page: Page = page_of("en", "light", 360)
    page.goto(directory + "/en/")
    expect(page.locator("#filters")).to_be_hidden()

    page.locator(".facets-toggle").click()

    expect(page.locator("#filters")).to_be_visible()
    expect(page.locator("#facet-category > summary")).to_be_focused()


def test_without_javascript_filters_are_a_form_and_everything_works(directory, page_of):
    page: Page = page_of("en", "light", 360, javascript=False)
    page.goto(directory + "/en/")
    page.locator(".facets-toggle").click()
    page.get_by_role("checkbox", name="Data-plane proxy").check()
    page.get_by_role("button", name="Apply the filters").click()

    expect(page.locator("#count")).to_contain_text("20 projects")
    expect(page.locator(".theme")).to_be_hidden()
    expect(page.locator(".facets-show")).to_be_hidden()


def test_print_shows_addresses_and_hides_controls(directory, page_of):
    page: Page = page_of("en", "light", 1440)
    page.goto(directory + "/en/projects/istio/")
    page.emulate_media(media="print")

    expect(page.locator("#search")).to_be_hidden()
    shown = page.locator('aside a[href="https://istio.io/"]').evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://istio.io/" in shown or "attr(href)" in shown


def test_what_to_embed_is_chosen_without_javascript_and_opens_in_a_tab_of_its_own(
    directory, page_of
):
    page: Page = page_of("en", javascript=False)
    page.goto(directory + "/en/embed/")
    page.get_by_label("One project").check()
    page.get_by_label("Project", exact=True).fill("Envoy")
    page.get_by_role("button", name="Show").click()

    link = page.frame_locator("iframe").get_by_role("link", name="envoy", exact=True)
    with page.context.expect_page() as opened:
        link.click()

    expect(opened.value).to_have_url(directory + "/en/projects/envoy/")
    expect(page.get_by_label("HTML")).to_contain_text("/en/embed/project/envoy/")
