"""Projects with all that is edited within them, their links and former addresses."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from directory import heartbeat, text
from directory.models import Link, Project, ProjectTag
from directory.querysets import ProjectQuerySet
from directory.services import history, indexing, renaming
from directory.wording import listed

from .base import CurationAdmin
from .capabilities import CapabilityValueInline
from .filters import CategoryFilter, MissingFilter, UnverifiedFilter
from .inlines import CurationInline
from .logos import LogoInline
from .merging import MergePages
from .people import StewardshipInline
from .project_form import ProjectForm
from .publication import PublicationAdmin
from .relations import InverseRelationInline, RelationInline
from .restoring import RestorePages
from .suggesting import SuggestedRows, SuggestingAdmin, is_suggesting
from .unmerging import UnmergePages

TAGS_LISTED = 3


class LinkInline(SuggestedRows, CurationInline, admin.TabularInline):
    model = Link
    fields = ["kind", "url", "text", "former", "position"]


@admin.register(Project)
class ProjectAdmin(MergePages, UnmergePages, RestorePages, SuggestingAdmin, PublicationAdmin):
    form = ProjectForm
    actions = ["publish", "withdraw", "merge", "delete_selected"]
    list_display = ["name", "category", "status", "state", "labels", "changed"]
    list_filter = [
        "state",
        "status",
        CategoryFilter,
        MissingFilter,
        UnverifiedFilter,
        "maturity",
        "project_tags__tag",
    ]
    search_fields = ["slug", "name", "name_zh", "organization", "organization_zh"]
    autocomplete_fields = ["category"]
    readonly_fields = ["created", "modified"]
    inlines = [
        LogoInline,
        LinkInline,
        RelationInline,
        InverseRelationInline,
        CapabilityValueInline,
        StewardshipInline,
    ]
    fieldsets = [
        (
            _("What it is"),
            {"fields": [("name", "name_zh"), "slug", ("category", "position", "featured"), "tags"]},
        ),
        (
            _("Whether it is alive"),
            {
                "fields": [
                    ("status", "status_since"),
                    ("status_note_zh", "status_note_en"),
                    "last_activity",
                    ("last_activity_note_zh", "last_activity_note_en"),
                    "started",
                    ("started_note_zh", "started_note_en"),
                    ("first_release", "first_release_date"),
                ]
            },
        ),
        (
            _("License and people"),
            {
                "fields": [
                    ("license", "languages"),
                    ("organization", "organization_zh"),
                    ("organization_note_zh", "organization_note_en"),
                ]
            },
        ),
        (
            _("Foundation"),
            {"fields": [("foundation", "foundation_via"), "maturity", "foundation_dates"]},
        ),
        (
            _("Texts in both languages"),
            {"fields": [("summary_zh", "summary_en"), ("description_zh", "description_en")]},
        ),
        (_("Evidence"), {"fields": ["sources", "unverified", "extra"]}),
        (
            _("Publication"),
            {
                "fields": [
                    "state",
                    ("withdrawn_reason_zh", "withdrawn_reason_en"),
                    ("created", "modified"),
                    "reason",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> ProjectQuerySet:
        return super().get_queryset(request).for_admin_list()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Asks the site's own index what the search box means, before there is a transaction, in
        which the index would be brought up to date anew each time."""
        if phrases := text.phrases(request.GET.get(SEARCH_VAR, "")):
            request.found = indexing.find(phrases, heartbeat.version())
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: ProjectQuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By name everywhere; in the list also whatever the site would find, and drafts alike."""
        named, repeated = super().get_search_results(request, queryset, search_term)
        if not hasattr(request, "found"):
            return named, repeated
        ways = [
            named,
            Project.objects.among(request.found),
            Project.objects.hidden_with(search_term.replace("\0", "").split()),
        ]
        found = Q()
        for way in ways:
            found |= Q(pk__in=way.order_by().values("pk"))
        return queryset.filter(found), False

    @admin.display(description=_("tags"))
    def labels(self, project: Project) -> str:
        return listed((item.tag for item in project.project_tags.all()), TAGS_LISTED)

    @admin.display(description=_("changed"), ordering="modified")
    def changed(self, project: Project) -> str:
        return date_format(localtime(project.modified))

    def view_on_site(self, obj: Project) -> str | None:
        return None if obj.state == Project.State.DRAFT else super().view_on_site(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *self._reserved(request, obj)]

    def _reserved(self, request: HttpRequest, obj: Any) -> list[str]:
        """What only owners change, and what nobody suggests."""
        if is_suggesting(request):
            return ["extra"]
        if self.has_publish_permission(request, obj):
            return []
        return ["state"] if obj is None or obj.state == Project.State.DRAFT else ["state", "slug"]

    def save_model(
        self, request: HttpRequest, obj: Project, form: ProjectForm, change: bool
    ) -> None:
        history.because(obj, form.cleaned_data["reason"])
        if change and "slug" in form.changed_data:
            slug, obj.slug = obj.slug, form.initial["slug"]
            renaming.rename(obj, slug, form.cleaned_data["reason"])
        elif form.has_changed():
            super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.forms:
            history.because(row.instance, form.cleaned_data["reason"])
        super().save_formset(request, form, formset, change)

    def related_before(self, newer: history.Newer) -> dict[str, Any]:
        items = [item for item in newer.before.values() if isinstance(item, ProjectTag)]
        return {"tags": [item.tag_id for item in items]}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not form.has_changed() and any(formset.has_changed() for formset in formsets):
            form.instance.save(update_fields=["modified"])


@admin.register(Link)
class LinkAdmin(CurationAdmin):
    list_display = ["url", "project", "kind", "former"]
    list_filter = ["kind", "former"]
    list_select_related = ["project"]
    search_fields = ["url", "text", "project__slug", "project__name", "project__name_zh"]
    autocomplete_fields = ["project"]
    fields = ["project", ("kind", "position"), "url", "text", "former"]
