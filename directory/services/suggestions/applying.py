"""What was accepted is put into the directory like an import of one record, with its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from directory.formats.records import Fields
from directory.models import Project, SuggestedChange, Suggestion
from directory.models.provenance import coming_from
from directory.services.exchange import applying
from directory.services.exchange.plan import Change, Item, Plan
from directory.services.exchange.recording import Recording
from directory.services.exchange.snapshot import NOWHERE

from .subject import INVERSE, PROJECTS, Subject

STEP = 10


def put(
    subject: Subject, after: Fields, accepted: Sequence[SuggestedChange], recording: Recording
) -> int:
    """The id of the project; `after` are its fields that are otherwise from now on."""
    said = {name: value for name, value in after.items() if name != INVERSE}
    item = _new(said) if subject.project is None else _changed(subject, subject.project, said)
    items = [item] if item.fields else []
    items += _other_sides(subject, item.key, accepted)
    ids = dict(subject.taken.ids)
    ids["projects"] = subject.taken.ids["projects"] | _ids_of_targets(items)
    plan = Plan("json", items, [], [], [], ids)
    done = applying.apply(plan, recording)
    return done["projects"][item.key]


def apply(
    suggestion: Suggestion,
    subject: Subject,
    after: Fields,
    accepted: Sequence[SuggestedChange],
    user: Any,
) -> int:
    """The same, of what was accepted of a suggestion."""
    with coming_from(suggestion=suggestion.pk):
        return put(subject, after, accepted, Recording(f"suggestion {suggestion.pk}", user))


def _ids_of_targets(items: Sequence[Item]) -> dict[str, int]:
    """Of all projects that are referred to."""
    relations = chain.from_iterable(item.after.get("relations", ()) for item in items)
    return Project.objects.ids_by_slug(relation["project"] for relation in relations)


def _new(said: Fields) -> Item:
    """At the end of the list, where imports put what is new."""
    place: Fields = {"position": Project.objects.last_position() + STEP}
    said = place | said
    fields = {name: (PROJECTS.defaults.get(name), value) for name, value in said.items()}
    return Item("projects", said["slug"], said["name"], Change.NEW, NOWHERE, fields)


def _changed(subject: Subject, project: Project, said: Fields) -> Item:
    if said.get("slug", project.slug) != project.slug:
        known = set(subject.fields.get("old_slugs", ()))
        said = said | {"old_slugs": sorted((known | {project.slug}) - {said["slug"]})}
    fields = {
        name: (before, value)
        for name, value in said.items()
        if (before := subject.fields.get(name)) != value
    }
    change = Change.CHANGED
    return Item("projects", project.slug, project.name, change, NOWHERE, fields, project.pk)


def _other_sides(
    subject: Subject, slug: str, accepted: Sequence[SuggestedChange]
) -> Iterator[Item]:
    """Relations of other projects with this one belong to those."""
    others = subject.taken.fields("projects")
    before = {key: said.get("relations", []) for key, said in others.items()}
    after = {key: list(relations) for key, relations in before.items()}
    for change in accepted:
        if change.field == INVERSE:
            _set_other_side(after, change, slug)
    ids = subject.taken.ids["projects"]
    for key, relations in after.items():
        if relations != before[key]:
            fields = {"relations": (before[key], relations)}
            yield Item("projects", key, key, Change.CHANGED, NOWHERE, fields, ids[key])


def _set_other_side(after: dict[str, list[Fields]], change: SuggestedChange, slug: str) -> None:
    kind, other = change.key
    if other in after:
        kept = [each for each in after[other] if (each["kind"], each["project"]) != (kind, slug)]
        after[other] = kept
    if change.outcome:
        after[change.outcome["project"]].append(change.outcome | {"project": slug})
