"""Projects as others name them, and relations with both of their ends."""

from __future__ import annotations

from typing import Any

from directory.models import Project, Relation

from .addresses import Origin
from .parts import RELATION
from .values import known, named


def mention(project: Project, origin: Origin) -> dict[str, Any]:
    """By what a project is found and known."""
    return {
        "id": project.pk,
        "slug": project.slug,
        **origin.pages("project", project.slug),
        "api_url": origin.in_api(project.slug),
        "name": project.name,
        "name_zh": known(project.name_zh),
        "status": project.status,
    }


def relation(row: Relation, source: Project, target: Project, origin: Origin) -> dict[str, Any]:
    """Read as source, kind, target."""
    return {
        "source": mention(source, origin),
        "target": mention(target, origin),
        **named(RELATION, [getattr(row, name) for name in RELATION]),
    }
