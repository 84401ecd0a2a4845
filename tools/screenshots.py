"""The pictures of the README, taken of a running site: `tools/screenshots.py http://127.0.0.1:8000`."""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize, sync_playwright

from tests import needs

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE: ViewportSize = {"width": 1280, "height": 860}
# name: (path, colour scheme)
PAGES: dict[str, tuple[str, Literal["dark", "light"]]] = {
    "list": ("", "light"),
    "map": ("map/", "light"),
    "project": ("projects/istio/", "light"),
    "compare": ("compare/?project=istio&project=linkerd2&project=cilium-service-mesh", "light"),
    "search": ("?q=网关&category=api-gateway&status=active", "dark"),
}
LANGUAGES = {"zh": "/", "en": "/en/"}


def main(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.CHROMIUM, args=["--no-sandbox"])
        for language, prefix in LANGUAGES.items():
            for name, (path, scheme) in PAGES.items():
                page = browser.new_page(viewport=SIZE, color_scheme=scheme)
                page.goto(site.rstrip("/") + prefix + path)
                page.screenshot(path=IMAGES / f"{name}.{language}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
