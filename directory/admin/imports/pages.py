"""The pages of imports: the list of them, the upload, the differences to choose from, downloads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from directory import formats
from directory.admin.base import CurationAdmin
from directory.models import Act, Category, Import
from directory.models.translated import column_language
from directory.querysets import ImportQuerySet
from directory.services import acts
from directory.services.exchange import imports
from directory.services.exchange.plan import Change

from . import downloads
from .choice import SHOWN_CHANGES, Choice, Outdated
from .differences import heading, kind_name, tables
from .retelling import retold
from .upload import UploadForm, choices_made

# Of problems and of lines that are no entries.
LISTED_AT_MOST = 500
FIELDSETS: list[Any] = [
    (None, {"fields": ["file", "text"]}),
    (gettext_lazy("How to read it"), {"fields": [("format", "language"), "category", "match"]}),
    (gettext_lazy("What to do with it"), {"fields": ["only", "withdraw_missing"]}),
]


@admin.register(Import)
class ImportAdmin(CurationAdmin):
    """For owners of the whole list: a file can say anything of any part of it."""

    list_display = ["file", "format", "state", "new", "changed", "withdrawn", "user", "created"]
    list_filter = ["state", "format"]
    list_select_related = ["user"]
    search_fields = ["file"]
    actions = None
    change_list_template = "admin/directory/import_list.html"
    delete_confirmation_template = "admin/directory/import_discard.html"

    def get_queryset(self, request: HttpRequest) -> ImportQuerySet:
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=pgettext_lazy("objects of an import", "New"))
    def new(self, source: Import) -> int:
        return _total(source, Change.NEW)

    @admin.display(description=pgettext_lazy("objects of an import", "Changed"))
    def changed(self, source: Import) -> int:
        return _total(source, Change.CHANGED)

    @admin.display(description=pgettext_lazy("objects of an import", "Withdrawn"))
    def withdrawn(self, source: Import) -> int:
        return _total(source, Change.WITHDRAWN)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was done stays on record."""
        undecided = obj is None or obj.state == Import.State.PREPARED
        return undecided and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[Any]:
        download = self.admin_site.admin_view(self.download)
        return [
            path("export/<str:format>/", download, name="directory_import_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        context = {"title": title, "downloads": list(downloads.offered())}
        return super().changelist_view(request, context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return super().delete_view(request, object_id, {"title": _("Discard")})

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        text = _("Discarded “%(file)s”; the directory is as it was.") % {"file": obj_display}
        self.message_user(request, text, messages.SUCCESS)
        return redirect("admin:directory_import_changelist")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """An import is its own history."""
        return redirect("admin:directory_import_change", object_id)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*sent)
        if form.is_valid():
            return redirect("admin:directory_import_change", form.prepare(request.user).pk)
        adminform = AdminForm(form, FIELDSETS, {}, model_admin=self)  # type: ignore[arg-type]
        context = {
            "adminform": adminform,
            "form": form,
            "categories": Category.objects.all(),
            "title": _("Import a file"),
            "media": self.media + form.media,
        }
        return self._render(request, "import_upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        source = self.get_object(request, object_id)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        if source is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        changes = source.report["changes"]
        if request.method != "POST":
            return self._differences(request, source, Choice(changes))
        try:
            choice = Choice.of_form(changes, request.POST)
        except Outdated:
            self._tell_changed(request)
            return self._differences(request, source, Choice(changes))
        if "confirm" in request.POST:
            return self._confirm(request, source, choice)
        return self._differences(request, source, choice)

    def download(self, request: HttpRequest, format: str) -> HttpResponse:
        """The whole directory as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if format not in formats.FORMATS:
            raise Http404
        asked = request.GET.get("language")
        language = asked if asked in downloads.LANGUAGES else column_language()
        return downloads.response(format, language)

    # ---- what the buttons below the differences do

    def _confirm(self, request: HttpRequest, source: Import, choice: Choice) -> HttpResponse:
        if choice.changes and not choice.wanted:
            self.message_user(request, _("Nothing is ticked, so nothing was done."), messages.ERROR)
            return self._differences(request, source, choice)
        try:
            imports.confirm(source, choice.wanted, request.user)
        except imports.Overtaken as overtaken:
            imports.renew(source, overtaken.plan)
            self._tell_changed(request)
            choice = choice.for_changes(source.report["changes"])
            return self._differences(request, source, choice)
        except OperationalError:
            self._tell_busy(request)
            return self._differences(request, Import.objects.get(pk=source.pk), choice)
        except imports.Settled:
            text = _("This was confirmed or discarded already.")
            self.message_user(request, text, messages.WARNING)
        except imports.Refused:
            text = _("A file with errors cannot be imported.")
            self.message_user(request, text, messages.ERROR)
        else:
            self._tell_done(request, source)
        return redirect("admin:directory_import_change", source.pk)

    def _tell_changed(self, request: HttpRequest) -> None:
        text = _(
            "The directory has changed since the differences were shown, so nothing was "
            "imported. Here is what would change now."
        )
        self.message_user(request, text, messages.WARNING)

    def _tell_busy(self, request: HttpRequest) -> None:
        text = _(
            "Somebody else was writing to the directory at the same moment, so nothing was "
            "imported. Confirm once more."
        )
        self.message_user(request, text, messages.ERROR)

    def _tell_done(self, request: HttpRequest, source: Import) -> None:
        if source.state != Import.State.DONE:
            text = _("The directory says all of this already, and the file is on record.")
            self.message_user(request, text, messages.INFO)
            return
        count = len(source.report["changes"])
        acts.record(request.user, Act.Kind.IMPORTED, source, str(count))
        if not count:
            text = _("Kept “%(file)s”; nothing had to change.") % {"file": source.file}
            self.message_user(request, text, messages.SUCCESS)
            return
        done = ngettext(
            "Imported “%(file)s”: %(count)s object is new, changed or withdrawn.",
            "Imported “%(file)s”: %(count)s objects are new, changed or withdrawn.",
            count,
        ) % {"file": source.file, "count": localize(count)}
        self.message_user(request, done, messages.SUCCESS)

    # ---- pages

    def _differences(
        self, request: HttpRequest, source: Import, choice: Choice
    ) -> TemplateResponse:
        report = retold(source)
        problems = sorted(report["problems"], key=lambda problem: problem["level"])
        errors = sum(problem["level"] == "error" for problem in problems)
        prepared = source.state == Import.State.PREPARED
        context = {
            "title": source.file,
            "object": source,
            "prepared": prepared,
            "choices_made": list(choices_made(source.options)),
            "can_confirm": prepared and not errors,
            "counts": list(_counts(report["counts"])),
            "kinds_of_change": [heading(change) for change in Change],
            "problems": problems[:LISTED_AT_MOST],
            "more_problems": len(problems[LISTED_AT_MOST:]),
            "errors": errors,
            "left_out": report["left_out"][:LISTED_AT_MOST],
            "more_left_out": len(report["left_out"][LISTED_AT_MOST:]),
            "left_out_count": len(report["left_out"]),
            "choice": choice,
            "tables": tables(choice),
            "ways": [("", _("All"), len(choice.changes)), *_ways(choice)],
            "page_range": choice.page.paginator.get_elided_page_range(choice.page.number),
        }
        return self._render(request, "import_differences.html", context)

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> TemplateResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/directory/{template}", frame | context)


def _total(source: Any, change: Change) -> int:
    return sum(counts[change] for counts in (source.counts or {}).values())


def _counts(counts: dict[str, dict[str, int]]) -> Iterator[tuple[str, list[int]]]:
    for kind, numbers in counts.items():
        yield kind_name(kind, several=True), [numbers[change] for change in Change]


def _ways(choice: Choice) -> Iterator[tuple[str, str, int]]:
    """What can be shown alone: its value, how it is called, how many there are."""
    for change in SHOWN_CHANGES:
        count = sum(told["change"] == change for told in choice.changes)
        if count:
            yield change.value, heading(change), count
