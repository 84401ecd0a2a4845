"""Categories and tags: lists of projects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directory.models import Project

from .graph import Absolute, Node, breadcrumbs, graph, language, named, node


def of_list(
    trail: Sequence[tuple[str, str]], projects: Iterable[Project], count: int, absolute: Absolute
) -> Node:
    """`trail` is (name, path) of each step down to the page; `projects` are those that it shows of
    `count`."""
    steps = [(name, absolute(path)) for name, path in trail]
    name, page = steps[-1]
    items = [
        node(
            "ListItem",
            position=place,
            name=str(project.display_name),
            url=absolute(project.get_absolute_url()),
        )
        for place, project in enumerate(projects, 1)
    ]
    shown = node("ItemList", numberOfItems=count, itemListElement=items)
    about = node(
        "CollectionPage",
        url=page,
        name=str(name),
        inLanguage=language(),
        breadcrumb=breadcrumbs(steps),
        mainEntity=shown,
    )
    return graph(named(about, page))
