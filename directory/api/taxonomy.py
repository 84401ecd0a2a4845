"""The list itself, its categories and its tags."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from directory.filters import right_for
from directory.models import Category, Tag
from directory.representations import Origin, categories, landscape, tags
from directory.views.moved import follows
from directory.views.site import catalogue_of

from . import taxonomy_schemas as schemas
from .answering import as_json
from .openapi import leads_to, links
from .parameters import refuse_unknown

router = Router(tags=["taxonomy"])


@router.get(
    "landscape",
    response=schemas.LandscapeOut,
    url_name="landscape",
    summary=gettext_noop("What the directory is, its license, and how much is in it."),
)
def get_landscape(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request)
    return as_json(landscape(catalogue_of(request), Origin.of(request)))


@router.get(
    "categories",
    response=schemas.Categories,
    url_name="categories",
    openapi_extra=links(leads_to("get_category", slug="$response.body#/categories/0/slug")),
    summary=gettext_noop(
        "All categories, each before those below it, with what their projects are compared by."
    ),
)
def list_categories(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request)
    known = catalogue_of(request)
    found = categories(known, Origin.of(request))
    return as_json({"version": known.version, "categories": found})


@router.get(
    "categories/{slug:slug}",
    response=schemas.Category,
    url_name="category",
    summary=gettext_noop("One category."),
)
@follows(Category.objects.by_old_slug)
def get_category(request: HttpRequest, slug: str) -> HttpResponse:
    refuse_unknown(request)
    return as_json(called(slug, categories(catalogue_of(request), Origin.of(request))))


@router.get(
    "tags",
    response=schemas.Tags,
    url_name="tags",
    openapi_extra=links(leads_to("get_tag", slug="$response.body#/tags/0/slug")),
    summary=gettext_noop("All tags, most used first."),
)
def list_tags(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request)
    known = catalogue_of(request)
    return as_json({"version": known.version, "tags": tags(known, Origin.of(request))})


@router.get(
    "tags/{slug:slug}", response=schemas.Tag, url_name="tag", summary=gettext_noop("One tag.")
)
@follows(Tag.objects.by_old_slug)
def get_tag(request: HttpRequest, slug: str) -> HttpResponse:
    refuse_unknown(request)
    return as_json(called(slug, tags(catalogue_of(request), Origin.of(request))))


def called(name: str, found: list[dict[str, Any]], key: str = "slug") -> dict[str, Any]:
    """The one of this name. Raises Http404 if there is none."""
    by_name = {each[key]: each for each in found}
    if name not in by_name:
        raise Http404(right_for(name, by_name))
    return by_name[name]
