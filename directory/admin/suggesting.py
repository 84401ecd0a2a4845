"""A form of a project that others look after: what would be saved becomes a suggestion to them.

What is sent is saved like any change, read in the terms of suggestions, and taken back. So every
rule of the form holds, and all that it can say can be suggested.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory.models import Maintainer, Project
from directory.services import permissions
from directory.services.permissions import Action
from directory.services.suggestions import proposals, routing, submitting

from . import rights
from .base import CurationAdmin
from .lists import names_of
from .rights import ObjectRights


def is_suggesting(request: HttpRequest) -> bool:
    """Decided once for a request, before what was typed can say to whom the project belongs."""
    return getattr(request, "is_suggesting", False)


class SuggestedRows(ObjectRights):
    """Rows within a project that a suggestion can say as well."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_suggesting(request) or super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_suggesting(request) or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_suggesting(request) or super().has_delete_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if is_suggesting(request):
            formset.form.request = None
        return formset


class SuggestingAdmin(CurationAdmin):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_suggesting(request) or super().has_change_permission(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        key = self._key(object_id)
        project = None if key is None else self.get_object(request, str(key))
        if project is None or not _only_suggests(request, project):
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.is_suggesting = True
        told = {"asked": _named(routing.nearest_stewards(project))}
        page = partial(
            super().changeform_view,
            request,
            object_id,
            form_url,
            {**(extra_context or {}), **told},
        )
        return self._suggest(request, project, page) if request.method == "POST" else page()

    def _suggest(
        self, request: HttpRequest, project: Project, page: Callable[[], HttpResponse]
    ) -> HttpResponse:
        answers: list[HttpResponse] = []
        reason = request.POST.get("reason", "").strip()
        proposal = proposals.by_editor_who_saves(
            project, lambda: answers.append(page()), request.user, reason
        )
        (answer,) = answers
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        try:
            suggestion = submitting.submit(proposal, submitting.Sender())
        except submitting.Invalid as invalid:
            request.refused = invalid.mistakes
            return page()
        told = _("Suggested to %(asked)s. The project stays as it is until they decide.")
        words = {"asked": _named(routing.reviewers_of(suggestion))}
        self.message_user(request, told % words, messages.SUCCESS)
        return answer

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if change and is_suggesting(request):
            form.request, form.is_suggestion = None, True
            form.refused = getattr(request, "refused", ())
        return form

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Without a word of what was saved, for it is taken back."""
        if is_suggesting(request):
            return redirect("admin:directory_project_change", obj.pk)
        return super().response_change(request, obj)


def _only_suggests(request: HttpRequest, project: Project) -> bool:
    user = request.user
    return not rights.may(request, "change", Project, project) and permissions.may(
        user, Action.SUGGEST, project
    )


def _named(stewards: list[Maintainer]) -> str:
    return names_of(stewards) or _("the operators of this site")
