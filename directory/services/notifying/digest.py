"""What one letter says: the news of suggestions, by what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from directory.models import Landscape, Notice, Suggestion, SuggestionMessage
from directory.services.suggestions import following

from .subscriptions import OfEditor, Subscription, address_of

# Of each section; how many there are beyond is said.
MOST_LISTED = 50
# Characters: to know what it is about; to understand a question or an answer.
GLANCE = 200
READING = 2000

Kind = Notice.Kind

# In this order.
HEADINGS = {
    Kind.ASSIGNED: gettext_lazy("Assigned to you"),
    Kind.REPLIED: gettext_lazy("Your questions, answered"),
    Kind.SUGGESTED: gettext_lazy("Waiting for review"),
    Kind.ASKED: gettext_lazy("The editors ask you"),
    Kind.DECIDED: gettext_lazy("What was decided"),
}
_ORDER = {kind.value: number for number, kind in enumerate(HEADINGS)}


class Mail(NamedTuple):
    subject: str
    text: str
    html: str


class Item(NamedTuple):
    title: str
    says: str
    address: str

    @property
    def lines(self) -> list[str]:
        return self.says.splitlines()


class Section(NamedTuple):
    heading: str
    items: Sequence[Item]
    beyond: int


def compose(subscription: Subscription, notices: Sequence[Notice]) -> Mail:
    """In the language that is active."""
    notices = _once_each(notices)
    subject = _subject(notices)
    is_editor = isinstance(subscription, OfEditor)
    context = {
        "subject": subject,
        "sections": list(_sections(notices)),
        "is_editor": is_editor,
        "all": _absolute("admin:directory_suggestion_changelist") if is_editor else "",
        "site": str(Landscape.objects.first() or _("Landscape")),
        "frequency": Suggestion.Frequency(subscription.frequency).label,
        "unsubscribe": address_of(subscription),
        "language": "en" if get_language() == "en" else "zh-Hans",
    }
    text, html = (
        render_to_string(f"directory/mail/digest.{ending}", context) for ending in ("txt", "html")
    )
    return Mail(subject, text, html)


def _once_each(notices: Iterable[Notice]) -> list[Notice]:
    """Of each suggestion what asks most of the reader, in the order of the sections."""
    found: dict[int, Notice] = {}
    for notice in sorted(notices, key=lambda notice: _ORDER[notice.kind]):
        found.setdefault(notice.suggestion_id, notice)
    return list(found.values())


def _subject(notices: Sequence[Notice]) -> str:
    name = notices[0].suggestion.name
    if len(notices) == 1:
        what = notices[0].get_kind_display()
        return _("%(what)s: %(name)s") % {"what": what, "name": name}
    told = ngettext(
        "News of %(count)d suggestion, such as %(name)s",
        "News of %(count)d suggestions, such as %(name)s",
        len(notices),
    )
    return told % {"count": len(notices), "name": name}


def _sections(notices: Iterable[Notice]) -> Iterable[Section]:
    for kind, group in groupby(notices, key=lambda notice: notice.kind):
        all_of_them = list(group)
        items = [_item(notice) for notice in all_of_them[:MOST_LISTED]]
        yield Section(str(HEADINGS[Kind(kind)]), items, len(all_of_them) - len(items))


def _item(notice: Notice) -> Item:
    suggestion = notice.suggestion
    if notice.kind in (Kind.ASKED, Kind.DECIDED):
        page = _absolute("directory:suggestion", following.token(suggestion))
    else:
        page = _absolute("admin:directory_suggestion_change", suggestion.pk)
    title = " ".join(suggestion.name.split())
    return Item(f"{title} · {suggestion.get_kind_display()}", _says(notice), page)


def _says(notice: Notice) -> str:
    suggestion = notice.suggestion
    if notice.kind == Kind.ASKED:
        return _shortened(SuggestionMessage.objects.last_question(suggestion), READING)
    if notice.kind == Kind.REPLIED:
        replies = SuggestionMessage.objects.by_contributor_of(suggestion)
        return _shortened(replies.last(), READING)
    if notice.kind == Kind.DECIDED:
        outcome = suggestion.get_state_display()
        return f"{outcome}\n{_shortened(_why(suggestion), READING)}".strip()
    return _shortened(suggestion.reason, GLANCE)


def _why(suggestion: Suggestion) -> str:
    """The answer to all of it, and those to single fields: each once."""
    answers = [suggestion.answer, *(change.answer for change in suggestion.changes.all())]
    return "\n".join(filter(None, dict.fromkeys(answers)))


def _shortened(text: Any, most: int) -> str:
    return Truncator(str(getattr(text, "text", text) or "")).chars(most)


def _absolute(name: str, *args: Any) -> str:
    return str(settings.SITE_URL) + reverse(name, args=args)
