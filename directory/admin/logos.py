"""The logo of a project: seen, chosen, replaced and removed where the project is edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import logos
from directory.models import Logo

from .inlines import CurationInline

ACCEPTED = ".svg,.png,.webp,.jpg,.jpeg"


class LogoForm(forms.ModelForm):
    picture: logos.Picture | None = None

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "SVG is best; PNG, WebP and JPEG become at most 512 pixels wide and high."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    class Meta:
        model = Logo
        fields: list[str] = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.picture = logos.clean(file.read(logos.LARGEST + 1))
        except logos.Refused as error:
            raise ValidationError([error.message, error.remedy]) from error
        return file

    def save(self, commit: bool = True) -> Logo:
        if self.picture:
            self.instance.take(self.picture, self.cleaned_data["file"].name)
        return super().save(commit)


class LogoInline(CurationInline, admin.StackedInline):
    """Who may change a project may change its logo."""

    model = Logo
    form = LogoForm
    max_num = 1
    fields = ["preview", "file"]
    readonly_fields = ["preview"]
    view_on_site = False

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return int(self.has_add_permission(request, obj))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("data")

    @admin.display(description=gettext_lazy("Now"))
    def preview(self, logo: Logo) -> str:
        if logo._state.adding:
            return _("none")
        return format_html(
            '<span class="logo"><img src="{}" alt="{}" width="72" height="72"></span>',
            logo.get_absolute_url(),
            logo.name,
        )
