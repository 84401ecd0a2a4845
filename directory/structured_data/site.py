"""The site, how it is searched, and its data as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.markdown import plain
from directory.models import Landscape

from .graph import Absolute, Node, graph, language, named, node
from .licenses import license_address


def of_site(landscape: Landscape, absolute: Absolute) -> Node:
    page = absolute(reverse("directory:project_list"))
    search = node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=f"{page}?q={{q}}"),
        **{"query-input": "required name=q"},
    )
    site = node(
        "WebSite",
        url=page,
        name=_name(landscape),
        description=plain(landscape.introduction),
        inLanguage=language(),
        publisher=_community(landscape),
        potentialAction=search,
    )
    return graph(named(site, f"{page}#site"))


class Download(NamedTuple):
    """A file with all of the data."""

    name: str
    media_type: str
    path: str
    size: int
    sha256: str


def of_dataset(
    landscape: Landscape,
    changed: datetime | None,
    absolute: Absolute,
    downloads: Iterable[Download] = (),
) -> Node:
    page = absolute(reverse("directory:about"))
    dataset = node(
        "Dataset",
        url=page,
        name=_name(landscape),
        description=plain(landscape.introduction),
        inLanguage=language(),
        license=license_address(landscape.license),
        creator=_community(landscape),
        dateModified=changed.isoformat() if changed else None,
        isAccessibleForFree=True,
        distribution=[
            node(
                "DataDownload",
                name=_("Relations"),
                encodingFormat="application/json",
                contentUrl=absolute(reverse("directory:relations_json")),
            ),
            node(
                "DataDownload",
                name=_("Statistics"),
                encodingFormat="text/csv",
                contentUrl=absolute(reverse("directory:statistics_csv")),
            ),
            *(_download(file, absolute) for file in downloads),
        ],
    )
    return graph(named(dataset, f"{page}#data"))


def _download(file: Download, absolute: Absolute) -> Node:
    return node(
        "DataDownload",
        name=file.name,
        encodingFormat=file.media_type,
        contentUrl=absolute(file.path),
        contentSize=f"{file.size} B",
        sha256=file.sha256,
    )


def _name(landscape: Landscape) -> str:
    return str(landscape.title) or _("Landscape")


def _community(landscape: Landscape) -> Node | None:
    if not landscape.community:
        return None
    return node("Organization", name=str(landscape.community), url=landscape.community_url)
