"""Readings of imports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet


class ImportQuerySet(QuerySet):
    """Readings of imports. `self.model` stands for Import."""

    model: Any

    def prepared(self) -> ImportQuerySet:
        """What waits for somebody to confirm it."""
        return self.filter(state=self.model.State.PREPARED)

    def for_admin_list(self) -> ImportQuerySet:
        """Without the files and long reports, but with how much each changed."""
        return self.defer("compressed", "entries", "report").annotate(counts=F("report__counts"))

    def for_entries(self) -> ImportQuerySet:
        """Of what was taken in, which project each entry is."""
        return self.filter(state=self.model.State.DONE).only("entries")

    def latest_done(self, format: str, file: str) -> Any:
        """The last file of a format that was taken in, of this name if there was one; or None."""
        done = self.filter(format=format, state="done")
        return done.filter(file=file).first() or done.first()

    def files(self, ids: Iterable[int]) -> dict[int, str]:
        """The name of the file of each of these imports."""
        return dict(self.filter(pk__in=set(ids)).values_list("pk", "file"))

    def done_between(self, since: datetime | None, before: datetime | None) -> ImportQuerySet:
        """What was taken in within a time, newest first, without the files."""
        found = self.filter(state=self.model.State.DONE)
        if since:
            found = found.filter(created__gte=since)
        if before:
            found = found.filter(created__lt=before)
        return found.only("file", "created", "user")
