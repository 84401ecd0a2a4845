"""The parts that all pages have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from directory.models.translated import LANGUAGES, column_language

Absolute = Callable[[str], str]
Node = dict[str, Any]


def graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def node(kind: str, **properties: Any) -> Node:
    """Without what is not known."""
    said = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@type": kind} | said


def named(node: Node, identifier: str) -> Node:
    return {"@id": identifier} | node


def reference(identifier: str) -> Node:
    return {"@id": identifier}


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Node:
    """(name, address) of each step down to the page itself."""
    steps = [
        node("ListItem", position=place, name=str(name), item=reference(address))
        for place, (name, address) in enumerate(trail, 1)
    ]
    return node("BreadcrumbList", itemListElement=steps)


def language() -> str:
    return LANGUAGES[column_language()]
