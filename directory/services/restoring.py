"""An earlier version of a project, or some of it, made the present one again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.models import CapabilityValue, Link, Project, ProjectTag, Relation

from . import history

# What an editor writes within a project. Whether it is public, what it is called in addresses and
# who looks after it is decided elsewhere, by others.
_PARTS = (Link, ProjectTag, Relation, CapabilityValue)
_ELSEWHERE = {"id", "slug", "state", "withdrawn_reason_zh", "withdrawn_reason_en"}
_ELSEWHERE |= {"position", "created", "modified"}


class CannotRestore(Exception):
    """Why not, in words for whoever asked."""


class Difference(NamedTuple):
    """What restoring would change: a column, by its name, or a part, such as `link.12`."""

    key: str
    what: str
    now: str
    then: str


def differences(project: Project, time: datetime) -> list[Difference]:
    """Between the project as it is and as it was at a time."""
    now, then = _states(project, time)
    names = history.names_in([*now.values(), *then.values()])
    return [*_columns(project, now, then, names), *_parts(project, now, then, names)]


@transaction.atomic
def restore(project: Project, time: datetime, keys: Collection[str], reason: str) -> Project:
    """Make what these keys name as it was then; the project as it is now. Raises CannotRestore."""
    present: Project = Project.objects.locked([project.pk])[project.pk]
    try:
        _restore(present, time, keys, reason)
    except ValidationError as error:
        raise CannotRestore(" ".join(error.messages)) from error
    return present


def _states(project: Project, time: datetime) -> tuple[history.State, history.State]:
    """Now and then, without what has gone to another project since and is not taken from there."""
    records = history.records(project)
    present = history.at(records, project, timezone.now())
    others = history.elsewhere(records, project)
    then = history.at(records, project, time)
    return present, {key: record for key, record in then.items() if key not in others}


def _columns(
    project: Project, now: history.State, then: history.State, names: history.Names
) -> Iterator[Difference]:
    key = (Project, project.pk)
    if key in now and key in then:
        for field, what, before, after in history.differences(now[key], then[key], names, True):
            if field.name not in _ELSEWHERE:
                yield Difference(field.name, what, *history.abridged(before, after))


def _parts(
    project: Project, now: history.State, then: history.State, names: history.Names
) -> Iterator[Difference]:
    for model, pk in {**now, **then}:
        present, former = now.get((model, pk)), then.get((model, pk))
        if model not in _PARTS or _is_anothers(project, present or former):
            continue
        shown = [history.title(row, names) if row else "" for row in (present, former)]
        if _values(present) != _values(former):
            what = capfirst(str(model._meta.verbose_name))
            yield Difference(f"{model._meta.model_name}.{pk}", what, shown[0], shown[1])


def _is_anothers(project: Project, record: Any) -> bool:
    """A relation belongs to the project that it is told of."""
    return record.instance_type is Relation and record.source_id != project.pk


def _values(record: Any) -> Any:
    return record and [getattr(record, field.attname) for field in record.tracked_fields]


def _restore(project: Project, time: datetime, keys: Collection[str], reason: str) -> None:
    now, then = _states(project, time)
    offered = {each.key for each in differences(project, time)}
    if not keys or not offered.issuperset(keys):
        raise CannotRestore(_("Choose among what differs from that version."))
    columns = [key for key in keys if "." not in key]
    for name in columns:
        field: Any = Project._meta.get_field(name)
        setattr(project, field.attname, getattr(then[Project, project.pk], field.attname))
    parts = {f"{model._meta.model_name}.{pk}": (model, pk) for model, pk in {**now, **then}}
    # What goes makes room for what comes.
    chosen = sorted((parts[key] for key in keys if "." in key), key=lambda part: part in then)
    for part in chosen:
        _restore_part(then.get(part), *part, reason)
    history.begin(project)
    project.full_clean()
    history.because(project, reason).save()


def _restore_part(former: Any, model: Any, pk: int, reason: str) -> None:
    present = model._base_manager.filter(pk=pk).first()
    if present:
        history.begin(present)
    if former is None:
        history.because(present, reason).delete()
        return
    instance = present or former.instance
    for field in former.tracked_fields:
        setattr(instance, field.attname, getattr(former, field.attname))
    instance.full_clean()
    history.because(instance, reason).save(force_insert=present is None)
