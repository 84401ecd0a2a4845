"""The whole directory as a file in each format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse

from directory import formats
from directory.models import Import
from directory.services.exchange import exporting

LANGUAGES = {"zh": "中文", "en": "English"}


class Download(NamedTuple):
    label: str
    address: str


def offered() -> Iterator[Download]:
    """One for each format, or for each language of a format that has room for only one."""
    labels = dict(Import.Format.choices)
    for name, format in formats.FORMATS.items():
        address = reverse("admin:directory_import_export", args=[name])
        if format.of_one_language:
            for language, called in LANGUAGES.items():
                yield Download(f"{labels[name]} · {called}", f"{address}?language={language}")
        else:
            yield Download(str(labels[name]), address)


def response(format: str, language: str) -> HttpResponse:
    known = formats.FORMATS[format]
    suffix = f"-{language}" if known.of_one_language else ""
    name = f"landscape{suffix}{known.endings[0]}"
    return HttpResponse(
        exporting.export(format, language),
        content_type=f"{known.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
