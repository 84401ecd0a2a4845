"""One suggestion as the page shows it: each change with what is there now, what was chosen so far,
and what is wrong with that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django.http import QueryDict

from directory.models import SuggestedChange, Suggestion
from directory.models.translated import LANGUAGES
from directory.services.exchange.shapes import Mistake
from directory.services.suggestions import deciding, differences, subject
from directory.services.suggestions.deciding import Verdict
from directory.services.suggestions.subject import Subject
from directory.services.suggestions.words import Words, field_name
from directory.wording import labelled

from . import marking
from .controls import ChangeForm
from .marking import Marked
from .replies import Reply, Usual

ACCEPT, DECLINE, LEAVE = "accept", "decline", ""


class Row:
    """One change. `present` is what there is now where it would be."""

    def __init__(self, change: SuggestedChange, review: Review) -> None:
        self.change = change
        self.heading = review.words.heading(change)
        self.present = review.present(change)
        self.mistakes: list[str] = []
        self._words = review.words
        self._data = review.data
        self.answer = Reply(
            f"answer-{change.pk}", review.data, review.suggestion.language, review.usual
        )
        self.form: ChangeForm | None = None
        if self.is_pending and change.now is not None:
            typed = review.data if self._was_shown else None
            self.form = ChangeForm(change, review.words, typed)

    @property
    def is_pending(self) -> bool:
        return self.change.decision == SuggestedChange.Decision.PENDING

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody changed the place since it was suggested, to something else."""
        known = (self.change.was, self.change.now)
        return self.is_pending and self.present not in known

    @property
    def is_so_already(self) -> bool:
        return self.is_pending and self.present == self.change.now != self.change.was

    @property
    def seen(self) -> str:
        """What comes back when somebody accepts it nevertheless."""
        return json.dumps(self.present, ensure_ascii=False)

    @property
    def sent(self) -> str:
        """What was chosen."""
        return self._data.get(f"verdict-{self.change.pk}", LEAVE)

    @property
    def choice(self) -> str:
        """The same as the page shows it again: of what was overtaken, only if it was chosen with
        that in sight."""
        if self.is_overtaken and self._data.get(f"seen-{self.change.pk}") != self.seen:
            return LEAVE
        return self.sent

    @property
    def is_edited(self) -> bool:
        """Whether the control is to be open."""
        return self.form is not None and self.form.is_bound and self.form.has_changed()

    @cached_property
    def texts(self) -> tuple[Marked, Marked]:
        """What there is now, or was when it was decided, and what is suggested, the differences
        marked."""
        before = self.present if self.is_pending else self.change.was
        return marking.side_by_side(self._said(before), self._said(self.change.now))

    @property
    def was(self) -> Marked:
        return marking.plain(self._said(self.change.was))

    @property
    def applied(self) -> Marked:
        return marking.plain(self._said(self.change.applied))

    @property
    def verdict(self) -> Verdict:
        """If it is accepted."""
        if self.form is not None and self.form.is_bound and self.form.was_touched:
            return deciding.accepted_as(self.form.said(), self.answer.text)
        return deciding.accepted(self.answer.text)

    @property
    def _was_shown(self) -> bool:
        return f"shown-{self.change.pk}" in self._data

    def _said(self, value: Any) -> str:
        return self._words.text(self.change, value)

    def check(self) -> None:
        """What its control refuses by itself."""
        if self.form is not None and self.is_edited:
            self.mistakes += [error for errors in self.form.errors.values() for error in errors]


class Unsaid(NamedTuple):
    """A text that was not suggested and is asked for."""

    name: str
    label: str
    text: str


class Review:
    """`data` is what was sent, nothing when the page is opened."""

    def __init__(self, suggestion: Suggestion, data: QueryDict | None = None) -> None:
        self.suggestion = suggestion
        self.data = data if data is not None else QueryDict()
        self.usual = Usual()
        self.general: list[str] = []
        self.rows = [Row(change, self) for change in suggestion.changes.all()]
        self.answer = Reply("answer", self.data, suggestion.language, self.usual)

    @cached_property
    def subject(self) -> Subject:
        return subject.of(self.suggestion.project)

    @cached_property
    def words(self) -> Words:
        return Words(self.subject.taken)

    def present(self, change: SuggestedChange) -> Any:
        """Of a new project, and of one that is gone, what there was."""
        if self.suggestion.project is None or self.suggestion.kind == Suggestion.Kind.NEW:
            return change.was
        return differences.present_value(self.subject.fields, change)

    @property
    def card(self) -> dict[str, Any]:
        """What a list would show of a new project."""
        if self.suggestion.kind != Suggestion.Kind.NEW:
            return {}
        changes = [row.change for row in self.rows]
        after = self.subject.fields | differences.together(self.subject.fields, changes)
        return {
            "name": after["name"],
            "category": self.words.name("categories", after["category"]),
            "summaries": [after[f"summary_{code}"] for code in ("zh", "en")],
            "tags": [self.words.name("tags", slug) for slug in after["tags"]],
        }

    @property
    def pending(self) -> list[Row]:
        return [row for row in self.rows if row.is_pending]

    @property
    def overtaken(self) -> list[Row]:
        return [row for row in self.rows if row.is_overtaken]

    @property
    def in_english(self) -> bool:
        """Whether who suggested it reads English."""
        return self.suggestion.language == "en"

    @property
    def written_in(self) -> str:
        """What who suggested it wrote, but for the fields."""
        return LANGUAGES["en" if self.in_english else "zh"]

    @property
    def reason(self) -> Marked:
        return marking.plain(self.suggestion.reason)

    @property
    def unsaid(self) -> list[Unsaid]:
        """Why a project is withdrawn, in a language in which nobody said it: readers of both see
        its page."""
        if self.suggestion.kind != Suggestion.Kind.REMOVAL or not self.pending:
            return []
        said = {row.change.field for row in self.rows}
        return [
            Unsaid(
                name,
                field_name(name),
                self.data.get(f"besides-{name}") or self.subject.fields.get(name, ""),
            )
            for name in ("withdrawn_reason_zh", "withdrawn_reason_en")
            if name not in said
        ]

    # ---- what was chosen

    @property
    def chosen(self) -> dict[int, Verdict]:
        """A verdict on each change on which there is one."""
        return dict(self._chosen())

    def _chosen(self) -> Iterator[tuple[int, Verdict]]:
        for row in self.pending:
            if row.sent == ACCEPT:
                yield row.change.pk, row.verdict
            elif row.sent == DECLINE:
                yield row.change.pk, deciding.declined(row.answer.text)

    @property
    def all_accepted(self) -> dict[int, Verdict]:
        return {row.change.pk: row.verdict for row in self.pending}

    @property
    def all_declined(self) -> dict[int, Verdict]:
        return {row.change.pk: deciding.declined(row.answer.text) for row in self.pending}

    @property
    def besides(self) -> dict[str, str]:
        return {each.name: each.text for each in self.unsaid}

    @property
    def seen(self) -> Mapping[int, Any]:
        """What the page showed in the places that somebody else had changed, where it is to be
        overwritten: accepting all at once is no word on any of them."""
        found = {}
        for row in self.pending:
            if row.sent != ACCEPT:
                continue
            try:
                found[row.change.pk] = json.loads(self.data.get(f"seen-{row.change.pk}", ""))
            except (ValueError, RecursionError):
                continue
        return found

    # ---- what is wrong

    def is_readable(self) -> bool:
        """Whether every control that was touched could be read."""
        for row in self.rows:
            row.check()
        return not any(row.mistakes for row in self.rows)

    def take(self, mistakes: Sequence[Mistake]) -> None:
        for mistake in mistakes:
            rows = [row for row in self.pending if row.change.field == mistake.field]
            if rows:
                rows[0].mistakes.append(mistake.beside_a_label)
            elif mistake.field in _OTHERS:
                self.general.append(mistake.beside_a_label)
            else:
                self.general.append(labelled(_name(mistake.field), mistake.beside_a_label))

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """(id of the place, how it is called, what is wrong there)."""
        found = [("", "", message) for message in self.general]
        for row in self.rows:
            found += [(f"change-{row.change.pk}", row.heading, text) for text in row.mistakes]
        return found


_OTHERS = {"", "answer", "text", "assignee", "project"}


def _name(field: str) -> str:
    try:
        return field_name(field)
    except LookupError:
        return field
