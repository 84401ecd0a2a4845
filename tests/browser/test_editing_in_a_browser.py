"""The admin in a real browser, worked with: what is typed, saved and imported."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from directory.models import CapabilityGroup, Link, Project
from tests.admin.samples import make_capability, make_cell
from tests.browser.owner import FITS, PASSWORD, Site, open_to_alice
from tests.builders import make_category, make_project, make_tag


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    mesh = make_category("service-mesh", name_en="Service mesh")
    istio = make_project("istio", license="Apache-2.0", summary_en="A mesh.", status="active")
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    make_project("aspen-mesh", name="aspen-mesh")
    make_tag("multi-cluster", name="Multi-cluster")
    group = CapabilityGroup.objects.create(
        slug="platforms", category=mesh, label_zh="平台", label_en="Platforms"
    )
    terms = [{"slug": "yes", "zh": "支持", "en": "Yes"}]
    terms += [{"slug": "partial", "zh": "部分", "en": "Partial"}]
    for label in ("Multi-cluster", "Latency"):
        make_cell(istio, make_capability(label.lower(), group=group, label_en=label, terms=terms))
    return open_to_alice(live_server.url)


def test_an_owner_logs_in(site, page_of):
    page = page_of("en")
    page.goto(f"{site.url}/en/admin/directory/project/")
    page.get_by_label("Username").fill("alice")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.locator("#user-tools")).to_contain_text("alice")
    expect(page).to_have_url(f"{site.url}/en/admin/directory/project/")


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


def test_an_owner_tags_and_links_a_project_and_sees_it_on_the_site_at_once(site, admin_page):
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/")
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
    page.wait_for_load_state()

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
    page.wait_for_load_state()
    page.click(".languages >> text=中文")
    page.wait_for_url(f"{site.url}/admin/directory/project/{site.istio}/change/")

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
    expect(page.locator("#capability_values-group")).to_contain_text("Multi-cluster: Partial")
