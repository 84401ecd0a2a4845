"""Two entries made one: what hangs on the loser goes to the winner, where its addresses lead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _

from directory.models import (
    CapabilityValue,
    Import,
    Link,
    Logo,
    Merge,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
)
from directory.models.provenance import coming_from
from directory.querysets.merges import of_project

from . import history, renaming

# What no two rows of one project have in common. Where both have such a row, the winner's stays.
IDENTITY: dict[type[models.Model], Callable[[Any], Any]] = {
    ProjectTag: attrgetter("tag_id"),
    Link: attrgetter("kind", "url"),
    Relation: attrgetter("source_id", "kind", "target_id"),
    CapabilityValue: attrgetter("capability_id"),
    Stewardship: attrgetter("maintainer_id", "role"),
    OldSlug: attrgetter("slug"),
}
# Of these both projects' are kept, or they are what the merge decides itself.
_NO_CHOICE = {
    "id",
    "slug",
    "state",
    "withdrawn_reason_zh",
    "withdrawn_reason_en",
    "position",
    "sources",
    "unverified",
    "extra",
    "created",
    "modified",
}
# Facts that are marked as not verified under another name than their field's.
_FACTS = {
    "summary_zh": Project.Fact.SUMMARY,
    "summary_en": Project.Fact.SUMMARY,
    "status_note_zh": Project.Fact.NOTE,
    "status_note_en": Project.Fact.NOTE,
}


class CannotMerge(Exception):
    """Why two projects cannot become one, in words for whoever asked."""


class Differing(NamedTuple):
    """A field of which the loser says something else than the winner, as people read it."""

    name: str
    label: str
    winner: str
    loser: str


class Part(NamedTuple):
    """A row of the loser; `kept` is the winner's row that stays in its place, if one does."""

    row: Any
    key: str
    kept: Any = None


@dataclass
class Merging:
    """What merging would do."""

    loser: Project
    winner: Project
    differing: list[Differing]
    moved: list[Part] = field(default_factory=list)
    dropped: list[Part] = field(default_factory=list)

    @property
    def others(self) -> Iterator[tuple[type[models.Model], int]]:
        """How many of what else names a project will name the winner."""
        for rows in self.rest:
            if rows.model is not Merge and (number := rows.count()):
                yield rows.model, number

    @property
    def rest(self) -> Iterator[models.QuerySet]:
        """What names the loser and has no history: suggestions, the logo if there is none yet."""
        for relation in Project._meta.related_objects:
            model = relation.related_model
            if model not in IDENTITY and not (model is Logo and hasattr(self.winner, "logo")):
                yield of_project(model, self.loser)


def prepare(loser: Project, winner: Project) -> Merging:
    """Raises CannotMerge; nothing is changed."""
    if loser == winner:
        raise CannotMerge(_("A project cannot be merged into itself. Choose another one."))
    if winner.state != Project.State.PUBLISHED:
        raise CannotMerge(
            _("“%(winner)s” is not public, so nothing can lead there. Publish it first.")
            % {"winner": winner}
        )
    merging = Merging(loser, winner, list(_differing(loser, winner)))
    for model, identity in IDENTITY.items():
        _sort_out(model, identity, merging)
    return merging


@transaction.atomic
def merge(loser: Project, winner: Project, taken: Collection[str], reason: str = "") -> None:
    """`taken` are the fields that the winner takes from the loser.

    Raises CannotMerge, and ValidationError if the winner cannot be as it would then be.
    """
    merging = prepare(loser, winner)
    merged = Merge(project=winner, merged=loser.pk, winner=winner.pk)
    merged.moved = _move_the_rest(merging)
    merged.save()
    with coming_from(merge=merged.pk):
        _take(merging, taken, reason)
        _move_parts(merging, reason)
        history.begin(loser)
        history.because(loser, reason).delete()
        renaming.keep_leading(loser.slug, winner, reason)


def _move_parts(merging: Merging, reason: str) -> None:
    for part in merging.dropped:
        history.begin(part.row)
        history.because(part.row, reason).delete()
    for part in merging.moved:
        history.begin(part.row)
        setattr(part.row, part.key, merging.winner)
        history.because(part.row, reason).save()


def _move_the_rest(merging: Merging) -> dict[str, list[Any]]:
    """What has no history, by model; what is returned tells those rows from others later."""
    moved: dict[str, list[Any]] = {}
    for rows in merging.rest:
        if found := list(rows.values_list(identity_of_rest(rows.model), flat=True)):
            rows.update(project=merging.winner)
            moved[rows.model._meta.model_name or ""] = found
    if imports := _rename_in_imports(merging.loser.pk, merging.winner.pk):
        moved["import"] = imports
    return moved


def identity_of_rest(model: type[models.Model]) -> str:
    """The row of a logo stays when it becomes another picture."""
    return "digest" if model is Logo else "pk"


def _differing(loser: Project, winner: Project) -> Iterator[Differing]:
    for column in Project._meta.concrete_fields:
        said, kept = (column.value_from_object(project) for project in (loser, winner))
        if column.name not in _NO_CHOICE and said not in (kept, column.get_default()):
            yield Differing(
                column.name,
                str(column.verbose_name),
                shown(column, winner),
                shown(column, loser),
            )


def fact_of(name: str) -> str:
    """Under what name a field is marked as not verified."""
    return _FACTS.get(name, name)


def shown(column: Any, project: Project) -> str:
    value = getattr(project, column.name)
    return str(value) if column.is_relation else history.shown(column, value)


def _sort_out(model: Any, identity: Callable[[Any], Any], merging: Merging) -> None:
    keys = history.PARTS[Project][model]
    named = [each.name for each in model._meta.concrete_fields if each.is_relation]
    rows = model._base_manager.select_related(*named).order_by("pk")
    kept = {identity(row): row for key in keys for row in rows.filter(**{key: merging.winner})}
    for key in keys:
        for row in rows.filter(**{key: merging.loser}):
            before = getattr(row, key)
            setattr(row, key, merging.winner)
            place = identity(row)
            setattr(row, key, before)
            if place in kept or _is_between(row, merging):
                merging.dropped.append(Part(row, key, kept.get(place)))
            else:
                kept[place] = row
                merging.moved.append(Part(row, key))


def _is_between(row: Any, merging: Merging) -> bool:
    """Whether it is what the two projects were to each other."""
    ends = {merging.loser.pk, merging.winner.pk}
    return isinstance(row, Relation) and {row.source_id, row.target_id} == ends


def _take(merging: Merging, taken: Collection[str], reason: str) -> None:
    loser, winner = merging.loser, merging.winner
    history.begin(winner)
    offered = {each.name for each in merging.differing}
    for name in offered.intersection(taken):
        setattr(winner, name, getattr(loser, name))
    facts = {fact_of(name) for name in offered.intersection(taken)}
    doubted = {*winner.unverified} - facts | {*loser.unverified} & facts
    winner.unverified = [fact for fact in Project.Fact.values if fact in doubted]
    winner.sources += [source for source in loser.sources if source not in winner.sources]
    if isinstance(loser.extra, dict) and isinstance(winner.extra, dict):
        winner.extra |= {key: loser.extra[key] for key in loser.extra if key not in winner.extra}
    winner.full_clean()
    history.because(winner, reason).save()


def _rename_in_imports(loser: int, winner: int) -> list[int]:
    """The entries of files that were the loser's are the winner's, unless it has one there itself:
    then an export leaves the loser's out. Says in which imports."""
    renamed = []
    for done in Import.objects.for_entries():
        if loser in done.entries and winner not in done.entries:
            done.entries = [winner if entry == loser else entry for entry in done.entries]
            done.save(update_fields=["entries"])
            renamed.append(done.pk)
    return renamed
