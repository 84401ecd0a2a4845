"""Accounts in a real browser: axe on every page, a phone's width, and a passkey of the browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from directory.services.accounts import tokens
from tests.accounts.test_joining import link, make_invitation
from tests.builders import make_steward

PASSWORD = "opens-it-all"
OUTSIDE = [
    "login/",
    "account/with-passkey/",
    "account/password/forgotten/",
    "account/password/forgotten/sent/",
]
INSIDE = [
    "account/",
    "account/password/",
    "account/address/",
    "account/mail/",
    "account/app/",
    "account/passkey/",
    "account/tokens/add/",
    "account/invitation/none/",
    "directory/invitation/",
    "directory/invitation/add/",
    "directory/invitation/1/change/",
    "directory/account/",
    "directory/apitoken/",
    "directory/act/",
    "directory/letter/",
]


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """Where the admin is, with Alice, who is an owner and has invited Dave."""
    alice = make_steward("alice")
    alice.set_password(PASSWORD)
    alice.save()
    make_invitation(alice)
    tokens.issue(alice, "Nightly import", ["edit", "decide", "publish"])
    return f"{live_server.url}/en/admin/"


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}login/")
    page.fill("#id_username", "alice")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.click("main [type=submit]")


def add_passkey(page: Page, site: str) -> list[str]:
    """Its recovery codes."""
    page.goto(f"{site}account/passkey/")
    page.fill("#id_name", "Laptop")
    page.fill("#id_password", PASSWORD)
    page.click("main [type=submit]")
    expect(page.locator(".codes li")).to_have_count(10)
    return page.locator(".codes li").all_inner_texts()


def log_out(page: Page) -> None:
    with page.expect_navigation():
        page.click("#logout-form button")


@pytest.fixture
def page_with_key(page_of: Callable[..., Page]) -> Iterator[Page]:
    """A browser with a fingerprint sensor that always says yes."""
    page = page_of("en")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    devtools.detach()


def test_axe_finds_nothing_and_a_phone_shows_it_whole(site, page_of, axe_violations):
    page = page_of("en", "light", 320)
    ways_in = [site + path for path in OUTSIDE] + [site.replace("/en/admin/", link())]

    for path in ways_in:
        look(page, path, axe_violations)
    log_in(page, site)
    for path in INSIDE:
        look(page, site + path, axe_violations)


def look(page: Page, path: str, axe_violations: Callable[[Page], list[str]]) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == [], path


def test_a_passkey_of_the_browser_is_added_and_opens_the_account(
    site, page_with_key, axe_violations
):
    page = page_with_key
    log_in(page, site)
    add_passkey(page, site)
    assert axe_violations(page) == []

    log_out(page)
    log_in(page, site)
    assert axe_violations(page) == []
    page.click("[data-passkey] [type=submit]")
    expect(page.locator("#user-tools")).to_contain_text("alice")

    log_out(page)
    page.goto(f"{site}login/")
    page.click("text=Log in with a passkey")
    page.click("main [type=submit]")
    expect(page.locator("#user-tools")).to_contain_text("alice")


def test_a_browser_without_the_passkey_says_so_and_asks_for_a_code(site, page_with_key, page_of):
    log_in(page_with_key, site)
    codes = add_passkey(page_with_key, site)

    page = page_of("en", javascript=False)
    log_in(page, site)
    page.fill("#id_code", codes[0])
    page.click("main [type=submit] >> visible=true")

    expect(page.locator("#user-tools")).to_contain_text("alice")
