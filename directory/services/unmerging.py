"""A merge undone: what went is there again, and has all that came from it and that nobody changed
since; what was changed stays as it is, and is told beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.models import Category, Import, Merge, Project, Suggestion
from directory.models.provenance import coming_from
from directory.querysets import merges

from . import history
from .merging import IDENTITY, Part, fact_of, identity_of_rest, shown


class CannotUnmerge(Exception):
    """Why a merge cannot be undone, in words for whoever asked."""


class Taken(NamedTuple):
    """What a field of the winner has from the loser, and what it had before."""

    name: str
    label: str
    now: str
    then: str


class Staying(NamedTuple):
    """What does not become as it was: as it is, as it would be, and why not."""

    label: str
    now: str
    then: str
    why: str


@dataclass
class Unmerging:
    """What undoing would do. `values` are those of columns of the winner; `back` are rows that it
    has from the loser, `again` rows that the merge left out, both as they will be; `names` are
    what all of them name."""

    merge: Merge
    loser: Project
    winner: Project
    merged_at: datetime
    names: history.Names
    taken: list[Taken] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    back: list[Part] = field(default_factory=list)
    again: list[Any] = field(default_factory=list)
    staying: list[Staying] = field(default_factory=list)

    @property
    def others(self) -> Iterator[tuple[type[models.Model], int]]:
        """How many of what else went along go back."""
        for rows in self.rest:
            if rows.model is not Merge and (number := rows.count()):
                yield rows.model, number

    @property
    def rest(self) -> Iterator[models.QuerySet]:
        """What has no history and is still the winner's, but for suggestions that were decided on
        as its own."""
        for name, values in self.merge.moved.items():
            model: Any = apps.get_model("directory", name)
            if model is not Import:
                rows = merges.still_of(model, self.winner, identity_of_rest(model), values)
                is_decided = model is Suggestion
                yield merges.open_at(rows, self.merged_at) if is_decided else rows


def prepare(merge: Merge) -> Unmerging:
    """Raises CannotUnmerge; nothing is changed."""
    _refuse_what_came_after(merge)
    winner = merge.project
    rows = [
        (previous, record)
        for previous, record in history.told_of(winner, history.records(winner))
        if record.from_merge == merge.pk and record.history_change_reason != history.BEFORE
    ]
    went = next((row for _, row in rows if _is(row, merge.merged)), None)
    if went is None:
        raise CannotUnmerge(_("What the merge did is not on record."))
    names = history.names_in(row for pair in rows for row in pair if row)
    unmerging = Unmerging(merge, went.instance, winner, went.history_date, names)
    _refuse_another_place(unmerging)
    for previous, record in rows:
        if _is(record, winner.pk):
            _compare_columns(unmerging, previous, record)
    _sort_out(unmerging, [pair for pair in rows if pair[1].instance_type is not Project])
    return unmerging


@transaction.atomic
def undo(merge: Merge, reason: str = "") -> Project:
    """The project that is there again. Raises CannotUnmerge."""
    unmerging = prepare(merge)
    merge.undone = timezone.now()
    merge.save(update_fields=["undone"])
    try:
        with coming_from(merge=merge.pk):
            _bring_back(unmerging, reason)
    except ValidationError as error:
        raise CannotUnmerge(" ".join(error.messages)) from error
    return unmerging.loser


def _is(record: Any, pk: int) -> bool:
    return record.instance_type is Project and record.id == pk


def _refuse_what_came_after(merge: Merge) -> None:
    if merge.undone:
        raise CannotUnmerge(_("This merge was undone already."))
    if later := Merge.objects.after(merge):
        act = history.merge_act(later)
        told = _("“%(loser)s” went into “%(winner)s” later. Undo that first.")
        raise CannotUnmerge(told % {"loser": act.loser, "winner": act.winner})


def _refuse_another_place(unmerging: Unmerging) -> None:
    """The loser has to have its address and its category again."""
    loser, winner = unmerging.loser, unmerging.winner
    leading = (each for each in Project.objects.once_at(loser.slug) if each != winner)
    if holder := Project.objects.by_slug(loser.slug) or next(leading, None):
        told = _("The address “%(slug)s” is that of “%(holder)s” by now.")
        raise CannotUnmerge(told % {"slug": loser.slug, "holder": holder})
    if not Category.objects.in_bulk([loser.category_id]):
        raise CannotUnmerge(_("The category in which “%(loser)s” was is gone.") % {"loser": loser})


def _compare_columns(unmerging: Unmerging, previous: Any, record: Any) -> None:
    winner = unmerging.winner
    for each in history.differences(previous, record, unmerging.names, own=True):
        column = each.field
        if column.name in ("sources", "unverified"):
            continue
        present = getattr(winner, column.attname)
        if present == getattr(record, column.attname):
            unmerging.values[column.attname] = getattr(previous, column.attname)
            texts = history.abridged(each.after, each.before)
            unmerging.taken.append(Taken(column.name, each.what, *texts))
        elif present != getattr(previous, column.attname):
            texts = history.abridged(shown(column, winner), each.before)
            why = _("It was changed again since.")
            unmerging.staying.append(Staying(each.what, *texts, why))
    _give_back_sources(unmerging, previous, record)
    _doubt_as_before(unmerging, previous)


def _give_back_sources(unmerging: Unmerging, previous: Any, record: Any) -> None:
    """Without those that came from the loser, whatever was added since."""
    column: Any = Project._meta.get_field("sources")
    came = [each for each in record.sources if each not in previous.sources]
    kept = [each for each in unmerging.winner.sources if each not in came]
    if kept != unmerging.winner.sources:
        unmerging.values["sources"] = kept
        label = capfirst(str(column.verbose_name))
        unmerging.taken.append(Taken(column.name, label, history.shown(column, came), ""))


def _doubt_as_before(unmerging: Unmerging, previous: Any) -> None:
    """Whether a fact is verified is said of the value that it has again."""
    facts = {fact_of(taken.name) for taken in unmerging.taken}
    doubted = {*unmerging.winner.unverified} - facts | {*previous.unverified} & facts
    in_order = previous.unverified if doubted == {*previous.unverified} else Project.Fact.values
    unmerging.values["unverified"] = [fact for fact in in_order if fact in doubted]


def _sort_out(unmerging: Unmerging, rows: Sequence[tuple[Any, Any]]) -> None:
    present = _present(record for _, record in rows)
    for previous, record in rows:
        if record.history_type == "~":
            _sort_out_moved(unmerging, previous, record, present.get(_key(record)))
    has = {_identity(part.row) for part in unmerging.back}
    for _previous, record in rows:
        if record.history_type == "-":
            again = history.named(record, unmerging.names)
            if _key(record) not in present and _identity(again) not in has:
                _sort_out_left_out(unmerging, record, again)


def _key(record: Any) -> tuple[Any, int]:
    return record.instance_type, record.id


def _identity(row: Any) -> tuple[Any, Any]:
    """What no two rows of one project have in common."""
    return type(row), IDENTITY[type(row)](row)


def _present(records: Iterable[Any]) -> dict[tuple[Any, int], Any]:
    ids: dict[Any, set[int]] = {}
    for record in records:
        ids.setdefault(record.instance_type, set()).add(record.id)
    return {
        (model, pk): row
        for model, wanted in ids.items()
        for pk, row in merges.with_names(model, wanted).items()
    }


def _sort_out_moved(unmerging: Unmerging, previous: Any, record: Any, row: Any) -> None:
    keys = history.PARTS[Project][record.instance_type]
    key = next(k for k in keys if getattr(record, f"{k}_id") != getattr(previous, f"{k}_id"))
    if row is None:
        _leave(unmerging, previous, _("It was removed since."))
    elif getattr(row, f"{key}_id") != unmerging.winner.pk:
        _leave(unmerging, previous, _("It belongs to another project by now."))
    else:
        setattr(row, key, unmerging.loser)
        unmerging.back.append(Part(row, key))


def _sort_out_left_out(unmerging: Unmerging, record: Any, again: Any) -> None:
    keys = history.PARTS[Project][record.instance_type]
    absent = {key for key in keys if getattr(again, f"{key}_id") == unmerging.loser.pk}
    try:
        again.full_clean(exclude=absent)
    except ValidationError as error:
        _leave(unmerging, record, _why_not(again, error))
    else:
        unmerging.again.append(again)


def _why_not(row: Any, error: ValidationError) -> str:
    """What a row names and is not there any more goes by its name."""
    for name in error.error_dict:
        if name in (each.name for each in row._meta.concrete_fields if each.is_relation):
            return _("“%(named)s” is gone.") % {"named": getattr(row, name)}
    return " ".join(error.messages)


def _leave(unmerging: Unmerging, record: Any, why: str) -> None:
    label = capfirst(str(record.instance_type._meta.verbose_name))
    unmerging.staying.append(Staying(label, "", history.title(record, unmerging.names), why))


def _bring_back(unmerging: Unmerging, reason: str) -> None:
    loser, winner = unmerging.loser, unmerging.winner
    for leading in winner.old_slugs.filter(slug=loser.slug):
        history.because(leading, reason).delete()
    loser.full_clean()
    history.because(loser, reason).save(force_insert=True)
    for part in unmerging.back:
        history.because(part.row, reason).save()
    for row in unmerging.again:
        row.full_clean()
        history.because(row, reason).save(force_insert=True)
    for name, value in unmerging.values.items():
        setattr(winner, name, value)
    winner.full_clean()
    history.because(winner, reason).save()
    for rows in unmerging.rest:
        rows.update(project=loser)
    _rename_in_imports(unmerging)


def _rename_in_imports(unmerging: Unmerging) -> None:
    loser, winner = unmerging.loser.pk, unmerging.winner.pk
    for done in Import.objects.for_entries():
        if done.pk in unmerging.merge.moved.get("import", ()) and loser not in done.entries:
            done.entries = [loser if entry == winner else entry for entry in done.entries]
            done.save(update_fields=["entries"])
