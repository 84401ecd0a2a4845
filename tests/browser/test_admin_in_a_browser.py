"""The admin in a real browser: axe, the content security policy, and a whole edit."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from directory.models import Project
from tests.builders import make_steward

PASSWORD = "opens-it-all"
LISTS = ["project", "tag", "category"]
# Whether each of these is shown whole by what is around it.
FITS = "found => found.every(item => item.scrollWidth <= item.parentElement.clientWidth)"


class Site(NamedTuple):
    url: str
    istio: int


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    """The real directory with Alice, who is an owner."""
    call_command("loaddata", "landscape", verbosity=0)
    alice = make_steward("alice")
    alice.set_password(PASSWORD)
    alice.save()
    return Site(live_server.url, Project.objects.get(slug="istio").pk)


@pytest.fixture
def admin_page(site: Site, page_of: Callable[..., Page]) -> Callable[..., Page]:
    """A page of the admin, logged in as Alice."""

    def page(language: str = "en", scheme: str = "light", width: int = 1440) -> Page:
        page = page_of(language, scheme, width)
        page.goto(f"{site.url}{prefix(language)}login/")
        page.fill("#id_username", "alice")
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        expect(page.locator("#user-tools")).to_contain_text("alice")
        return page

    return page


def prefix(language: str) -> str:
    return "/en/admin/" if language == "en" else "/admin/"


def pages(istio: int) -> list[str]:
    return [
        "",
        "directory/",
        *(f"directory/{model}/" for model in LISTS),
        "directory/project/add/",
        f"directory/project/{istio}/change/",
        f"directory/project/{istio}/history/",
        "directory/tag/1/delete/",
        "directory/landscape/1/change/",
        "directory/capabilityvalue/add/",
        "directory/import/",
        "directory/import/add/",
        "password_change/",
    ]


def open_everything(page: Page) -> None:
    """Unfold what is folded and add a row to every inline."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate("document.querySelectorAll('.add-row a').forEach(link => link.click())")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_either_colour_scheme(site, admin_page, axe_violations, language):
    page = admin_page(language)

    for path in pages(site.istio):
        page.goto(site.url + prefix(language) + path)
        open_everything(page)
        page.emulate_media(color_scheme="light")
        assert axe_violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert axe_violations(page) == [], path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
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


def test_axe_finds_nothing_where_two_editors_meet_or_why_is_asked(site, admin_page, axe_violations):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/project/{site.istio}/change/")
    istio = Project.objects.get(pk=site.istio)
    istio.license = "MIT"
    istio.save()
    page.fill("#id_name", "Istio!")
    page.click("[name=_save] >> nth=0")
    expect(page.locator(".mistakes")).to_contain_text("License: Apache-2.0 → MIT")
    assert axe_violations(page) == []

    page.goto(f"{site.url}/en/admin/directory/project/?q=istio")
    page.check("#result_list tbody [name=_selected_action] >> nth=0")
    page.select_option("[name=action] >> nth=0", "withdraw")
    page.click("button[name=index] >> nth=0")
    page.click("[type=submit] >> text=Withdraw")
    expect(page.locator(".errorlist")).to_be_visible()
    assert axe_violations(page) == []


def test_no_page_breaks_its_own_content_security_policy(site, admin_page):
    page = admin_page("en")
    complaints: list[str] = []
    page.context.on("console", lambda message: complaints.append(message.text))

    for path in pages(site.istio):
        page.goto(f"{site.url}/en/admin/{path}")
        open_everything(page)
    page.goto(f"{site.url}/en/admin/directory/project/add/")
    page.click(".field-category .select2-selection")
    page.wait_for_selector(".select2-results__option[role=option]")
    with page.expect_popup() as popup:
        page.click("#add_id_tags")
    popup.value.wait_for_load_state()

    assert [text for text in complaints if "Content Security Policy" in text] == []


@pytest.mark.parametrize("path", ["", "directory/project/", "directory/project/add/"])
def test_pages_fit_a_phone(site, admin_page, path):
    page = admin_page("zh", "light", 360)
    page.goto(f"{site.url}/admin/{path}")

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_an_owner_tags_and_links_a_project_and_sees_it_on_the_site_at_once(site, admin_page):
    page = admin_page("en")
    page.get_by_role("link", name="Projects", exact=True).click()
    page.fill("#searchbar", "aspen")
    page.press("#searchbar", "Enter")
    page.click("#result_list >> text=aspen-mesh")

    page.click(".field-tags .select2-selection")
    page.keyboard.type("multi-cl")
    page.click(".select2-results__option >> text=Multi-cluster")
    page.click("#links-group .add-row a")
    row = page.locator("#links-group .dynamic-links").last
    row.get_by_label("Kind").select_option("blog")
    row.get_by_label("Address").fill("https://example.org/aspen/blog")
    page.fill("#id_reason", "It has a blog.")
    page.click("[name=_continue] >> nth=0")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")

    page.click("text=View on site")
    expect(page.locator("main")).to_contain_text("Multi-cluster")
    expect(page.locator("a[href='https://example.org/aspen/blog']").first).to_be_visible()
    page.go_back()
    page.click(".object-tools >> text=History")
    newest = page.locator(".history tbody tr")
    expect(newest.nth(0)).to_contain_text("Blog https://example.org/aspen/blog")
    expect(newest.nth(0)).to_contain_text("alice")
    expect(newest.nth(0)).to_contain_text("It has a blog.")


def test_a_tag_that_is_missing_is_made_without_leaving_the_project(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/project/add/")

    with page.expect_popup() as opened:
        page.click("#add_id_tags")
    popup = opened.value
    popup.fill("#id_slug", "post-quantum")
    popup.fill("#id_label_zh", "后量子")
    popup.fill("#id_name", "Post-quantum")
    popup.click("[name=_save]")

    expect(page.locator(".field-tags .select2-selection__choice")).to_contain_text("Post-quantum")


def test_switching_the_language_keeps_the_page(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/tag/?q=envoy")

    page.click(".languages >> text=中文")

    assert page.url == f"{site.url}/admin/directory/tag/?q=envoy"
    assert page.locator("html").get_attribute("lang") == "zh-hans"


def test_what_was_typed_is_not_left_by_accident(site, admin_page):
    page = admin_page("en")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    path = f"{site.url}/en/admin/directory/project/{site.istio}/change/"
    page.goto(path)

    page.fill("#id_summary_en", "Typed and not sent.")
    page.click(".languages >> text=中文", no_wait_after=True)
    expect(page.locator("#id_summary_en")).to_have_value("Typed and not sent.")
    page.click("[name=_continue] >> nth=0")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    page.click(".languages >> text=中文")
    page.wait_for_url(f"{site.url}/admin/directory/project/{site.istio}/change/")

    assert asked == ["beforeunload"]


def test_a_refused_form_is_not_left_by_accident_either(site, admin_page):
    page = admin_page("en")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site.url}/en/admin/directory/tag/add/")
    page.fill("#id_slug", "Not a slug")
    page.click("[name=_save] >> nth=0")
    expect(page.locator(".errornote")).to_have_count(1)
    page.click("#site-name a")
    page.wait_for_url(f"{site.url}/en/admin/")

    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [360, 1440])
def test_an_owner_imports_a_list(site, admin_page, axe_violations, width):
    page = admin_page("en", "dark", width)
    entries = b"""format: directory/1
projects:
- {slug: istio, name: Istio, status: nonsense}
- {slug: new, name: New, category: service-mesh}
"""
    for status in (b"nonsense", b"archived"):
        file = entries.replace(b"nonsense", status)
        page.goto(f"{site.url}/en/admin/directory/import/add/")
        page.set_input_files(
            "#id_file", {"name": "list.yaml", "mimeType": "text/yaml", "buffer": file}
        )
        page.click("text=Show the differences")
        expect(page.locator(".differences").first).to_contain_text("service-mesh")
        assert axe_violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert page.locator(".import table").evaluate_all(FITS)

    page.get_by_role("checkbox", name="Project New").uncheck()
    page.click("text=Import what is ticked")

    expect(page.locator(".messagelist")).to_contain_text("1 object is new, changed or withdrawn")
    assert Project.objects.get(slug="istio").status == "archived"
    assert not Project.objects.filter(slug="new").exists()


def test_quotation_marks_are_as_wide_as_the_language_has_them(site, admin_page):
    page = admin_page("en")

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


def test_a_cell_of_the_matrix_is_one_line_and_unfolds(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/project/{site.istio}/change/")
    page.click("#capability_values-group > fieldset > details > summary")
    cell = page.locator("#capability_values-group .has_original", has_text="Multi-cluster: Yes")

    assert cell.bounding_box()["height"] < 64
    assert page.locator(".timezonewarning").count() == 0
    cell.get_by_label("Value").select_option("partial")
    cell.locator("summary").press("Enter")
    cell.get_by_label("Note (English)").fill("Only in one network.")
    page.click("[name=_continue] >> nth=0")

    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert "Multi-cluster: Partial" in page.content()


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
