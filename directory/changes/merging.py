"""What happened to one of two projects when they became one, or two again: first that they did,
then all that went along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.filters import ChangeKind
from directory.models import Project
from directory.services import history
from directory.services.history import MergeAct

from .pieces import Piece
from .told import Told, came, differing, gone
from .visible import Visible, projects_of


class Leads:
    """What is told first of each of some merges, unless what went was never public."""

    def __init__(self, merges: Iterable[MergeAct | None]):
        self._visible = Visible({act.merge.merged for act in merges if act})

    def of(self, act: MergeAct | None, time: datetime) -> list[Told]:
        if act is None or self._visible.since(act.merge.merged) > time:
            return []
        what = _("Merge undone") if act.is_undo else pgettext("changes", "Merge")
        return [Told(ChangeKind.MERGES, what, [Piece("", str(act))])]


def told(previous: Any, record: Any, names: history.Names, project: int) -> Iterator[Told]:
    """What a row of a merge tells of this project."""
    if record.history_change_reason == history.BEFORE:
        return
    if record.instance_type is Project and record.history_type != "~":
        return  # told first
    was, is_now = _is_of(previous, project), _is_of(record, project)
    if was and is_now:
        yield from differing(previous, record, names, own=record.instance_type is Project)
    elif is_now:
        yield came(record, names)
    elif was:
        yield gone(previous, names)
    elif record.history_type == "-":
        left_out = gone(record, names)
        yield left_out._replace(what=_("%(what)s, left out") % {"what": left_out.what})


def _is_of(row: Any, project: int) -> bool:
    return row is not None and row.history_type != "-" and project in projects_of(row)
