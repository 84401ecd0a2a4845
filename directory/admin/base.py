"""What the admin pages of all models share."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from directory.models import Act, Project
from directory.services import acts, history, undo
from directory.wording import labelled

from . import conflicts, rights
from .fields import is_key
from .inlines import ListedForm
from .lists import ListAdmin, names_of
from .rights import ObjectRights


class CurationAdmin(ObjectRights, ListAdmin):
    form: type[ModelForm] = conflicts.CurationForm
    actions = ["delete_selected"]
    save_on_top = True

    def view_on_site(self, obj: Any) -> str | None:
        """None for what has no page, or none yet with the slug that was just typed."""
        with suppress(AttributeError, NoReverseMatch):
            return str(obj.get_absolute_url())
        return None

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice stand links to add one and, where it is a project, to look at it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
            field.widget.can_view_related &= db_field.related_model is Project
        return field

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        form = super().get_changelist_form(request, form=ListedForm, **kwargs)
        form.request = request
        return form

    @admin.action(description=delete_selected.short_description, permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        mine = self.those_that_may_be(request, "delete", queryset)
        return delete_selected(self, request, mine) if mine else None

    def those_that_may_be(self, request: HttpRequest, verb: str, queryset: QuerySet) -> QuerySet:
        """Of the selected objects; which others are left alone is told."""
        mine, others = rights.divided(request, verb, queryset)
        if others:
            told = _("Left as they are, for others look after them: %(names)s.")
            self.message_user(request, told % {"names": names_of(others)}, messages.WARNING)
        return mine

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        key = self._key(object_id)
        if key is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            return self._marked_view(request, object_id, key, form_url, extra_context)
        with transaction.atomic():
            # Until this one is saved or refused, nobody else saves it.
            self.model._base_manager.select_for_update().filter(pk=key).first()
            return self._marked_view(request, object_id, key, form_url, extra_context)

    def _marked_view(
        self, request: HttpRequest, object_id: Any, key: Any, form_url: str, extra: Any
    ) -> Any:
        """With how far the history was when the form was made, taken before the form is."""
        marked = {conflicts.SEEN: conflicts.written(history.mark(self.model, key))}
        return super().changeform_view(request, object_id, form_url, {**(extra or {}), **marked})

    def _key(self, object_id: str | None) -> int | None:
        """The key that an address names, or None."""
        key = unquote(object_id or "")
        return int(key) if is_key(key) else None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.request = request
        if change and request.method == "POST":
            form.newer = history.since(obj, conflicts.read(request.POST.get(conflicts.SEEN, "")))
        return form

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        form = context["adminform"].form
        if form.newer and form.newer.events:
            conflicts.show_newer_values(form, form.newer, self.related_before(form.newer))
            for inline in context["inline_admin_formsets"]:
                conflicts.show_newer_rows(inline.formset, form.newer)
        return super().render_change_form(request, context, *args, **kwargs)

    def related_before(self, newer: history.Newer) -> dict[str, Any]:
        """Values of those fields that are no columns, as they were."""
        return {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            history.begin(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        history.begin(*(f.instance for f in formset.initial_forms if f.has_changed()))
        super().save_formset(request, form, formset, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Our own reading of the history, which also knows what was deleted."""
        obj = self.get_object(request, unquote(object_id)) or self._deleted(object_id)
        if obj is None:  # which Django knows how to tell
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        events = history.of(obj)
        if request.method == "POST":
            self._undo(request, obj, events)
            return redirect(request.get_full_path())
        page = Paginator(events, 100).get_page(request.GET.get(PAGE_VAR))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % obj,
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "may_take_back": set()
            if obj._state.adding
            else _taken_back_by(request.user, obj, page),
            "exists": not obj._state.adding,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/directory/history.html", context)

    def _undo(self, request: HttpRequest, obj: Model, events: list[history.Event]) -> None:
        asked = request.POST.get("undo", "")
        event = next(
            (event for event in events if event.change and str(event.change) == asked), None
        )
        if event is None or event.change is None:
            self.message_user(request, _("That change is not on record."), messages.ERROR)
            return
        reason = _("Took back a change of %s") % date_format(localtime(event.time))
        try:
            with transaction.atomic():
                _refuse_others(request, event.change, undo.undo(event.change, reason))
                acts.record(request.user, Act.Kind.TOOK_BACK, obj, lambda: _what(obj, asked))
        except undo.CannotUndo as error:
            self.message_user(request, labelled(event.what, error), messages.ERROR)
        else:
            self.message_user(
                request, _("Taken back: %(what)s.") % {"what": event.what}, messages.SUCCESS
            )

    def _deleted(self, object_id: str) -> Model | None:
        pk = self._key(object_id)
        return None if pk is None else history.last_known(self.model, pk)


def _what(obj: Model, asked: str) -> str:
    """A change of the object in the language on display."""
    return next((e.what for e in history.of(obj) if str(e.change) == asked), "")


def _taken_back_by(user: Any, obj: Model, events: Iterable[history.Event]) -> set[history.Change]:
    """The changes of an object and its parts that somebody may take back."""
    if obj._state.adding:
        return set()
    changes = (event.change for event in events)
    return {change for change in changes if change and user.has_perm(change.permission, obj)}


def _refuse_others(request: HttpRequest, change: history.Change, undone: undo.Undone) -> None:
    """A part of this object may have gone to another one since, or go back there."""
    before, after = undone
    if before and not request.user.has_perm(change.permission, before):
        raise PermissionDenied
    comes = after and (before is None or change.field in rights.PLACES)
    if comes and not rights.may(request, "add", type(after), after):
        raise PermissionDenied
