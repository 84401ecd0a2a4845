"""Deciding on a suggestion: each change is accepted as shown, accepted otherwise, or declined, and
what was accepted is done at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.formats.records import Fields
from directory.models import Project, SuggestedChange, Suggestion
from directory.services.exchange.shapes import Mistake
from directory.services.permissions import Action, may

from . import checking, differences, harmless, notices, proposals, renamed, rights
from . import subject as subjects
from .applying import apply
from .locking import Settled, locked
from .subject import INVERSE, LISTS, Subject, projects_named

__all__ = [
    "Conflict",
    "Outcome",
    "Overtaken",
    "Settled",
    "Unacceptable",
    "Verdict",
    "accepted",
    "accepted_as",
    "decide",
    "declined",
    "on_all",
]

State = Suggestion.State
Decision = SuggestedChange.Decision
# What becomes of a suggestion of which all changes are decided alike.
_STATES: dict[frozenset[str], str] = {
    frozenset({Decision.ACCEPTED}): State.ACCEPTED,
    frozenset({Decision.DECLINED}): State.DECLINED,
}
_UNSEEN = object()
_AS_SHOWN = object()


class Verdict(NamedTuple):
    """On one change; `answer` is why. Made by one of the three below."""

    accepted: bool
    value: Any = _AS_SHOWN
    answer: str = ""

    @property
    def is_as_shown(self) -> bool:
        return self.value is _AS_SHOWN

    @property
    def typed(self) -> list[Any]:
        """What an editor wrote."""
        return [self.answer] if self.is_as_shown else [self.answer, self.value]


def accepted(answer: str = "") -> Verdict:
    return Verdict(True, answer=answer)


def accepted_as(value: Any, answer: str = "") -> Verdict:
    """With another value than was suggested; None takes an item of a list out."""
    return Verdict(True, value, answer)


def declined(answer: str = "") -> Verdict:
    return Verdict(False, answer=answer)


class Unacceptable(Exception):
    """What was decided cannot be done; `mistakes` say why, by field."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(f"{each.field}: {each.message}" for each in mistakes))
        self.mistakes = mistakes


class Overtaken(NamedTuple):
    """A change whose place was changed by somebody else since it was suggested."""

    change: SuggestedChange
    was: Any
    present: Any
    suggested: Any


class Conflict(Exception):
    """Nothing was done, for it would have overwritten what others did in the meantime. Who has seen
    that may decide again and hand in what they saw."""

    def __init__(self, overtaken: Sequence[Overtaken]) -> None:
        super().__init__(", ".join(str(each.change) for each in overtaken))
        self.overtaken = overtaken


@dataclass(frozen=True)
class Outcome:
    """`project` is what was changed or made, None if nothing was accepted; a new one stays a draft
    if whoever decided may not publish there."""

    suggestion: Suggestion
    project: Project | None = None

    @property
    def is_draft(self) -> bool:
        return self.project is not None and self.project.state == Project.State.DRAFT


def on_all(suggestion: Suggestion, verdict: Verdict) -> dict[int, Verdict]:
    """The same verdict on every change that is not decided yet."""
    return {change.pk: verdict for change in suggestion.changes.pending()}


@transaction.atomic
def decide(
    suggestion: Suggestion,
    verdicts: Mapping[int, Verdict],
    user: Any,
    answer: str = "",
    seen: Mapping[int, Any] | None = None,
    besides: Mapping[str, str] | None = None,
) -> Outcome:
    """`verdicts` are on changes by their ids; those without one are left for later. `seen` are the
    present values of those that are to be overwritten although they changed, `besides` texts that
    were not suggested and are written in the same act, if anything is accepted. Raises Settled,
    PermissionDenied, Unacceptable or Conflict; then nothing was done."""
    suggestion = locked(suggestion)
    rights.require(user, suggestion)
    changes = _undecided(suggestion, verdicts)
    _refuse_unfounded(suggestion, changes, verdicts, answer)
    decided = [change for change in changes if change.pk in verdicts]
    _note(decided, verdicts)
    taken = [change for change in decided if change.decision == Decision.ACCEPTED]
    written = _written(suggestion, besides) if taken and besides else []
    taken += written
    rights.require_for(user, suggestion, {change.field for change in taken})
    project = _done(suggestion, taken, user, seen or {}) if taken else None
    SuggestedChange.objects.bulk_create(written)
    SuggestedChange.objects.bulk_update(decided, ["decision", "applied", "edited", "answer"])
    _close(suggestion, project, user, answer)
    return Outcome(suggestion, project)


def _undecided(
    suggestion: Suggestion, verdicts: Mapping[int, Verdict]
) -> Sequence[SuggestedChange]:
    """Raises Settled if somebody was faster with one of them."""
    changes = list(suggestion.changes.pending())
    if verdicts.keys() - {change.pk for change in changes}:
        raise Settled(suggestion)
    return changes


def _refuse_unfounded(
    suggestion: Suggestion,
    changes: Sequence[SuggestedChange],
    verdicts: Mapping[int, Verdict],
    answer: str,
) -> None:
    """A new project is made once, so that all of it is decided at once."""
    is_new = suggestion.kind == Suggestion.Kind.NEW
    mistakes = harmless.mistakes({"answer": answer})
    for change in changes:
        verdict = verdicts.get(change.pk)
        if verdict is None:
            if is_new or not verdicts:
                mistakes.append(Mistake(change.field, _("Accept it or decline it.")))
        elif not verdict.accepted and not (verdict.answer.strip() or answer.strip()):
            mistakes.append(Mistake(change.field, _("Say why it is declined.")))
        else:
            mistakes += harmless.mistakes({change.field: verdict.typed})
    if mistakes:
        raise Unacceptable(mistakes)


def _written(suggestion: Suggestion, besides: Mapping[str, str]) -> list[SuggestedChange]:
    """Changes of the editor's own, which stay beside those that were suggested."""
    if mistakes := harmless.mistakes(dict(besides)):
        raise Unacceptable(mistakes)
    suggested = set(suggestion.changes.values_list("field", flat=True))
    others = proposals.FIELDS[suggestion.kind] - suggested
    written = []
    for name, text in besides.items():
        was = getattr(suggestion.project, name, "")
        if name in others and (applied := harmless.plain(text)) != was:
            change = SuggestedChange(suggestion=suggestion, field=name, was=was, now=was)
            change.edited, change.applied, change.decision = True, applied, Decision.ACCEPTED
            written.append(change)
    return written


def _note(changes: Sequence[SuggestedChange], verdicts: Mapping[int, Verdict]) -> None:
    for change in changes:
        verdict = verdicts[change.pk]
        change.answer = verdict.answer
        change.decision = Decision.ACCEPTED if verdict.accepted else Decision.DECLINED
        change.edited = verdict.accepted and not verdict.is_as_shown
        if change.edited:
            change.applied = harmless.plain(verdict.value)


def _done(
    suggestion: Suggestion, taken: Sequence[SuggestedChange], user: Any, seen: Mapping[int, Any]
) -> Project:
    if mistakes := _of_shape(taken):
        raise Unacceptable(mistakes)
    renamed.follow(taken)
    subject = _subject(suggestion, taken)
    if overtaken := _overtaken(subject, taken, seen):
        raise Conflict(overtaken)
    after = differences.together(subject.fields, taken)
    if subject.project is None:
        after = _defaults(suggestion, after, user) | after
    named = Project.objects.ids_by_slug(projects_named(taken))
    if mistakes := checking.of_content(subject, after, taken, named):
        raise Unacceptable(mistakes)
    return Project.objects.get(pk=apply(suggestion, subject, after, taken, user))


def _of_shape(taken: Sequence[SuggestedChange]) -> list[Mistake]:
    """Of values as somebody edited them, each by itself."""
    found = []
    for change in taken:
        if change.field not in LISTS:
            found += checking.of_shape({change.field: change.outcome})
        elif change.outcome is not None:
            found += checking.of_shape({change.field: [change.outcome]})
    return found


def _subject(suggestion: Suggestion, taken: Sequence[SuggestedChange]) -> Subject:
    """With all projects locked that will be saved."""
    inverse = [change for change in taken if change.field == INVERSE]
    slugs = projects_named(inverse) | {change.key[1] for change in inverse}
    others = list(Project.objects.ids_by_slug(slugs).values())
    about = suggestion.project_id or 0
    project = Project.objects.locked([*others, about]).get(about)
    if project is None and suggestion.kind != Suggestion.Kind.NEW:
        gone = _("The project is no longer in the directory. Decline the suggestion.")
        raise Unacceptable([Mistake("project", gone)])
    return subjects.of(project, others)


def _overtaken(
    subject: Subject, taken: Sequence[SuggestedChange], seen: Mapping[int, Any]
) -> list[Overtaken]:
    """What is by now as it is going to be is overwritten by nobody."""
    if subject.project is None:
        return []
    found = []
    for change in taken:
        present = differences.present_value(subject.fields, change)
        expected = (change.was, change.outcome, seen.get(change.pk, _UNSEEN))
        if not any(present == value for value in expected):
            found.append(Overtaken(change, change.was, present, change.outcome))
    return found


def _defaults(suggestion: Suggestion, after: Fields, user: Any) -> Fields:
    """What a new project has of which nothing was suggested, or it was declined."""
    publishes = may(user, Action.PUBLISH, suggestion.category)
    state = Project.State.PUBLISHED if publishes else Project.State.DRAFT
    return {"slug": proposals.free_slug(str(after.get("name", ""))), "state": state.value}


def _close(suggestion: Suggestion, project: Project | None, user: Any, answer: str) -> None:
    """As far as all of it is decided."""
    suggestion.project = project or suggestion.project
    suggestion.answer = answer or suggestion.answer
    decisions = set(suggestion.changes.values_list("decision", flat=True))
    if Decision.PENDING not in decisions:
        suggestion.state = _STATES.get(frozenset(decisions), State.PARTLY)
        suggestion.decided, suggestion.decided_by = timezone.now(), user
        notices.decided(suggestion)
    suggestion.save()
