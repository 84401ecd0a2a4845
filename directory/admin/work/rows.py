"""A row of the work as it stands on a page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from directory.models import CapabilityValue, Project, Suggestion, Tag, Webhook
from directory.services import permissions
from directory.services.chores import Chore
from directory.services.chores.duplicates import Suspicion
from directory.services.permissions import Action

from .forms import FORMS
from .row_form import RowForm


class Row:
    def __init__(self, chore: Chore, row: Any, user: Any, data: QueryDict | None = None):
        self.chore = chore
        self.row = row
        self.user = user
        self.data = data
        # The key of the row below, to which saving this one leads.
        self.next: Any = data.get("next", "") if data else ""

    @property
    def pk(self) -> Any:
        return self.row.pk

    @property
    def project(self) -> Project | None:
        if isinstance(self.row, Project):
            return self.row
        return self.row.project if isinstance(self.row, CapabilityValue) else None

    @property
    def projects(self) -> list[Project]:
        """Those that may be one."""
        return list(self.row) if isinstance(self.row, Suspicion) else []

    @property
    def title(self) -> str:
        if isinstance(self.row, CapabilityValue):
            return f"{self.row.project} · {self.row.capability}"
        return str(self.row)

    @property
    def since(self) -> Any:
        """A moment, a day, or a date as far as it is known."""
        return getattr(self.row, self.chore.since) if self.chore.since else None

    @cached_property
    def is_mine(self) -> bool:
        """Whether the user may do this here."""
        return permissions.may(self.user, self.chore.action, permissions.target_of(self.row))

    @property
    def merge(self) -> str:
        """Where the two that may be one are compared and merged, for who may."""
        first, second = self.row
        if not all(permissions.may(self.user, Action.MERGE, each) for each in (first, second)):
            return ""
        return f"{reverse('admin:directory_project_merge', args=[second.pk])}?into={first.pk}"

    @cached_property
    def form(self) -> RowForm | None:
        form = FORMS.get(self.chore.slug)
        return form(self.row, self.data) if form and self.is_mine else None

    @property
    def page(self) -> str:
        """Where the whole object is edited."""
        name = self.project._meta.model_name if self.project else self.row._meta.model_name
        return reverse(f"admin:directory_{name}_change", args=[(self.project or self.row).pk])

    def place(self, address: str) -> str:
        """Where one gets to it from the first page: to its row in the list at an address, or
        to the page of its own on which it is decided or edited."""
        if isinstance(self.row, Suggestion | Tag | Webhook):
            return self.page
        return f"{address}#row-{self.pk}"
