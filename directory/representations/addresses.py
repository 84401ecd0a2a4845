"""Absolute addresses, the same whatever the language on display."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from directory.logos import ENDINGS

_LANGUAGES = {"url": "zh-hans", "url_en": "en"}
_PLACE = "slug"


class Origin(NamedTuple):
    """Scheme and host of the site, such as https://landscape.example.org."""

    base: str

    @classmethod
    def of(cls, request: HttpRequest) -> Origin:
        return cls(f"{request.scheme}://{request.get_host()}")

    def pages(self, name: str, slug: str) -> dict[str, str]:
        """`url`, in Chinese, and `url_en` of a page that has a slug in its address."""
        return {key: self.page(name, slug, key) for key in _LANGUAGES}

    def front_pages(self) -> dict[str, str]:
        return {
            key: f"{self.base}{_path(language, 'directory:project_list')}"
            for key, language in _LANGUAGES.items()
        }

    def page(self, name: str, slug: str, key: str = "url") -> str:
        before, after = _around(f"directory:{name}", _LANGUAGES[key])
        return f"{self.base}{before}{slug}{after}"

    def in_api(self, slug: str) -> str:
        before, after = _around("api:project", _LANGUAGES["url"])
        return f"{self.base}{before}{slug}{after}"

    def logo(self, slug: str, digest: str, media_type: str) -> str:
        return self.base + reverse("logo", args=[slug, digest[:12], ENDINGS[media_type]])


def _path(language: str, name: str, *args: str) -> str:
    with translation.override(language):
        return reverse(name, args=args)


@cache
def _around(name: str, language: str) -> tuple[str, str]:
    """What stands before and after the slug; `reverse` would take longer than all the rest."""
    before, _slug, after = _path(language, name, _PLACE).partition(_PLACE)
    return before, after
