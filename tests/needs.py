"""What some tests need installed, and what to say where it is missing.

A test names its tools: `@pytest.mark.needs("gettext")`; one with a browser's fixture needs
Chromium by that. Where a tool is missing the test is skipped, and the last lines of the run tell
how to get it. With REQUIRE_ALL=1 the test fails instead.
"""

import os
import shutil
import subprocess
from collections import Counter
from functools import cache
from typing import Any

import pytest
from django.db import connection

REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

_BROWSER_FIXTURES = {"browser", "context", "page", "new_context"}


def _has_cjk_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout)


# name: (is it here, how to get it)
TOOLS: dict[str, tuple[Any, str]] = {
    "chromium": (
        lambda: bool(CHROMIUM),
        "apt-get install chromium, or set CHROMIUM to a Chrome's path",
    ),
    "cjk-font": (_has_cjk_font, "apt-get install fonts-noto-cjk fontconfig"),
    "gettext": (lambda: bool(shutil.which("msgfmt")), "apt-get install gettext"),
    "postgresql": (
        lambda: connection.vendor == "postgresql",
        "apt-get install postgresql, then tools/with-postgresql make test",
    ),
    "sqlite": (lambda: connection.vendor == "sqlite", "make test, without DATABASE_URL"),
}
# The other database is never there: the suite runs once with each.
_DATABASES = {"postgresql", "sqlite"}


@cache
def _is_here(tool: str) -> bool:
    return bool(TOOLS[tool][0]())


def demand(item: pytest.Item) -> None:
    """Skip a test whose tools are missing."""
    for tool in _needs(item):
        if _is_here(tool):
            continue
        if REQUIRE_ALL and tool not in _DATABASES:
            pytest.fail(f"needs {tool}: {TOOLS[tool][1]}", pytrace=False)
        pytest.skip(f"needs {tool}")


def _needs(item: pytest.Item) -> list[str]:
    named = [tool for mark in item.iter_markers("needs") for tool in mark.args]
    fixtures = set(getattr(item, "fixturenames", ()))
    return [*named, "chromium"] if fixtures & _BROWSER_FIXTURES else named


def report(terminalreporter: Any) -> None:
    """The last lines of a run: what was skipped, and how to have it run."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    lines = [
        f"{skipped} for want of {tool}: {how}"
        for tool, (_, how) in TOOLS.items()
        if (skipped := reasons[f"needs {tool}"])
    ]
    if lines:
        terminalreporter.section("tests that did not run")
        terminalreporter.write_line("\n".join(lines))
