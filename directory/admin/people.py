"""Maintainers and what they look after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from directory.models import Maintainer, Stewardship
from directory.services.appointing import NoOwnerLeft, keeping_an_owner

from .base import CurationAdmin
from .inlines import CurationFormSet, CurationInline
from .renaming import RenamingAdmin


class KeepingAnOwner(CurationAdmin):
    """Pages on which the last owner of the whole list could be removed, and is not."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._keeping(request, partial(super().changeform_view, request, *args, **kwargs))

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._keeping(request, partial(super().delete_view, request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._keeping(request, partial(super().changelist_view, request, *args, **kwargs))

    def _keeping(self, request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
        if request.method != "POST":
            return page()
        try:
            with keeping_an_owner():
                return page()
        except NoOwnerLeft as refusal:
            self.message_user(request, refusal.message, messages.ERROR)
            return redirect(request.get_full_path())


class StewardshipFormSet(CurationFormSet):
    def clean(self) -> None:
        """The rule that Django knows only for each row by itself."""
        super().clean()
        roles = set()
        for form in self.forms:
            data: dict[str, Any] = getattr(form, "cleaned_data", {})
            if data.get("DELETE") or not data.get("role"):
                continue
            role = tuple(
                str(data.get(key)) for key in ("maintainer", "role", "category", "project")
            )
            if role in roles:
                raise ValidationError(_("The same role stands here twice."))
            roles.add(role)


class StewardshipInline(CurationInline, admin.TabularInline):
    """The stewards of a project."""

    model = Stewardship
    formset = StewardshipFormSet
    autocomplete_fields = ["maintainer"]
    list_select_related = ["maintainer", "category", "project"]
    fields = ["maintainer", "role"]


class MaintainedInline(StewardshipInline):
    """What a maintainer looks after."""

    autocomplete_fields = ["category", "project"]
    fields = ["role", "category", "project"]


@admin.register(Maintainer)
class MaintainerAdmin(KeepingAnOwner, RenamingAdmin):
    list_display = ["handle", "name", "profile_url", "user"]
    list_select_related = ["user"]
    search_fields = ["handle", "name"]
    autocomplete_fields = ["user"]
    inlines = [MaintainedInline]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Only who may see the logins can choose one."""
        login = "user" if request.user.has_perm("auth.view_user") else "login"
        return ["handle", "name", "profile_url", login]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["login"]

    @admin.display(description=Maintainer._meta.get_field("user").verbose_name)
    def login(self, maintainer: Maintainer) -> str:
        return maintainer.user.get_username() if maintainer.user else ""


@admin.register(Stewardship)
class StewardshipAdmin(KeepingAnOwner):
    list_display = ["maintainer", "role", "scope"]
    list_filter = ["role"]
    list_select_related = ["maintainer", "category", "project"]
    search_fields = [
        "maintainer__handle",
        "maintainer__name",
        "category__slug",
        "project__slug",
        "project__name",
    ]
    autocomplete_fields = ["maintainer", "category", "project"]
    fields = ["maintainer", "role", "category", "project"]
