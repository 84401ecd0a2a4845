"""Relations as JSON, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from directory.browse import Entry
from directory.models import Relation

from .listing import Told


def as_json(relations: Iterable[Told], origin: str) -> list[dict[str, Any]]:
    """Each is read as source, kind, target; what is not known is left out."""
    return [
        {
            "source": _project(source, origin),
            "kind": relation.kind,
            "target": _project(target, origin),
            **_said("since", relation.since),
            **_said("note", _texts(relation, "note")),
            **_said("evidence", _texts(relation, "evidence")),
            **_said("evidence_url", relation.evidence_url),
        }
        for source, relation, target in relations
    ]


def _project(entry: Entry, origin: str) -> dict[str, str]:
    return {
        "slug": entry.project.slug,
        "name": entry.project.name,
        "status": entry.project.status,
        "url": origin + entry.project.get_absolute_url(),
    }


def _texts(relation: Relation, name: str) -> dict[str, str]:
    texts = {language: getattr(relation, f"{name}_{language}") for language in ("zh", "en")}
    return {language: text for language, text in texts.items() if text}


def _said(name: str, value: Any) -> dict[str, Any]:
    return {name: value} if value else {}
