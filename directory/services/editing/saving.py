"""Changing a project, or adding a draft: all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from directory.formats.records import Fields
from directory.models import Act, Category, Project, Relation, SuggestedChange, Suggestion
from directory.services import acts
from directory.services.exchange.recording import Recording
from directory.services.exchange.shapes import Mistake
from directory.services.permissions import Action, may
from directory.services.suggestions import differences, proposals, submitting
from directory.services.suggestions import subject as subjects
from directory.services.suggestions.applying import put
from directory.services.suggestions.proposals import Proposal
from directory.services.suggestions.subject import INVERSE, Subject
from directory.services.suggestions.submitting import Sender
from directory.text import SLUG

from .marks import changed_since

REASON_LENGTH = 100
# Said at addresses of their own, for they are acts and no facts.
_PUBLICATION = ("state", "withdrawn_reason_zh", "withdrawn_reason_en")


class Unacceptable(Exception):
    """What was sent cannot be saved; `mistakes` say why, by field."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


class Overtaken(Exception):
    """Somebody else wrote in the meantime; `fields` are those that are otherwise now."""

    def __init__(self, fields: Collection[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class Saved(NamedTuple):
    project: Project
    changed: list[str]


@transaction.atomic
def edit(
    project: Project, said: Fields, user: Any, seen: Collection[str], reason: str = ""
) -> Saved:
    """Have the fields that are said, lists whole, in a project that is as one of the marks says.
    Raises PermissionDenied, Overtaken or Unacceptable."""
    others = _other_ends(project, said)
    present = Project.objects.locked([*others, project.pk]).get(project.pk)
    if present is None or not may(user, Action.EDIT, present):
        raise PermissionDenied(_by_others(project))
    subject = subjects.of(present, others)
    refuse_overtaken(subject, seen)
    proposal = proposals.by_editor(present, said, user, reason)
    changes = _examined(proposal, subject)
    _refuse_slug(present, changes, user)
    _refuse_place(changes, user)
    if changes:
        after = differences.together(subject.fields, changes)
        put(subject, after, changes, Recording(reason, user))
        acts.record(user, Act.Kind.EDITED, present, reason)
    return Saved(Project.objects.get(pk=present.pk), sorted({change.field for change in changes}))


def suggest(
    project: Project, said: Fields, user: Any, seen: Collection[str], reason: str = ""
) -> Suggestion:
    """The same of who may not, put before those who may. Raises Overtaken, `submitting.Invalid`."""
    refuse_overtaken(subjects.of(project), seen)
    return submitting.submit(proposals.by_editor(project, said, user, reason), Sender())


@transaction.atomic
def add(said: Fields, user: Any, reason: str = "") -> Saved:
    """A draft. Raises PermissionDenied or Unacceptable."""
    proposal = proposals.by_editor(None, said, user, reason)
    subject = subjects.of(None)
    changes = _examined_new(proposal, subject)
    _refuse_place(changes, user)
    after = differences.together(subject.fields, changes) | {"state": Project.State.DRAFT.value}
    made = put(subject, after, changes, Recording(reason, user))
    project = Project.objects.get(pk=made)
    acts.record(user, Act.Kind.ADDED, project, reason)
    return Saved(project, sorted({change.field for change in changes}))


def refuse_overtaken(subject: Subject, seen: Collection[str]) -> None:
    """Raises Overtaken unless the project is as one of the marks says."""
    changed = min((changed_since(each, subject.fields) for each in seen), key=len)
    if changed:
        raise Overtaken(changed)


def _other_ends(project: Project, said: Fields) -> list[int]:
    """The ids of projects whose relations with this one are about to change."""
    items = said.get(INVERSE)
    if not isinstance(items, list):
        return []
    slugs = [str(item.get("project")) for item in items if isinstance(item, dict)]
    named = Project.objects.ids_by_slug(filter(SLUG.fullmatch, slugs))
    return [*named.values(), *Relation.objects.other_ends_of(project)]


def _examined_new(proposal: Proposal, subject: Subject) -> list[SuggestedChange]:
    """Once more if somebody else has just taken the slug that was made of the name."""
    try:
        return _examined(proposal, subject)
    except Unacceptable as unacceptable:
        wrong = {mistake.field for mistake in unacceptable.mistakes}
        if "slug" in proposal.fields or wrong != {"slug"}:
            raise
        return _examined(proposal, subject)


def _examined(proposal: Proposal, subject: Subject) -> list[SuggestedChange]:
    """What changes, each as it will be. Raises Unacceptable."""
    mistakes = [
        Mistake(name, _("Publish and withdraw a project at the addresses for that."))
        for name in _PUBLICATION
        if name in proposal.fields
    ]
    if len(proposal.reason) > REASON_LENGTH:
        told = _("Of what is changed at once the reason has at most %(most)d characters.")
        mistakes.append(Mistake("reason", told % {"most": REASON_LENGTH}))
    examined = proposals.compare(proposal, subject)
    mistakes += examined.mistakes
    if mistakes:
        raise Unacceptable(mistakes)
    for change in examined.changes:
        change.decision = SuggestedChange.Decision.ACCEPTED
    return examined.changes


def _refuse_slug(project: Project, changes: Sequence[SuggestedChange], user: Any) -> None:
    renames = any(change.field == "slug" for change in changes)
    is_draft = project.state == Project.State.DRAFT
    if renames and not is_draft and not may(user, Action.PUBLISH, project):
        raise PermissionDenied(_("Only an owner renames a project that is public."))


def _refuse_place(changes: Sequence[SuggestedChange], user: Any) -> None:
    """Nobody puts anything where others look after it."""
    for change in changes:
        if change.field == "category":
            category = Category.objects.get_by_natural_key(str(change.now))
            if not may(user, Action.ADD, category):
                raise PermissionDenied(_by_others(category))


def _by_others(place: Project | Category) -> str:
    told = _("“%(place)s” is looked after by others. Choose what you look after yourself.")
    return told % {"place": place}
