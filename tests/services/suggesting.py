"""Suggestions and people, with the least said."""

from typing import Any

from directory.formats.records import Fields
from directory.models import Project, SuggestedChange, Suggestion
from directory.services.suggestions.proposals import Proposal
from directory.services.suggestions.submitting import Sender, submit


def proposed(project: Project | None, kind: str = "change", **fields: Any) -> Proposal:
    return Proposal(kind, project, fields, "See https://istio.io/blog/.", language="en")


def suggest(project: Project | None, kind: str = "change", **fields: Any) -> Suggestion:
    return submit(proposed(project, kind, **fields), Sender())


def new_project(name: str = "Kuma", **fields: Any) -> Fields:
    return {"name": name, "category": "service-mesh", "summary_en": "A mesh."} | fields


def change_of(suggestion: Suggestion, field: str) -> SuggestedChange:
    return suggestion.changes.get(field=field)
