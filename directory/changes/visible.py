"""What of the history is public: nothing before a project was, and nothing about a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from directory.models import Project
from directory.querysets.records import first_public
from directory.services import history

_ALWAYS = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


def projects_of(record: Any) -> Iterator[int]:
    """The ids of the projects that a row tells of: two if it is a relation's."""
    if record.instance_type is Project:
        yield record.id
        return
    for key in history.PARTS[Project][record.instance_type]:
        yield getattr(record, f"{key}_id")


class Visible:
    """Since when each of some projects is public."""

    def __init__(self, ids: Iterable[int]):
        wanted = set(ids)
        known = first_public(Project, wanted)
        self._since = {pk: _since(*known[pk]) if pk in known else _ALWAYS for pk in wanted}
        self._since |= dict.fromkeys(Project.objects.drafts_among(wanted), _NEVER)

    @classmethod
    def among(cls, records: Iterable[Any]) -> Visible:
        return cls(pk for record in records for pk in projects_of(record))

    def since(self, project_id: int) -> datetime:
        return self._since[project_id]

    def shows(self, record: Any) -> bool:
        return all(self._since[pk] <= record.history_date for pk in projects_of(record))

    def begins_with(self, record: Any) -> bool:
        """Whether a project was published by this."""
        return record.instance_type is Project and self._since[record.id] == record.history_date


def _since(first: datetime, public: datetime | None) -> datetime:
    if public is None:
        return _NEVER
    return _ALWAYS if public == first else public
