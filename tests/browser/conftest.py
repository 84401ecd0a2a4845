"""A browser as readers and editors have it, and axe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.owner import Site

LOCALES = {"zh": "zh-CN", "en": "en-GB"}

# What is expected comes when it comes, on a busy machine too; only what never comes is a failure.
expect.set_options(timeout=30_000)


@pytest.fixture
def page_of(new_context: Any) -> Callable[..., Page]:
    """A page in a language, colour scheme and width, with JavaScript or without."""

    def page(
        language: str = "zh", scheme: str = "light", width: int = 1440, *, javascript: bool = True
    ) -> Page:
        context = new_context(
            locale=LOCALES[language],
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        return context.new_page()

    return page


@pytest.fixture
def admin_page(site: Site, page_of: Callable[..., Page]) -> Callable[..., Page]:
    """A page with Alice's session."""

    def page(language: str = "en", scheme: str = "light", width: int = 1440) -> Page:
        page = page_of(language, scheme, width)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": site.session, "url": site.url}
        page.context.add_cookies([cookie])
        return page

    return page


@pytest.fixture(scope="session")
def looking(browser: Browser) -> Iterator[Page]:
    """One page for all tests that only look, for which Chromium compiles axe once."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe_violations() -> Callable[..., list[str]]:
    """What axe finds on a page, a line each: rule, and where."""
    axe = Axe()

    def violations(page: Page) -> list[str]:
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe.axe_script)
        # Only these come back: what passes is a hundred times as much.
        found = page.evaluate(
            "asked => axe.run(asked).then(results => results.violations)",
            {
                "resultTypes": ["violations"],
                # Of use only to rules about sound and turned screens.
                "preload": False,
                "rules": {"target-size": {"enabled": True}},
            },
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
