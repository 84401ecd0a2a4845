"""The sitemap: every page that is to be found, in both languages, with when it last changed.

Its index leads to parts by what pages are about. All come from the catalogue, but for the slugs of
projects and the names of maintainers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from pyroaring import BitMap

from directory.catalogue import Catalogue, last_changed
from directory.models import Category, Maintainer, Project
from directory.views.public import public
from directory.views.site import catalogue_of

# Pages of a part; each has two addresses, of which 50,000 are allowed but take seconds to write.
PART = 2_000
# Pages that change with every project, and others.
OF_ALL_PROJECTS = (
    "project_list",
    "map",
    "category_list",
    "tag_list",
    "compare",
    "relations",
    "statistics",
    "changes",
)
OTHERS = ("about", "maintainer_list", "suggest", "embed", "feeds", "dump", "api")


class Page(NamedTuple):
    """`changed` is None where nobody knows."""

    name: str
    slug: str = ""
    changed: datetime | None = None


class Address(NamedTuple):
    """The paths of a page in both languages."""

    zh: str
    en: str
    changed: datetime | None

    @property
    def paths(self) -> tuple[str, str]:
        return self.zh, self.en


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = list(_parts_changed(catalogue_of(request)))
    return _xml(request, "sitemap", {"parts": parts})


@public
def sitemap_part(request: HttpRequest, section: str, number: int) -> HttpResponse:
    known = catalogue_of(request)
    if section == "projects":
        pages = _projects(known, number)
    elif section in SECTIONS:
        pages = _part(SECTIONS[section](known), number)
    else:
        raise Http404
    return _xml(request, "sitemap_part", {"addresses": list(_addresses(pages))})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"directory/{template}.xml", context, content_type="application/xml")


def _addresses(pages: Sequence[Page]) -> Iterator[Address]:
    with translation.override("zh-hans"):
        zh = [_path(page) for page in pages]
    with translation.override("en"):
        en = [_path(page) for page in pages]
    for page, path_zh, path_en in zip(pages, zh, en, strict=True):
        yield Address(path_zh, path_en, page.changed)


def _path(page: Page) -> str:
    return reverse(f"directory:{page.name}", args=[page.slug] if page.slug else [])


# ---- what there is


def _main(known: Catalogue) -> list[Page]:
    changed = last_changed(known, known.published)
    return [
        *(Page(name, changed=changed) for name in OF_ALL_PROJECTS),
        *(Page(name) for name in OTHERS),
    ]


def _categories(known: Catalogue) -> list[Page]:
    """And their matrices."""
    changed = {slug: last_changed(known, ids) for slug, ids in known.choices["category"].items()}
    compared = (category.slug for category in Category.objects.compared())
    return [
        *(Page("category", slug, date) for slug, date in changed.items()),
        *(Page("category_compare", slug, changed[slug]) for slug in compared if slug in changed),
    ]


def _tags(known: Catalogue) -> list[Page]:
    return [
        Page("tag", slug, last_changed(known, known.choices["tag"][slug]))
        for slug in known.taxonomy.tag_by_slug
    ]


def _maintainers(known: Catalogue) -> list[Page]:
    return [Page("maintainer", found.handle) for found in Maintainer.objects.for_list()]


SECTIONS = {
    "pages": _main,
    "categories": _categories,
    "tags": _tags,
    "maintainers": _maintainers,
}


# ---- parts


def _part(whole: Sequence[Any] | BitMap, number: int) -> Any:
    """Counted from 1; raises Http404 beyond the last."""
    if not 1 <= number <= -(-len(whole) // PART):
        raise Http404
    return whole[(number - 1) * PART : number * PART]


def _parts(whole: Sequence[Any] | BitMap) -> Iterator[Any]:
    return (_part(whole, number) for number in range(1, -(-len(whole) // PART) + 1))


def _projects(known: Catalogue, number: int) -> list[Page]:
    ids = _part(known.published, number)
    found = Project.objects.among(ids).slugs()
    return [Page("project", slug, last_changed(known, BitMap([pk]))) for pk, slug in found]


def _parts_changed(known: Catalogue) -> Iterator[tuple[str, int, datetime | None]]:
    """Section, number and last change of each part."""
    for section, pages_of in SECTIONS.items():
        for number, part in enumerate(_parts(pages_of(known)), 1):
            yield section, number, max((p.changed for p in part if p.changed), default=None)
    for number, ids in enumerate(_parts(known.published), 1):
        yield "projects", number, last_changed(known, ids)
