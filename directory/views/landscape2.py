"""Files of a site that landscape2 made, at its addresses: who reads such a site reads this one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from pyroaring import BitMap

from directory.landscape2 import (
    Entry,
    Figures,
    Landscape,
    as_base,
    as_embedded,
    as_listed,
    items_csv,
)
from directory.media_types import CSV, JSON
from directory.views.listed import WHOLE_AT_MOST
from directory.views.moved import View
from directory.views.programs import as_problem, for_programs
from directory.views.site import catalogue_of
from directory.views.streaming import streamed

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _of_landscape2(view: View) -> View:
    @for_programs(as_problem)
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return view(Landscape(catalogue_of(request)), request, *args, **kwargs)

    return wrapped


# ---- the API


@_of_landscape2
def projects(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    return _listed(landscape, request, landscape.projects())


@_of_landscape2
def projects_count(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    return _count(landscape.projects())


@_of_landscape2
def category(
    landscape: Landscape, request: HttpRequest, category: str, subcategory: str = ""
) -> HttpResponseBase:
    return _listed(landscape, request, _within(landscape, category, subcategory))


@_of_landscape2
def category_count(
    landscape: Landscape, request: HttpRequest, category: str, subcategory: str = ""
) -> HttpResponseBase:
    return _count(_within(landscape, category, subcategory))


@_of_landscape2
def members(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    """Of the foundation that keeps a landscape; there is none."""
    return _listed(landscape, request, BitMap())


@_of_landscape2
def members_count(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    return _count(BitMap())


def _within(landscape: Landscape, category: str, subcategory: str) -> BitMap:
    found = (
        landscape.subcategory(category, subcategory)
        if subcategory
        else landscape.category(category)
    )
    if found is None:
        raise Http404
    return found.ids


def _listed(landscape: Landscape, request: HttpRequest, ids: BitMap) -> HttpResponseBase:
    site = request.build_absolute_uri(reverse("directory:project_list"))
    entries = landscape.entries(landscape.by_name(ids))
    items = (as_listed(entry, site) for entry in entries)
    return _answer(request, landscape, _array(items), len(ids))


def _count(ids: BitMap) -> HttpResponse:
    return HttpResponse(_encode({"count": len(ids)}), JSON)


# ---- datasets of its pages


@_of_landscape2
def base(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    said = {
        "finances_available": False,
        "foundation": landscape.foundation,
        "qr_code": "",
        "base_path": reverse("directory:project_list").removesuffix("/"),
        "categories": [category.told() for category in landscape.categories],
        "groups": landscape.groups(),
    }
    head = {name: value for name, value in said.items() if name in _ALWAYS or value}
    return _dataset(request, landscape, head, landscape.catalogue.published, as_base)


_ALWAYS = ("finances_available", "foundation", "qr_code")


@_of_landscape2
def full(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    return _dataset(request, landscape, {}, landscape.catalogue.published, lambda entry: entry.item)


@_of_landscape2
def embed(landscape: Landscape, request: HttpRequest, key: str) -> HttpResponseBase:
    """`key` is a category or, after two hyphens, one of its subcategories."""
    told, ids = _embedded(landscape, key)
    head = {"category": told, "foundation": landscape.foundation}
    return _dataset(request, landscape, head, ids, as_embedded)


@_of_landscape2
def embed_full(landscape: Landscape, request: HttpRequest, key: str) -> HttpResponseBase:
    _told, ids = _embedded(landscape, key)
    return _dataset(request, landscape, {}, ids, lambda entry: entry.item)


def _embedded(landscape: Landscape, key: str) -> tuple[dict[str, Any], BitMap]:
    """With what stands there by an additional category; the API has each project once."""
    name, _hyphens, below = key.partition("--")
    category = landscape.category(name)
    if category is None:
        raise Http404
    within = [s for s in category.subcategories if below in ("", s.normalized_name)]
    if below and not within:
        raise Http404
    told = category.told() | {"subcategories": [subcategory.told() for subcategory in within]}
    ids = BitMap.union(BitMap(), *(subcategory.ids for subcategory in within))
    return told, ids | landscape.also_in(within)


@_of_landscape2
def stats(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    entries = landscape.entries(landscape.in_file_order(landscape.projects()))
    return HttpResponse(_encode(Figures(entry.item for entry in entries).told()), JSON)


@_of_landscape2
def items(landscape: Landscape, request: HttpRequest) -> HttpResponseBase:
    ids = landscape.catalogue.published
    lines = items_csv(landscape.entries(landscape.by_name(ids)))
    return _answer(request, landscape, lines, len(ids), f"{CSV}; charset=utf-8")


def _dataset(
    request: HttpRequest,
    landscape: Landscape,
    head: Mapping[str, Any],
    ids: BitMap,
    shape: Callable[[Entry], dict[str, Any]],
) -> HttpResponseBase:
    shaped = map(shape, landscape.entries(landscape.in_file_order(ids)))
    return _answer(request, landscape, _object(head, shaped if ids else None), len(ids))


# ---- written piece by piece


def _array(values: Iterable[Any]) -> Iterator[str]:
    yield "["
    for place, value in enumerate(values):
        yield ("," if place else "") + _encode(value)
    yield "]"


def _object(head: Mapping[str, Any], items: Iterable[Any] | None) -> Iterator[str]:
    """`items` come last; None leaves them out."""
    if items is None:
        yield _encode(head)
        return
    yield _encode(head).removesuffix("}") + ("," if head else "") + '"items":'
    yield from _array(items)
    yield "}"


def _answer(
    request: HttpRequest,
    landscape: Landscape,
    pieces: Iterator[str],
    items: int,
    media_type: str = JSON,
) -> HttpResponseBase:
    if items <= WHOLE_AT_MOST:
        return HttpResponse("".join(pieces), media_type)
    headers = {"Content-Type": media_type, "ETag": f'W/"{landscape.catalogue.version}"'}
    return streamed(request, pieces, headers, as_problem)
