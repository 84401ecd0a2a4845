"""Who may do what, and where: the one table of it, and the only place that asks it.

A user's roles are the stewardships of their maintainer. A stewardship over everything holds
everywhere, one over a category in it and its subcategories, one over a project there. A superuser
is an owner of everything; any other user who may enter the admin is at least a contributor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from directory.models import Category, Project, Stewardship

# What an action is about: one project, one category, or None, the whole list.
Target = Project | Category | None


class Role(StrEnum):
    OWNER = "owner"
    REVIEWER = "reviewer"
    CONTRIBUTOR = "contributor"


class Action(StrEnum):
    READ = "read"
    SUGGEST = "suggest"
    EDIT = "edit"
    DECIDE = "decide"
    ADD = "add"
    PUBLISH = "publish"
    DELETE = "delete"
    MERGE = "merge"
    APPOINT = "appoint"
    ADD_TAGS = "add tags"
    EDIT_TAGS = "edit tags"
    EDIT_TAXONOMY = "edit taxonomy"
    EDIT_LANDSCAPE = "edit landscape"
    IMPORT = "import"
    INVITE = "invite"
    ERASE = "erase"
    AUDIT = "audit"


_EVERYBODY = frozenset(Role)
_STEWARDS = frozenset({Role.OWNER, Role.REVIEWER})
_OWNERS = frozenset({Role.OWNER})

# Whose action it is where they are responsible.
TABLE: dict[Action, frozenset[Role]] = {
    Action.READ: _EVERYBODY,
    Action.SUGGEST: _EVERYBODY,
    Action.EDIT: _STEWARDS,
    Action.DECIDE: _STEWARDS,
    Action.ADD: _STEWARDS,
    Action.PUBLISH: _OWNERS,
    Action.DELETE: _OWNERS,
    Action.MERGE: _OWNERS,
    Action.APPOINT: _OWNERS,
    Action.ADD_TAGS: _STEWARDS,
    Action.EDIT_TAGS: _STEWARDS,
    Action.EDIT_TAXONOMY: _OWNERS,
    Action.EDIT_LANDSCAPE: _OWNERS,
    Action.IMPORT: _OWNERS,
    Action.INVITE: _OWNERS,
    Action.ERASE: _OWNERS,
    Action.AUDIT: _OWNERS,
}
# What Django calls the permissions of each model: to view, add, change and delete.
_WITHIN_A_PROJECT = (Action.READ, Action.EDIT, Action.EDIT, Action.EDIT)
_OF_THE_LIST = (Action.READ, *3 * [Action.EDIT_LANDSCAPE])
_BY_MODEL: dict[str, Sequence[Action | None]] = {
    "project": (Action.READ, Action.ADD, Action.EDIT, Action.DELETE),
    "link": _WITHIN_A_PROJECT,
    "projecttag": _WITHIN_A_PROJECT,
    "relation": _WITHIN_A_PROJECT,
    "capabilityvalue": _WITHIN_A_PROJECT,
    "logo": _WITHIN_A_PROJECT,
    "oldslug": (Action.READ, *3 * [Action.PUBLISH]),
    "oldcategoryslug": (Action.READ, *3 * [Action.EDIT_TAXONOMY]),
    "oldtagslug": (Action.READ, *3 * [Action.EDIT_TAXONOMY]),
    "oldhandle": (Action.READ, *3 * [Action.INVITE]),
    "stewardship": (Action.READ, *3 * [Action.APPOINT]),
    "maintainer": (Action.READ, *3 * [Action.INVITE]),
    "tag": (Action.READ, Action.ADD_TAGS, Action.EDIT_TAGS, Action.EDIT_TAXONOMY),
    "category": (Action.READ, *3 * [Action.EDIT_TAXONOMY]),
    "capabilitygroup": (Action.READ, *3 * [Action.EDIT_TAXONOMY]),
    "capability": (Action.READ, *3 * [Action.EDIT_TAXONOMY]),
    "landscape": _OF_THE_LIST,
    "answertemplate": _OF_THE_LIST,
    "import": 4 * (Action.IMPORT,),
    "suggestion": (Action.DECIDE, None, Action.DECIDE, None),
    "notice": (Action.AUDIT, None, None, None),
}
# By codename, as in `directory.change_project`; what is not here, nobody but a superuser may.
NEEDED: dict[str, Action] = {
    f"{verb}_{model}": action
    for model, actions in _BY_MODEL.items()
    for verb, action in zip(("view", "add", "change", "delete"), actions, strict=True)
    if action
} | {"publish_project": Action.PUBLISH}

# Done to what belongs to nobody in particular: for those who look after any part of the list.
_ANYWHERE = {Action.ADD_TAGS}


@dataclass(frozen=True)
class Standing:
    """The roles that somebody has, by what over."""

    everything: frozenset[Role] = frozenset()
    categories: dict[int, frozenset[Role]] = field(default_factory=dict)
    projects: dict[int, frozenset[Role]] = field(default_factory=dict)

    def over(self, target: Target) -> frozenset[Role]:
        """The roles that hold for a project, a category or the whole list."""
        roles = self.everything
        if isinstance(target, Project):
            roles |= self.projects.get(target.pk, frozenset())
            roles |= self.over(target.category) if target.category_id else frozenset()
        elif isinstance(target, Category):
            for pk in filter(None, (target.pk, target.parent_id)):
                roles |= self.categories.get(pk, frozenset())
        return roles

    @property
    def anywhere(self) -> frozenset[Role]:
        return self.everything.union(*self.categories.values(), *self.projects.values())


def standing(user: Any) -> Standing:
    """Asked of the database once for each user object, which lives as long as a request."""
    if not user.is_active or not user.is_staff:
        return Standing()
    known: Standing | None = getattr(user, "_standing", None)
    if known is None:
        known = user._standing = _standing(user)
    return known


def _standing(user: Any) -> Standing:
    if user.is_superuser:
        return Standing(everything=frozenset({Role.OWNER, Role.CONTRIBUTOR}))
    everything = {Role.CONTRIBUTOR}
    categories: dict[int, frozenset[Role]] = {}
    projects: dict[int, frozenset[Role]] = {}
    for role, category, project in Stewardship.objects.scopes_of(user):
        held = frozenset({Role(role)})
        if project is not None:
            projects[project] = projects.get(project, frozenset()) | held
        elif category is not None:
            categories[category] = categories.get(category, frozenset()) | held
        else:
            everything |= held
    return Standing(frozenset(everything), categories, projects)


def may(user: Any, action: Action, target: Target = None) -> bool:
    """Whether the user may do this to the project, within the category, or to the whole list."""
    held = standing(user)
    roles = held.anywhere if action in _ANYWHERE else held.over(target)
    return bool(roles & TABLE[action])


def may_somewhere(user: Any, action: Action) -> bool:
    """Whether there can be anything to which the user may do this."""
    return bool(standing(user).anywhere & TABLE[action])


def target_of(instance: Any) -> Target:
    """What one has to be responsible for, to change an object."""
    if isinstance(instance, Project | Category):
        return instance
    for name in ("project", "content_object", "source", "category"):
        if (owner := getattr(instance, name, None)) is not None:
            return cast(Target, owner)
    return None
