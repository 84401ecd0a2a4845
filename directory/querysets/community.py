"""Readings of maintainers and of what they look after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager, Min, Prefetch, Q, QuerySet

from .expressions import as_values
from .natural_keys import OnceElsewhere, only


class MaintainerManager(OnceElsewhere):
    slug_field = "handle"

    def get_by_natural_key(self, handle: str) -> Any:
        return self.get(handle=handle)

    def in_order(self) -> QuerySet:
        """Owners first."""
        return self.annotate(first_role=Min("stewardships__role")).order_by("first_role", "handle")

    def for_list(self) -> QuerySet:
        """Owners first, with what each looks after in public."""
        stewardship: Any = self.model._meta.get_field("stewardships").related_model
        shown = stewardship.objects.of_no_draft().select_related("category", "project")
        return self.in_order().prefetch_related(Prefetch("stewardships", shown))

    def with_login(self, handle: str) -> Any:
        """The maintainer of this handle, None if there is none or they have no login."""
        return self.filter(handle=handle, user__isnull=False).first()

    def logged_in(self) -> QuerySet:
        """Those who have a login, by name."""
        return self.filter(user__isnull=False)

    def by_user(self, users: Iterable[int]) -> dict[int, Any]:
        """The maintainer whose login each of these ids is."""
        found: Iterable[Any] = self.filter(user__in=set(users))
        return {maintainer.user_id: maintainer for maintainer in found}

    def who_decide(self, stewardships: QuerySet) -> QuerySet:
        """Whose login opens the admin, and who have one of the stewardships or are superusers."""
        holding = Q(user__is_superuser=True) | Q(stewardships__in=stewardships)
        return self.filter(holding, user__is_active=True, user__is_staff=True).distinct()


class StewardshipQuerySet(QuerySet):
    """Readings of stewardships. `self.model` stands for Stewardship."""

    model: Any

    def with_login(self) -> StewardshipQuerySet:
        """With all that tells whose turn it is, and who of them can enter the admin."""
        return self.select_related("maintainer__user", "category")

    def owners_of_everything(self) -> StewardshipQuerySet:
        return self.filter(role=self.model.Role.OWNER, category=None, project=None)

    def of_no_draft(self) -> StewardshipQuerySet:
        return self.exclude(project__state="draft")

    def manned(self) -> StewardshipQuerySet:
        """Those of maintainers who can enter the admin."""
        return self.filter(maintainer__user__is_active=True, maintainer__user__is_staff=True)

    def locked(self) -> list[Any]:
        """Left as they are by everybody else until the transaction ends."""
        return list(self.select_for_update().order_by("pk"))


class StewardshipManager(Manager.from_queryset(StewardshipQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(
        self,
        maintainer: Iterable[str],
        role: str,
        category: Iterable[str] | None,
        project: Iterable[str] | None,
    ) -> Any:
        scope = {"category": category, "project": project}
        conditions = {
            f"{name}__slug" if key else name: only(key) if key else None
            for name, key in scope.items()
        }
        return self.get(maintainer__handle=only(maintainer), role=role, **conditions)

    def of(self, project: Any) -> QuerySet:
        """Who looks after a project: its own stewards, its category's, the whole list's."""
        categories = [project.category_id]
        if project.category.parent_id:
            categories.append(project.category.parent_id)
        return self.filter(
            Q(project=project) | Q(category_id__in=categories) | Q(project=None, category=None)
        ).select_related("maintainer")

    def of_category(self, category: Any) -> QuerySet:
        """Who looks after what is new in a category: its own stewards, those of the category above,
        the whole list's; without a category only these."""
        categories = [category.pk, category.parent_id or category.pk] if category else []
        return self.filter(
            Q(category_id__in=categories) | Q(project=None, category=None)
        ).select_related("maintainer")

    def of_any(self, projects: Iterable[int], categories: Iterable[int]) -> Any:
        """Over one of these, by id, or over the whole list."""
        return self.filter(
            Q(project_id__in=list(projects))
            | Q(category_id__in=list(categories))
            | Q(project=None, category=None)
        )

    def over_any(self, projects: Iterable[int], categories: Iterable[str]) -> QuerySet:
        """(handle, role, category, project) of those over one of these, or over the whole list."""
        return self.filter(
            Q(project__in=as_values(projects))
            | Q(category__slug__in=list(categories))
            | Q(project=None, category=None)
        ).values_list("maintainer__handle", "role", "category__slug", "project__slug")

    def in_public(self) -> QuerySet:
        """(handle, role, category, project) of those over what is no draft."""
        return self.of_no_draft().values_list(
            "maintainer__handle", "role", "category__slug", "project__slug"
        )

    def held_by(self, user: Any) -> QuerySet:
        return self.filter(maintainer__user=user)

    def scopes_of(self, user: Any) -> QuerySet:
        """Role, id of the category and id of the project of all that a login looks after."""
        return self.held_by(user).order_by().values_list("role", "category_id", "project_id")
