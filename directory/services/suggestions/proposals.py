"""What somebody would have different, looked at before it is kept: what it changes, what is wrong
with it, how the project would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.formats.own import fields as own
from directory.formats.records import Fields
from directory.models import Project, SuggestedChange, Suggestion
from directory.services.exchange.shapes import Mistake
from directory.text import SLUG_LENGTH, slugify

from . import checking, differences, harmless
from . import subject as subjects
from .subject import LISTS, Subject, projects_named

Kind = Suggestion.Kind

_WITHDRAWAL = frozenset({"state", "withdrawn_reason_zh", "withdrawn_reason_en"})
_STATUS = frozenset({"status", "status_since", "status_note_zh", "status_note_en"})
# What editors can say in the admin, beside facts.
EDITORIAL = _WITHDRAWAL | {"slug", "position", "featured"}
_NOBODY_SAYS = frozenset({"old_slugs", "extra", "created"})
_FACTS = own.PROJECT.fields.keys() - EDITORIAL - _NOBODY_SAYS | {subjects.INVERSE}
# What can be said in a suggestion of each kind.
FIELDS: dict[str, frozenset[str]] = {
    Kind.NEW: frozenset(_FACTS | {"slug"}),
    Kind.CHANGE: frozenset(_FACTS),
    Kind.SUCCESSOR: _STATUS | {"relations", subjects.INVERSE},
    Kind.DEAD_LINK: frozenset({"links"}),
    Kind.REMOVAL: _WITHDRAWAL,
}


@dataclass(frozen=True)
class Proposal:
    """`fields` are those that the form showed, in the terms of records. `user` is an editor, in
    place of a contributor who may give a name to be credited and an address for the answer."""

    kind: str
    project: Project | None
    fields: Fields
    reason: str = ""
    contributor: str = ""
    email: str = ""
    frequency: str = Suggestion.Frequency.IMMEDIATELY
    language: str = settings.LANGUAGE_CODE
    user: Any = None

    @property
    def texts(self) -> Fields:
        """What it says beside fields."""
        names = ("reason", "contributor", "email", "frequency", "language")
        return {name: getattr(self, name) for name in names}

    @property
    def allowed(self) -> frozenset[str]:
        return FIELDS.get(self.kind, frozenset()) | (EDITORIAL if self.user else frozenset())


@dataclass(frozen=True)
class Examined:
    """`changes` and `after` are nothing where mistakes stand in the way of telling them; `after` is
    the whole project as it would be."""

    proposal: Proposal
    mistakes: list[Mistake]
    changes: list[SuggestedChange] = field(default_factory=list)
    after: Fields = field(default_factory=dict)


def examine(proposal: Proposal) -> Examined:
    """Everything that is wrong with it as far as it can be told, cheap things first."""
    examined = compare(proposal)
    if examined.after and not examined.changes:
        nothing = _("Nothing would change: the project is like this already.")
        examined.mistakes.append(Mistake("", nothing))
    return examined


def compare(proposal: Proposal, subject: Subject | None = None) -> Examined:
    """The same of what may leave everything as it is. `subject` is the project if it was read
    already."""
    if mistakes := list(_of_outside(proposal)):
        return Examined(proposal, mistakes)
    proposal = replace(proposal, **harmless.plain(proposal.texts), fields=_tidy(proposal.fields))
    if mistakes := [*_of_texts(proposal), *checking.of_shape(proposal.fields)]:
        return Examined(proposal, mistakes)
    in_public = proposal.user is None
    return _compared(proposal, subject or subjects.of(proposal.project, in_public=in_public))


def by_editor(project: Project | None, fields: Fields, user: Any, reason: str = "") -> Proposal:
    """What an editor would have different, or added if there is no project yet."""
    kind = Kind.CHANGE if project else Kind.NEW
    language = get_language() or settings.LANGUAGE_CODE
    return Proposal(kind, project, fields, reason, language=language, user=user)


def by_editor_who_saves(
    project: Project, save: Callable[[], object], user: Any, reason: str = ""
) -> Proposal:
    """The same of what `save` would save, which is not done. What was changed of fields that nobody
    suggests is left out."""
    after = subjects.fields_after(project, save)
    unchanged = Project.objects.get(pk=project.pk)
    proposal = by_editor(unchanged, after, user, reason)
    said = {name: value for name, value in after.items() if name in proposal.allowed}
    return replace(proposal, fields=said)


def _of_outside(proposal: Proposal) -> Iterator[Mistake]:
    """What can be told without looking at what is meant."""
    yield from harmless.mistakes(proposal.fields | proposal.texts)
    for name in sorted(proposal.fields.keys() - proposal.allowed):
        yield Mistake(harmless.printable(name), _("This cannot be suggested here."))
    if (proposal.project is None) != (proposal.kind == Kind.NEW):
        yield Mistake("project", _("Say which project it is about."))


def _tidy(said: Fields) -> Fields:
    """Lists without what says nothing, as far as they are lists."""
    fields = harmless.plain(said)
    for name in LISTS.keys() & fields.keys():
        if isinstance(fields[name], list):
            fields[name] = [
                LISTS[name].tidy(item) if LISTS[name].fits(item) else item for item in fields[name]
            ]
    return fields


def _of_texts(proposal: Proposal) -> Iterator[Mistake]:
    suggestion = Suggestion(kind=proposal.kind, **proposal.texts)
    checked = {"kind", *proposal.texts}
    try:
        suggestion.clean_fields({f.name for f in Suggestion._meta.fields} - checked)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield Mistake(name, _not_an_email() if name == "email" else " ".join(messages))
    if not proposal.reason and not proposal.user:
        yield Mistake("reason", _("Say why, and where it can be read."))


def _not_an_email() -> str:
    return _("This is no email address. Write one such as name@example.org, or leave it empty.")


def _compared(proposal: Proposal, subject: Subject) -> Examined:
    said = proposal.fields
    if proposal.project is None and not said.get("slug"):
        said = said | {"slug": free_slug(str(said.get("name", "")))}
    changes = differences.between(subject.fields, said, is_new=proposal.project is None)
    mistakes = checking.of_content(subject, said, changes, _named(proposal, changes))
    mistakes += _of_kind(proposal)
    return Examined(proposal, mistakes, changes, subject.fields | said)


def _named(proposal: Proposal, changes: Sequence[SuggestedChange]) -> dict[str, int]:
    """The ids of projects that are named and that whoever proposes it can know of."""
    slugs = projects_named(changes)
    found = Project.objects if proposal.user else Project.objects.known()
    return found.ids_by_slug(slugs)


def _of_kind(proposal: Proposal) -> Iterator[Mistake]:
    said = proposal.fields
    if proposal.kind == Kind.REMOVAL:
        if said.get("state") != Project.State.WITHDRAWN:
            yield Mistake("state", _("A removal withdraws the project."))
        if not (said.get("withdrawn_reason_zh") or said.get("withdrawn_reason_en")):
            yield Mistake("withdrawn_reason_zh", _("Say why it should not be shown any more."))


def free_slug(name: str) -> str:
    """Made of the name, numbered if that is taken."""
    slug = slugify(name) or "project"
    stem = slug[: SLUG_LENGTH - 4].rstrip("-")
    wanted = [slug, *(f"{stem}-{number}" for number in range(2, 100))]
    taken = subjects.taken_slugs(wanted)
    return next((each for each in wanted if each not in taken), slug)
