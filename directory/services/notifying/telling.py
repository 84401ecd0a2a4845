"""What a letter says of a suggestion: what it would change, or what became of each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import ngettext

from directory.models import Notice, SuggestedChange, SuggestionMessage
from directory.services.exchange import snapshot
from directory.services.suggestions.words import Told, Words
from directory.wording import labelled

# Of one suggestion; how many there are beyond is said.
MOST_CHANGES = 8
# Characters: to know what it is about; to understand a question or an answer.
GLANCE = 200
READING = 2000

Kind = Notice.Kind


class Teller:
    """Of all that one letter tells, in the language that is active."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        with_changes = {
            n.suggestion_id for n in notices if n.kind not in (Kind.ASKED, Kind.REPLIED)
        }
        self._changes = SuggestedChange.objects.by_suggestion(with_changes)
        self._words = Words(snapshot.take([]))

    def says(self, notice: Notice) -> str:
        suggestion = notice.suggestion
        if notice.kind == Kind.ASKED:
            return shortened(SuggestionMessage.objects.last_question(suggestion), READING)
        if notice.kind == Kind.REPLIED:
            replies = SuggestionMessage.objects.by_contributor_of(suggestion)
            return shortened(replies.last(), READING)
        changes = self._changes.get(suggestion.pk, ())
        if notice.kind == Kind.DECIDED:
            said = [suggestion.get_state_display(), *self._each(changes, _decided)]
            # An answer that stands below a field needs not be read again.
            given = {change.answer for change in changes[:MOST_CHANGES]}
            answer = "" if suggestion.answer in given else suggestion.answer
            return "\n".join(filter(None, [*said, shortened(answer, READING)]))
        said = [*self._each(changes, _suggested), shortened(suggestion.reason, GLANCE)]
        return "\n".join(filter(None, said))

    def _each(self, changes: Sequence[SuggestedChange], line: Any) -> Iterator[str]:
        yield from map(line, self._words.told(changes[:MOST_CHANGES]))
        if (beyond := len(changes) - MOST_CHANGES) > 0:
            told = ngettext("and %(count)d more change", "and %(count)d more changes", beyond)
            yield told % {"count": beyond}


def shortened(text: Any, most: int) -> str:
    return Truncator(str(getattr(text, "text", text) or "")).chars(most)


def _suggested(told: Told) -> str:
    value = _in_a_line(told.now)
    if told.was:
        value = f"{_in_a_line(told.was)} → {value}"
    return labelled(told.field, value)


def _decided(told: Told) -> str:
    change = told.change
    line = f"{labelled(told.field, _in_a_line(told.now))} · {change.get_decision_display()}"
    return "\n".join(filter(None, [line, shortened(change.answer, READING)]))


def _in_a_line(value: str) -> str:
    return shortened(" ".join(value.split()), GLANCE) or "—"
