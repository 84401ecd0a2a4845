"""What editors do to projects: their tags, their address, whether they are public."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import transaction

from directory.models import Project, ProjectTag, Tag
from directory.querysets import ProjectQuerySet

from . import history


class Outcome(NamedTuple):
    done: list[Project]
    skipped: list[Project]


def publish(projects: ProjectQuerySet, reason: str = "") -> Outcome:
    """Make drafts and withdrawn projects public; those that are it already are skipped."""
    state = Project.State
    return _move(projects, {state.DRAFT, state.WITHDRAWN}, state.PUBLISHED, reason)


def withdraw(projects: ProjectQuerySet, reason: str = "") -> Outcome:
    """Take published projects off the list; drafts, which were never on it, are skipped."""
    state = Project.State
    return _move(projects, {state.PUBLISHED}, state.WITHDRAWN, reason)


@transaction.atomic
def _move(projects: ProjectQuerySet, origins: Collection[str], state: str, reason: str) -> Outcome:
    outcome = Outcome([], [])
    chosen = Project.objects.filter(pk__in=projects.values("pk"))
    for project in chosen.select_for_update(of=("self",)):
        if project.state in origins:
            history.begin(project)
            project.state = state
            history.because(project, reason).save(update_fields=["state", "modified"])
            outcome.done.append(project)
        else:
            outcome.skipped.append(project)
    return outcome


@transaction.atomic
def rename(project: Project, slug: str) -> None:
    """Give a project another address, to which its present one goes on redirecting.

    Raises ValidationError if another project has the address or once had it.
    """
    history.begin(project)
    former, project.slug = project.slug, slug
    project.full_clean()
    project.old_slugs.filter(slug=slug).delete()
    project.save()
    project.old_slugs.get_or_create(slug=former)


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
