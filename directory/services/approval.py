"""Nobody brings a project of their own into the list alone where somebody else can look at it."""

from __future__ import annotations

from typing import Any

from directory.models import Project
from directory.querysets import ProjectQuerySet

from .permissions import Action, others_who_may


def left_to_others(user: Any, projects: ProjectQuerySet) -> dict[Project, list[Any]]:
    """The new projects that the user added or suggested, each with who can publish it instead."""
    own = projects.never_public().brought_in_by(user).for_page()
    left = {project: others_who_may(user, Action.PUBLISH, project) for project in own}
    return {project: others for project, others in left.items() if others}


def who_publishes_instead(user: Any, project: Project) -> list[Any]:
    """Of one project, also of one that is just being added."""
    if project._state.adding:
        return others_who_may(user, Action.PUBLISH, project.category)
    return left_to_others(user, Project.objects.among([project.pk])).get(project, [])
