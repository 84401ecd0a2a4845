"""What a suggestion is about: a project as it is now, in the terms in which it is suggested."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Choices

from directory.formats.records import Fields
from directory.models import OldSlug, Project, Relation, SuggestedChange
from directory.services.exchange import snapshot
from directory.services.exchange.snapshot import Snapshot
from directory.services.exchange.terms import KINDS, PARTS, Part

PROJECTS = KINDS["projects"]
# Relations of other projects with this one, read as: that project, kind, this one. No file has
# them in this place, but who names a successor names the one that comes after.
INVERSE = "inverse_relations"
# Fields of which each item is suggested and decided by itself.
LISTS: dict[str, Part] = {
    **{name: PARTS[name] for name in ("tags", "links", "relations", "capabilities")},
    INVERSE: PARTS["relations"],
}


@dataclass(frozen=True)
class Subject:
    """`fields` are all that can be said of the project, empty or not; `taken` is the directory
    around it: its taxonomy, and the other projects that had to be read."""

    project: Project | None
    fields: Fields
    taken: Snapshot

    def known(self, kind: str) -> Collection[Any]:
        """The keys of all objects of a kind, but for projects."""
        return self.taken.ids[kind]


def of(project: Project | None, others: Sequence[int] = (), *, in_public: bool = False) -> Subject:
    """With other projects whose records are needed, by id. `in_public` it has no relation with a
    draft."""
    ids = [*([project.pk] if project else []), *others]
    taken = snapshot.take(ids)
    fields = _fields(project, taken)
    return Subject(project, fields | _known_relations(fields) if in_public else fields, taken)


def fields_of(project: Project | None) -> Fields:
    """What a form shows, of a new project what it begins with."""
    return of(project).fields


def fields_after(project: Project, save: Callable[[], object]) -> Fields:
    """What a project would have if it was saved so. That is tried out and taken back."""
    with transaction.atomic():
        save()
        fields = fields_of(project)
        transaction.set_rollback(True)
    return fields


def taken_slugs(slugs: Collection[str]) -> dict[str, int]:
    """The id of the project that has or once had each of these."""
    return OldSlug.objects.owners_of(slugs) | Project.objects.ids_by_slug(slugs)


def _fields(project: Project | None, taken: Snapshot) -> Fields:
    blank = {name: _as_json(value) for name, value in PROJECTS.defaults.items()}
    blank |= {name: [] for name in LISTS}
    if project is None:
        return blank
    known = {slug: pk for slug, pk in taken.ids["projects"].items() if pk == project.pk}
    (slug,) = known
    return blank | taken.fields("projects")[slug] | {INVERSE: _inverse_relations(project)}


def _known_relations(fields: Fields) -> Fields:
    names = ("relations", INVERSE)
    drafts = Project.objects.drafts_called(i["project"] for name in names for i in fields[name])
    return {name: [i for i in fields[name] if i["project"] not in drafts] for name in names}


def _as_json(value: Any) -> Any:
    return value.value if isinstance(value, Choices) else value


def _inverse_relations(project: Project) -> list[Fields]:
    part = LISTS[INVERSE]
    names = ("kind", *part.others)
    rows = Relation.objects.inverse_of(project).values_list("source__slug", *names)
    items = ({"project": slug} | dict(zip(names, values, strict=True)) for slug, *values in rows)
    return part.in_order(map(part.tidy, items))


def projects_named(changes: Iterable[SuggestedChange]) -> set[str]:
    """The slugs of other projects in what is new."""
    items = [c.outcome for c in changes if c.field in ("relations", INVERSE)]
    return {item["project"] for item in items if item}
