"""Logins as operators edit them. Rights follow from stewardships, so Django's groups and
permissions, which would do nothing, are not there; nor are the secrets of second factors."""

from __future__ import annotations

from typing import Any

import django_otp.plugins.otp_static.admin
import django_otp.plugins.otp_totp.admin
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.services.accounts import tokens

# Importing their admin registered them.
for model in (
    Group,
    User,
    django_otp.plugins.otp_static.admin.StaticDevice,
    django_otp.plugins.otp_totp.admin.TOTPDevice,
):
    admin.site.unregister(model)


@admin.register(User)
class LoginAdmin(UserAdmin):
    list_filter = ["is_staff", "is_superuser", "is_active"]
    filter_horizontal: list[str] = []
    fieldsets: Any = [
        (None, {"fields": ["username", "password"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Who may not enter any more has no programs that do."""
        super().save_model(request, obj, form, change)
        if change and not (obj.is_active and obj.is_staff):
            tokens.revoke_all(obj)
