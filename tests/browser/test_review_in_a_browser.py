"""Deciding on suggestions in a real browser: by key, with usual answers, and looked at by axe."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from directory.models import AnswerTemplate, Suggestion
from tests.browser.owner import Site, open_everything, open_to_alice, prefix
from tests.builders import make_project
from tests.services.suggesting import change_of, suggest


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    istio, kuma = make_project("istio", license="MIT"), make_project("kuma")
    links = [{"kind": "homepage", "url": "https://istio.io/"}]
    suggest(istio, license="Apache-2.0", organization="Google", links=links)
    suggest(kuma, license="MIT")
    return open_to_alice(live_server.url)


def test_keys_decide_and_lead_to_the_next_and_are_switched_off(site, admin_page):
    first, second = Suggestion.objects.all()
    usual = AnswerTemplate.objects.create(
        title_zh="重复", title_en="Twice", text_zh="已有。", text_en="It is here."
    )
    page = admin_page("en")
    page.goto(f"{site.url}/en/admin/directory/suggestion/{first.pk}/change/")

    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("d")
    organization = change_of(first, "organization")
    page.select_option(f"[name=template-answer-{organization.pk}]", str(usual.pk))
    expect(page.locator(f"[name=answer-{organization.pk}]")).to_have_value(usual.text_en)
    page.locator(f"[name=answer-{organization.pk}]").press("End")
    page.keyboard.type(" and")
    page.keyboard.press("Control+Enter")

    expect(page).to_have_url(f"{site.url}/en/admin/directory/suggestion/{second.pk}/change/")
    decisions = dict(first.changes.values_list("field", "decision"))
    assert decisions == {"license": "accepted", "organization": "declined", "links": "pending"}
    assert change_of(first, "organization").answer == f"{usual.text_en} and"

    page.uncheck("#keys")
    page.keyboard.press("a")
    expect(page.locator("[value=accept]:checked")).to_have_count(0)
    page.reload()
    expect(page.locator("#keys")).not_to_be_checked()
    page.check("#keys")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{site.url}/en/admin/directory/suggestion/{first.pk}/change/")


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("zh", "light", 360), ("en", "dark", 1440)]
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    site, admin_page, axe_violations, language, scheme, width
):
    first = Suggestion.objects.first()
    page = admin_page(language, scheme, width)

    for path in ("", f"{first.pk}/change/", "quarantine/empty/"):
        page.goto(f"{site.url}{prefix(language)}directory/suggestion/{path}")
        open_everything(page)
        assert axe_violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
