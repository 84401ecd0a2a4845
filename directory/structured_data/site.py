"""The site, how it is searched, and its data as a whole."""

from __future__ import annotations

from datetime import datetime

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


def of_dataset(landscape: Landscape, changed: datetime | None, absolute: Absolute) -> Node:
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
        ],
    )
    return graph(named(dataset, f"{page}#data"))


def _name(landscape: Landscape) -> str:
    return str(landscape.title) or _("Landscape")


def _community(landscape: Landscape) -> Node | None:
    if not landscape.community:
        return None
    return node("Organization", name=str(landscape.community), url=landscape.community_url)
