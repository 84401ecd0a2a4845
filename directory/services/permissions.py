"""Who may do what, and where: the one table of it, and the only place that asks it.

A user's roles are the stewardships of their maintainer. A stewardship over everything holds
everywhere, one over a category in it and its subcategories, one over a project there. A superuser
is an owner of everything; any other user who may enter the admin is at least a contributor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from directory.models import Account, Capability, Category, Project, Relation, Stewardship

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
    CONNECT = "connect"


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
    Action.CONNECT: _OWNERS,
}
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


def limit(user: Any, actions: frozenset[Action]) -> None:
    """From now on this user object may do nothing else: it stands for a program that the user lets
    do some of what they may."""
    user._limited_to = actions


def may(user: Any, action: Action, target: Target = None) -> bool:
    """Whether the user may do this to the project, within the category, or to the whole list."""
    return _is_let(user, action) and has_role(user, action, target)


def has_role(user: Any, action: Action, target: Target = None) -> bool:
    """The same, whatever the program does that acts for the user."""
    held = standing(user)
    roles = held.anywhere if action in _ANYWHERE else held.over(target)
    return bool(roles & TABLE[action])


def may_somewhere(user: Any, action: Action) -> bool:
    """Whether there can be anything to which the user may do this."""
    return _is_let(user, action) and bool(standing(user).anywhere & TABLE[action])


def _is_let(user: Any, action: Action) -> bool:
    return action in getattr(user, "_limited_to", Action)


def target_of(instance: Any) -> Target:
    """What an object is of: a project, a category or the whole list."""
    if isinstance(instance, Project | Category):
        return instance
    if isinstance(instance, Capability):
        return target_of(getattr(instance, "group", None))
    for name in ("project", "content_object", "source", "category"):
        if (owner := getattr(instance, name, None)) is not None:
            return cast(Target, owner)
    return None


def targets_of(instance: Any) -> list[Target]:
    """Who looks after any of these may change the object. What is said of two projects is of
    both."""
    other = [instance.target] if isinstance(instance, Relation) else []
    return [target_of(instance), *other]


def places_of(instance: Any) -> list[Target]:
    """Where an object stands: who may add one there may also move one there."""
    if isinstance(instance, Project):
        return [instance.category]
    if isinstance(instance, Category):
        return [instance.parent]
    return targets_of(instance)


def stewardships_over(target: Target) -> Any:
    """Of a project, a category or the whole list, those further out included."""
    if isinstance(target, Project):
        return Stewardship.objects.of(target)
    return Stewardship.objects.of_category(target)


def others_who_may(user: Any, action: Action, target: Target) -> list[Any]:
    """Everybody else who can do this there, by name."""
    able = Account.objects.who_decide(stewardships_over(target)).order_by("username")
    return [other for other in able if other.pk != user.pk and may(other, action, target)]
