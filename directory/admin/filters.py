"""Filters of lists that are more than one column's values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import Category, Project
from directory.querysets import ProjectQuerySet


class KnownChoiceFilter(admin.SimpleListFilter):
    """A filter that refuses a value which is none of its choices."""

    def queryset(self, request: HttpRequest, queryset: Any) -> ProjectQuerySet:
        value = self.value()
        if value is None:
            return queryset
        if value not in {choice for choice, _label in self.lookup_choices}:
            raise IncorrectLookupParameters
        return self.narrowed(queryset, value)

    def narrowed(self, queryset: ProjectQuerySet, value: str) -> ProjectQuerySet:
        raise NotImplementedError


class StateFilter(KnownChoiceFilter):
    """The states of whatever is listed; who uses it names them in `title`."""

    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return model_admin.model.State.choices

    def narrowed(self, queryset: Any, value: str) -> Any:
        return queryset.in_state(value)


class CategoryFilter(KnownChoiceFilter):
    """A category with its subcategories, or one of those alone."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        categories = list(Category.objects.all())
        for root in categories:
            if root.parent_id:
                continue
            yield root.slug, str(root)
            for category in categories:
                if category.parent_id == root.pk:
                    yield category.slug, f"– {category}"

    def narrowed(self, queryset: ProjectQuerySet, value: str) -> ProjectQuerySet:
        return queryset.in_category(value)


class MissingFilter(KnownChoiceFilter):
    """What nobody has written yet."""

    title = _("missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("summary_zh", _("summary (Chinese)")),
            ("summary_en", _("summary (English)")),
            ("license", _("license")),
            ("tags", _("tags")),
            ("links", _("links")),
        ]

    def narrowed(self, queryset: ProjectQuerySet, value: str) -> ProjectQuerySet:
        return queryset.lacking(value)


class UnverifiedFilter(KnownChoiceFilter):
    """Facts that are marked as not verified."""

    title = _("not verified")
    parameter_name = "unverified"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return Project.Fact.choices

    def narrowed(self, queryset: ProjectQuerySet, value: str) -> ProjectQuerySet:
        return queryset.unverified_in(value)
