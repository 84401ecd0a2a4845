"""Tags, and which project carries which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Act, ProjectTag, Tag
from directory.services import acts, permissions, tagging
from directory.services.permissions import Action
from directory.wording import listed

from .base import CurationAdmin
from .conflicts import CurationForm
from .fields import LinesField
from .renaming import RenamingAdmin

MERGED_AT_MOST = 50


class TagForm(CurationForm):
    class Meta:
        model = Tag
        fields = "__all__"
        field_classes = {"synonyms": LinesField}
        help_texts = {
            "slug": gettext_lazy("Part of the address. The former one goes on leading here."),
            "synonyms": gettext_lazy(
                "Other words that people search for, in either language; one per line, or with "
                "commas between them."
            ),
        }


class MergeForm(forms.Form):
    """Which of several tags stays."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"),
        help_text=gettext_lazy("Kept in the history, not shown on the site."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, tags: QuerySet[Tag], data: Any):
        super().__init__(data)
        self.fields["winner"] = forms.ModelChoiceField(
            tags, label=_("Tag that stays"), widget=forms.RadioSelect, empty_label=None
        )
        self.order_fields(["winner", "reason"])


@admin.register(Tag)
class TagAdmin(RenamingAdmin):
    form = TagForm
    actions = ["merge", "delete_selected"]
    list_display = ["slug", "label_zh", "name", "uses"]
    list_editable = ["label_zh", "name"]
    list_filter = [
        ("label_zh", admin.EmptyFieldListFilter),
        ("description_zh", admin.EmptyFieldListFilter),
        ("description_en", admin.EmptyFieldListFilter),
    ]
    ordering = ["slug"]
    search_fields = ["slug", "name", "label_zh"]
    fields = [
        "slug",
        ("label_zh", "name"),
        "synonyms",
        ("description_zh", "description_en"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return Tag.objects.in_use().order_by(*self.get_ordering(request))

    @admin.display(description=gettext_lazy("published projects"), ordering="uses")
    def uses(self, tag: Tag) -> int:
        return tag.uses

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return permissions.may(request.user, Action.MERGE)

    @admin.action(description=gettext_lazy("Merge the selected tags"), permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse | None:
        if not 2 <= queryset.count() <= MERGED_AT_MOST:
            told = _("Select the tag that stays and those that go into it, %(most)d at most.")
            self.message_user(request, told % {"most": MERGED_AT_MOST}, messages.ERROR)
            return None
        form = MergeForm(queryset, request.POST if "confirmed" in request.POST else None)
        if form.is_valid() and self._merge(request, queryset, form):
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge tags"),
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "tags": queryset,
        }
        return TemplateResponse(request, "admin/directory/merge_tags.html", context)

    def _merge(self, request: HttpRequest, queryset: QuerySet[Tag], form: MergeForm) -> bool:
        """Whether it could be done; if not, the form says why."""
        winner = form.cleaned_data["winner"]
        with transaction.atomic():
            keys = [tag.pk for tag in queryset]
            tags = Tag.objects.select_for_update().in_bulk(sorted(keys))
            winner = tags.pop(winner.pk)
            names = listed(tags.values())
            try:
                tagging.merge(tags.values(), winner, form.cleaned_data["reason"])
            except ValidationError as error:
                transaction.set_rollback(True)
                form.add_error("winner", " ".join(error.messages))
                return False
            acts.record(request.user, Act.Kind.MERGED, winner, names)
        told = _("Merged into “%(winner)s”, where their addresses lead from now on: %(names)s.")
        self.message_user(request, told % {"winner": winner, "names": names}, messages.SUCCESS)
        return True


@admin.register(ProjectTag)
class ProjectTagAdmin(CurationAdmin):
    list_display = ["content_object", "tag"]
    list_filter = ["tag"]
    list_select_related = ["content_object", "tag"]
    search_fields = [
        "content_object__slug",
        "content_object__name",
        "content_object__name_zh",
        "tag__slug",
        "tag__name",
        "tag__label_zh",
    ]
    autocomplete_fields = ["content_object", "tag"]
    fields = ["content_object", "tag"]
