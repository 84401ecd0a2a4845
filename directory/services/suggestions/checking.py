"""Every rule that accepting a suggestion applies, in words and by field: those of the files that
the directory reads, those of its models, and that whatever is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from django.utils.translation import gettext as _

from directory.formats.own import fields as own
from directory.formats.own.faults import did_you_mean
from directory.formats.own.kinds import Kind
from directory.formats.records import Fields, Record
from directory.models import SuggestedChange
from directory.services.exchange import checks, shapes
from directory.services.exchange.shapes import Mistake
from directory.services.exchange.snapshot import NOWHERE
from directory.services.exchange.terms import KINDS

from . import harmless, in_form
from .subject import INVERSE, LISTS, PROJECTS, Subject, taken_slugs

MOST_MISTAKES = 20
# Of one suggestion. What changes more is an import.
MOST_CHANGES = 200
_KINDS: Mapping[str, Kind] = {**own.PROJECT.fields, INVERSE: own.PROJECT.fields["relations"]}
_URLS = ("url", "evidence_url", "source_url")


def of_shape(said: Fields) -> list[Mistake]:
    """What is wrong with the values alone. Without any of it they can be compared."""
    faults = (
        fault for name, value in said.items() for fault in _KINDS[name].faults(value, (name,))
    )
    found = [
        Mistake(str(fault.path[0]), f"{fault.message} {fault.remedy}", in_form.told(fault, said))
        for fault in islice(faults, MOST_MISTAKES)
    ]
    return found or list(_unlike_columns(said))


def _unlike_columns(said: Fields) -> Iterator[Mistake]:
    """A day that no month has, for one."""
    for name, value in said.items():
        known_as = "relations" if name == INVERSE else name
        _record, mistakes = shapes.shaped(PROJECTS, Record({known_as: value}, NOWHERE))
        yield from (Mistake(name, mistake.message) for mistake in mistakes)


def of_content(
    subject: Subject,
    said: Fields,
    changes: Sequence[SuggestedChange],
    named: Collection[str],
) -> list[Mistake]:
    """What would be wrong with the project if it had these fields. `changes` are what is new in
    them, `named` the slugs of other projects that may be named."""
    if len(changes) > MOST_CHANGES:
        words = {"most": MOST_CHANGES}
        return [Mistake("", _("A suggestion has at most %(most)d changes. Make several.") % words)]
    found = list(checks.columns(PROJECTS, said))
    if not found:
        found += checks.together(PROJECTS, subject.fields | said)
    found += _of_lists(subject, said, changes)
    found += _of_references(subject, said, changes, named)
    found += _of_addresses(changes)
    found += _of_slug(subject, said)
    if subject.project is None:
        found += _missing(said)
    return found[:MOST_MISTAKES]


def _of_lists(
    subject: Subject, said: Fields, changes: Sequence[SuggestedChange]
) -> Iterator[Mistake]:
    capabilities = subject.taken.fields("capabilities")
    for name in said.keys() & LISTS.keys():
        found = [*checks.doubles(LISTS[name], said[name])]
        for change in changes:
            if change.field == name and change.outcome is not None:
                found += checks.item(LISTS[name], change.outcome, capabilities)
        yield from (Mistake(name, mistake.message) for mistake in found)


def _of_references(
    subject: Subject,
    said: Fields,
    changes: Sequence[SuggestedChange],
    named: Collection[str],
) -> Iterator[Mistake]:
    known = {kind: subject.known(kind) for kind in ("categories", "tags", "capabilities")}
    if (category := said.get("category")) and category not in known["categories"]:
        yield _unknown("category", PROJECTS.references["category"], category, known["categories"])
    for change in changes:
        part = LISTS.get(change.field)
        if part is None or not part.reference or change.outcome is None:
            continue
        key = change.outcome if part.plain else change.outcome[part.reference]
        if part.of == "projects" and subject.project and key == subject.project.slug:
            yield Mistake(change.field, _("A project has no relation to itself."))
        elif key not in known.get(part.of, named):
            yield _unknown(change.field, part.of, key, known.get(part.of, ()))


def _unknown(field: str, kind: str, key: str, known: Collection[str]) -> Mistake:
    noun = KINDS[kind].model._meta.verbose_name
    message = _("There is no %(noun)s “%(key)s”.") % {"noun": noun, "key": key}
    return Mistake(field, f"{message} {did_you_mean(key, known)}".strip())


def _of_addresses(changes: Sequence[SuggestedChange]) -> Iterator[Mistake]:
    for change in changes:
        values = change.outcome if isinstance(change.outcome, list) else [change.outcome]
        items = [value for value in values if isinstance(value, dict)]
        urls = (url for item in items for name in _URLS if (url := item.get(name)))
        yield from harmless.address_mistakes(change.field, urls)


def _of_slug(subject: Subject, said: Fields) -> Iterator[Mistake]:
    if "slug" in said:
        holder = taken_slugs([said["slug"]]).get(said["slug"])
        if holder is not None and holder != getattr(subject.project, "pk", None):
            yield Mistake(
                "slug", _("Another project has or had this slug. Choose a different one.")
            )


def _missing(said: Fields) -> Iterator[Mistake]:
    for name in ("name", "category"):
        if not said.get(name):
            yield Mistake(name, _("A project needs one."))
