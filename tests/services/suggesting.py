"""Suggestions and people, with the least said."""

from typing import Any

from django.contrib.auth.models import User

from directory.formats.records import Fields
from directory.models import Category, Maintainer, Project, Stewardship, SuggestedChange, Suggestion
from directory.services.suggestions.deciding import Verdict
from directory.services.suggestions.proposals import Proposal
from directory.services.suggestions.submitting import Sender, submit


def make_steward(
    name: str = "alice", role: str = "owner", over: Project | Category | None = None
) -> User:
    """Somebody with a login who looks after a project, a category or everything."""
    user = User.objects.create_user(name, is_staff=True)
    maintainer = Maintainer.objects.create(handle=name, user=user)
    scope = {} if over is None else {type(over).__name__.lower(): over}
    Stewardship.objects.create(maintainer=maintainer, role=role, **scope)
    return user


def proposed(project: Project | None, kind: str = "change", **fields: Any) -> Proposal:
    return Proposal(kind, project, fields, "See https://istio.io/blog/.", language="en")


def suggest(project: Project | None, kind: str = "change", **fields: Any) -> Suggestion:
    return submit(proposed(project, kind, **fields), Sender())


def new_project(name: str = "Kuma", **fields: Any) -> Fields:
    return {"name": name, "category": "service-mesh", "summary_en": "A mesh."} | fields


def change_of(suggestion: Suggestion, field: str) -> SuggestedChange:
    return suggestion.changes.get(field=field)


def on_all(suggestion: Suggestion, verdict: Verdict) -> dict[int, Verdict]:
    return {change.pk: verdict for change in suggestion.changes.all()}
