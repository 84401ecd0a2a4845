"""What one letter says: the news of suggestions, by what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from directory.models import Landscape, Notice, Suggestion
from directory.services.suggestions import following

from .subscriptions import OfEditor, Subscription, address_of
from .telling import Teller

# Of each section; how many there are beyond is said.
MOST_LISTED = 50

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
        "sections": _sections(notices),
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
    words = {"count": len(notices), "name": name}
    kinds = {notice.kind for notice in notices}
    if len(kinds) == 1:
        told = _("%(what)s: %(count)d suggestions, such as %(name)s")
        return told % (words | {"what": HEADINGS[Kind(kinds.pop())]})
    told = ngettext(
        "News of %(count)d suggestion, such as %(name)s",
        "News of %(count)d suggestions, such as %(name)s",
        len(notices),
    )
    return told % words


def _sections(notices: Iterable[Notice]) -> list[Section]:
    groups = [(kind, list(group)) for kind, group in groupby(notices, lambda each: each.kind)]
    teller = Teller([notice for _kind, group in groups for notice in group[:MOST_LISTED]])
    return [
        Section(
            str(HEADINGS[Kind(kind)]),
            [_item(notice, teller.says(notice)) for notice in group[:MOST_LISTED]],
            max(0, len(group) - MOST_LISTED),
        )
        for kind, group in groups
    ]


def _item(notice: Notice, says: str) -> Item:
    suggestion = notice.suggestion
    if notice.kind in (Kind.ASKED, Kind.DECIDED):
        page = _absolute("directory:suggestion", following.token(suggestion))
    else:
        page = _absolute("admin:directory_suggestion_change", suggestion.pk)
    title = " ".join(suggestion.name.split())
    return Item(f"{title} · {suggestion.get_kind_display()}", says, page)


def _absolute(name: str, *args: object) -> str:
    return str(settings.SITE_URL) + reverse(name, args=args)
