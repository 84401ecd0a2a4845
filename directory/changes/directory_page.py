"""What the query string of the changes asks: the list's filters, kinds, a maintainer and days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.browse import Browse, Option
from directory.catalogue import FILTERS, Catalogue
from directory.filters import ChangeKind, ChangesFilter
from directory.models import Maintainer, Project
from directory.querysets import ProjectQuerySet

from . import reading
from .entries import Entry


class ChangesBrowse(Browse):
    filters = ChangesFilter
    parameters = ("q", *FILTERS, "kind", "by", "since", "until", "before")

    def __init__(self, query: QueryDict, catalogue: Catalogue, path: str):
        super().__init__(query, catalogue, path)
        self.maintainer = None
        if handle := self.asked.get("by"):
            self.maintainer = Maintainer.objects.with_login(handle)
            if self.maintainer is None:
                says = _("No maintainer with a login is called “%(handle)s”.")
                label = self.filter.form.fields["by"].label
                self.problems = [(label, "by", says % {"handle": handle})]
                self.is_valid = False
                self.asked = {}

    @property
    def kinds(self) -> list[str]:
        return list(self.asked.get("kind", []))

    @cached_property
    def page(self) -> reading.Page:
        return reading.page(
            reading.Asked(
                kinds=self.kinds,
                projects=list(self.ids) if self.is_narrowed else None,
                user=self.maintainer.user_id if self.maintainer else None,
                since=_begin_of(self.asked.get("since")),
                before=self._before,
            )
        )

    @property
    def _before(self) -> datetime.datetime | None:
        until = self.asked.get("until")
        ends = [self.asked.get("before"), until and _end_of(until)]
        return min(filter(None, ends), default=None)

    @property
    def days(self) -> list[tuple[datetime.date, list[reading.Item]]]:
        found = groupby(self.page.items, key=lambda item: timezone.localdate(item.time))
        return [(day, list(items)) for day, items in found]

    @cached_property
    def projects(self) -> dict[int, Project]:
        """What the page's entries are about, by id; withdrawn ones, too."""
        wanted = {item.project for item in self.page.items if isinstance(item, Entry)}
        return self.rows.in_bulk(wanted)

    @property
    def rows(self) -> ProjectQuerySet:
        return Project.objects.known().for_mentions()

    @property
    def older_url(self) -> str | None:
        if self.page.older is None:
            return None
        before = self.page.older.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        return self.url(before=before)

    @property
    def newest_url(self) -> str | None:
        return self.url(before=None) if "before" in self.asked else None

    @property
    def choices(self) -> Iterator[tuple[str, str, bool]]:
        """Value, label and whether it is chosen, of each kind."""
        for kind in ChangeKind:
            yield kind.value, str(kind.label), kind.value in self.kinds

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What the form sends along."""
        return self.pairs("q", *FILTERS)

    @property
    def views(self) -> list[Option]:
        new = [ChangeKind.NEW.value]
        return [
            Option(str(_("All changes")), self.url(kind=None, before=None), not self.kinds),
            Option(str(ChangeKind.NEW.label), self.url(kind=new, before=None), self.kinds == new),
        ]


def _begin_of(day: datetime.date | None) -> datetime.datetime | None:
    midnight = datetime.time.min
    return timezone.make_aware(datetime.datetime.combine(day, midnight)) if day else None


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
