"""The pages of the matrix: a row for each capability of a category, a column for each project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import Act, Capability, CapabilityValue, Category, Project
from directory.services import acts, matrix
from directory.services.permissions import Action, may, may_somewhere

from .cells import Cell, opened, read_opened

COLUMNS = 8
# Django takes a thousand fields of a form.
FIELDS_AT_MOST = 900
REASON_LENGTH = 100


class MatrixPages(admin.ModelAdmin):
    """What the admin of cells has beside its list and its forms."""

    change_list_template = "admin/directory/capabilityvalue_list.html"

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.matrix_view)
        return [
            path("matrix/<slug:slug>/", page, name="directory_capabilityvalue_matrix"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        matrices = Category.objects.with_capabilities() if _may_edit_some(request) else []
        return super().changelist_view(request, {**(extra_context or {}), "matrices": matrices})

    def matrix_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not _may_edit_some(request):
            raise PermissionDenied
        category = get_object_or_404(Category, slug=slug)
        if request.method != "POST":
            return self._show(request, Page(request, category))
        with transaction.atomic():
            page = Page(request, category, lock=True)
            changed = page.take(request.POST)
            if page.mistakes:
                return self._show(request, page)
            matrix.save(
                [cell.value for cell in changed if not cell.is_emptied],
                [cell.value for cell in changed if cell.is_emptied],
                request.POST.get("reason", "").replace("\0", "").strip()[:REASON_LENGTH],
            )
            if changed:
                kind = Act.Kind.FILLED_MATRIX
                acts.record(request.user, kind, category, str(len(changed)))
        self._tell(request, len(changed))
        return redirect(request.get_full_path())

    def _tell(self, request: HttpRequest, number: int) -> None:
        if not number:
            self.message_user(request, _("Nothing was changed."), messages.INFO)
            return
        said = ngettext("%(number)d cell was saved.", "%(number)d cells were saved.", number)
        self.message_user(request, said % {"number": number}, messages.SUCCESS)

    def _show(self, request: HttpRequest, page: Page) -> HttpResponse:
        title = _("Matrix: %(category)s") % {"category": page.category}
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        # The matrix needs all the width that there is.
        context |= {"page": page, "opened": opened(page.cells), "is_nav_sidebar_enabled": False}
        context |= {"reason": request.POST.get("reason", "")}
        return TemplateResponse(request, "admin/directory/matrix.html", context)


def _may_edit_some(request: HttpRequest) -> bool:
    return may_somewhere(request.user, Action.EDIT)


class Page:
    """Some projects of a category, with a cell for each of its capabilities."""

    def __init__(self, request: HttpRequest, category: Category, *, lock: bool = False) -> None:
        self.category = category
        self.wanted = request.GET.get("projects", "").replace("\0", "")[:1000]
        self.capabilities = list(
            Capability.objects.for_matrix({category.pk, category.parent_id or category.pk})
        )
        found = Project.objects.for_matrix(category, _words(self.wanted))
        paginator = Paginator(found, self._columns())
        part = paginator.get_page(request.GET.get("page"))
        self.number, self.numbers = part.number, list(paginator.page_range)
        shown = part.object_list
        self.projects: list[Project] = list(
            shown.select_for_update(of=("self",)) if lock else shown
        )
        # Columns that others look after stand there to be read.
        self.closed = {p.pk for p in self.projects if not may(request.user, Action.EDIT, p)}
        self.cells = self._read()

    def _columns(self) -> int:
        fields = sum(2 + max(2, len(c.terms)) for c in self.capabilities)
        return max(1, min(COLUMNS, FIELDS_AT_MOST // max(fields, 1)))

    def _read(self) -> list[Cell]:
        ids = [project.pk for project in self.projects]
        values = {
            (value.project_id, value.capability_id): value
            for value in CapabilityValue.objects.of_projects(ids)
        }
        return [
            Cell(
                project,
                capability,
                values.get((project.pk, capability.pk)),
                closed=project.pk in self.closed,
            )
            for capability in self.capabilities
            for project in self.projects
        ]

    @property
    def rows(self) -> list[tuple[Capability, Sequence[Cell]]]:
        width = len(self.projects)
        return [
            (capability, self.cells[place * width : (place + 1) * width])
            for place, capability in enumerate(self.capabilities)
        ]

    def take(self, data: Any) -> list[Cell]:
        """The cells that were changed, with what was typed into them."""
        known = read_opened(data.get("opened", ""))
        for cell in self.cells:
            if cell.key in known and not cell.closed:
                cell.take(data, known[cell.key])
        return [cell for cell in self.cells if cell.is_changed]

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """(which cell, id of the control, what is wrong with it)."""
        return [
            (f"{cell.value.project}, {cell.value.capability}", anchor, says)
            for cell in self.cells
            for anchor, says in cell.mistakes
        ]


def _words(text: str) -> list[str]:
    """Names or slugs, separated by commas of either script."""
    return [word for part in re.split(r"[,，、;；]", text) if (word := part.strip())]
