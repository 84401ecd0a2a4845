"""What editors do to projects: their tags, whether they are public."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db import transaction

from directory.models import Project, ProjectTag, Relation, Tag
from directory.querysets import ProjectQuerySet

from . import history


class Outcome(NamedTuple):
    done: list[Project]
    skipped: list[Project]


def publish(projects: ProjectQuerySet, reason: str = "") -> Outcome:
    """Make drafts and withdrawn projects public; those that are it already are skipped."""
    state = Project.State
    return _change(projects, {state.DRAFT, state.WITHDRAWN}, {"state": state.PUBLISHED}, reason)


def withdraw(
    projects: ProjectQuerySet, reason_zh: str, reason_en: str, reason: str = ""
) -> Outcome:
    """Take published projects off the list; drafts, which were never on it, are skipped.

    Their pages say why, in one language at least; `reason` is for the history.
    """
    if not (reason_zh or reason_en):
        raise ValueError("a withdrawal needs a reason")
    state = Project.State
    said = {"withdrawn_reason_zh": reason_zh, "withdrawn_reason_en": reason_en}
    return _change(projects, {state.PUBLISHED}, {"state": state.WITHDRAWN, **said}, reason)


@transaction.atomic
def _change(
    projects: ProjectQuerySet, origins: Collection[str], values: Mapping[str, str], reason: str
) -> Outcome:
    outcome = Outcome([], [])
    chosen = Project.objects.filter(pk__in=projects.values("pk"))
    for project in chosen.select_for_update(of=("self",)):
        if project.state in origins:
            history.begin(project)
            for name, value in values.items():
                setattr(project, name, value)
            history.because(project, reason).save(update_fields=[*values, "modified"])
            outcome.done.append(project)
        else:
            outcome.skipped.append(project)
    return outcome


def successors(projects: Iterable[Project]) -> dict[int, Project]:
    """The public project to which the page of each leads once all of them are withdrawn."""
    going = {project.pk for project in projects}
    found: dict[int, int] = {}
    for old, new in Relation.objects.for_successors(going):
        if old in going and new not in going:
            found.setdefault(old, new)
    named = Project.objects.in_bulk(set(found.values()))
    return {old: named[new] for old, new in found.items()}


def touch(project: Project, reason: str = "") -> None:
    """It counts as changed, for a part of it was."""
    history.begin(project)
    history.because(project, reason).save(update_fields=["modified"])


@transaction.atomic
def set_tags(project: Project, tags: Iterable[Tag], reason: str = "") -> None:
    """Give a project exactly these tags, row by row, so that each row's history is written."""
    wanted = {tag.pk for tag in tags}
    for item in project.project_tags.all():
        if item.tag_id in wanted:
            wanted.remove(item.tag_id)
        else:
            history.because(item, reason).delete()
    for tag_id in sorted(wanted):
        item = ProjectTag(content_object=project, tag_id=tag_id)
        history.because(item, reason).save()
