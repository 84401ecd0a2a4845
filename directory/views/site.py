"""What every page shows: the landscape, and the same page in the other language."""

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from directory import catalogue
from directory.catalogue import Catalogue


def catalogue_of(request: HttpRequest) -> Catalogue:
    """The catalogue of this request: one, however often it is asked for, so that a page is of
    one version."""
    if not hasattr(request, "catalogue"):
        request.catalogue = catalogue.current()  # type: ignore[attr-defined]
    return request.catalogue  # type: ignore[attr-defined]


def site_context(request: HttpRequest) -> dict[str, Any]:
    """`landscape`, and the addresses of this page in Chinese and English with its query string."""
    query = request.GET.urlencode()
    here = f"{request.path}?{query}" if query else request.path
    return {
        "landscape": SimpleLazyObject(lambda: catalogue_of(request).taxonomy.landscape),
        "here_zh": translate_url(here, "zh-hans"),
        "here_en": translate_url(here, "en"),
        "origin": f"{request.scheme}://{request.get_host()}",
    }
