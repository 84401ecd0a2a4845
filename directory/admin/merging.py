"""Two projects made one: which, what stays and what goes, and only then done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Act, Project, Relation
from directory.querysets import ProjectQuerySet
from directory.services import acts, history, merging, permissions
from directory.services.merging import CannotMerge, Merging, Part
from directory.services.permissions import Action

from . import conflicts
from .fields import Autocomplete, is_key

REASON_LENGTH = 100
# More of a text tells no better which of two it is.
SHOWN_OF_TEXT = 600
LOSER, WINNER = "loser", "winner"


class ChoiceForm(forms.Form):
    """Into which project another one goes."""

    def __init__(self, data: QueryDict):
        super().__init__(data if "into" in data else None)
        self.fields["into"] = forms.ModelChoiceField(
            Project.objects.published(),
            label=_("Project that stays"),
            widget=Autocomplete(Relation._meta.get_field("target"), admin.site),
            error_messages={"required": _("Choose a project.")},
        )


class Choice(NamedTuple):
    """A field of which both say something, or only the loser; `takes` is who is believed."""

    name: str
    label: str
    winner: str
    loser: str
    takes: str


class Page:
    """What merging two projects would do, and what was chosen of it so far."""

    def __init__(self, loser: Project, winner: Project, sent: QueryDict):
        self.loser = loser
        self.winner = winner
        self.sent = sent
        self.seen = {
            name: conflicts.written(history.mark(Project, project.pk))
            for name, project in ((LOSER, loser), (WINNER, winner))
        }
        self.refusal = ""
        self.mistakes: list[tuple[str, str]] = []
        try:
            self.merging: Merging | None = merging.prepare(loser, winner)
        except CannotMerge as error:
            self.merging, self.refusal = None, str(error)

    @property
    def reason(self) -> str:
        return self.sent.get("reason", "").replace("\0", "").strip()[:REASON_LENGTH]

    @property
    def taken(self) -> list[str]:
        """The fields that the winner takes from the loser."""
        return [choice.name for choice in self.choices if choice.takes == LOSER]

    @cached_property
    def choices(self) -> list[Choice]:
        found = []
        for each in self.merging.differing if self.merging else ():
            texts = history.abridged(each.winner, each.loser)
            winner, loser = (Truncator(text).chars(SHOWN_OF_TEXT) for text in texts)
            takes = LOSER if self.sent.get(each.name) == LOSER else WINNER
            found.append(Choice(each.name, capfirst(each.label), winner, loser, takes))
        return found

    @cached_property
    def newer(self) -> list[history.Event]:
        """What happened to either since the page was shown that is now sent."""
        if not self.sent:
            return []
        return [
            event
            for name, project in ((LOSER, self.loser), (WINNER, self.winner))
            for event in history.since(
                project, conflicts.read(self.sent.get(f"seen-{name}", ""))
            ).events
        ]

    @property
    def moved(self) -> list[tuple[str, list[str]]]:
        """What goes to the winner, by what it is."""
        if self.merging is None:
            return []
        return by_model(self.merging.moved, self.merging.others)

    @property
    def dropped(self) -> Iterator[tuple[str, str, str]]:
        """(what it is, the loser's, the winner's that stays in its place)."""
        for part in self.merging.dropped if self.merging else ():
            yield noun(part.row), title_of(part.row), title_of(part.kept) if part.kept else ""

    def merge(self) -> bool:
        """Whether it could be done; if not, the page says why."""
        try:
            with transaction.atomic():
                merging.merge(self.loser, self.winner, self.taken, self.reason)
        except CannotMerge as error:
            self.refusal = str(error)
        except ValidationError as error:
            labels = {choice.name: choice.label for choice in self.choices}
            self.mistakes = [
                (labels.get(name, name), " ".join(ValidationError(errors).messages))
                for name, errors in error.update_error_dict({}).items()
            ]
        return not (self.refusal or self.mistakes)


def by_model(
    parts: Iterable[Part], others: Iterable[tuple[Any, int]]
) -> list[tuple[str, list[str]]]:
    """Those that have a title by it, how many there are of others."""
    rows = groupby(parts, key=lambda part: type(part.row))
    told = [(_plural(model), [title_of(part.row) for part in found]) for model, found in rows]
    return [*told, *((_plural(model), [str(number)]) for model, number in others)]


def title_of(row: Any) -> str:
    return history.TITLES.get(type(row), str)(row)


def noun(row: Any) -> str:
    return capfirst(str(row._meta.verbose_name))


def _plural(model: Any) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


class MergePages(admin.ModelAdmin):
    """What the admin of projects has beside its list and its forms."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.merge_view)
        return [
            path("<path:object_id>/merge/", page, name="directory_project_merge"),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return permissions.may_somewhere(request.user, Action.MERGE)

    @admin.action(
        description=gettext_lazy("Merge the two selected projects"), permissions=["merge"]
    )
    def merge(self, request: HttpRequest, queryset: ProjectQuerySet) -> HttpResponse | None:
        chosen = sorted(queryset[:3], key=_stays_last)
        if len(chosen) != 2:
            told = _("Select two projects: the one that stays, and the one that goes into it.")
            self.message_user(request, told, messages.ERROR)
            return None
        loser, winner = chosen
        return redirect(_address(loser, winner))

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        loser = _project(object_id)
        if loser is None:
            raise Http404
        winner = _project(request.GET.get("into", ""))
        refuse_others(request, *filter(None, (loser, winner)))
        if winner is None:
            return self._choose(request, loser)
        if request.method != "POST":
            return self._show(request, Page(loser, winner, request.POST))
        with transaction.atomic():
            rows = Project.objects.select_for_update().order_by("pk")
            locked = rows.in_bulk({loser.pk, winner.pk})
            if not locked.keys() >= {loser.pk, winner.pk}:  # somebody else has just merged them
                raise Http404
            page = Page(locked[loser.pk], locked[winner.pk], request.POST)
            if page.newer or not page.merge():
                return self._show(request, page)
            acts.record(request.user, Act.Kind.MERGED, winner, str(loser))
        told = _("“%(loser)s” was merged into “%(winner)s”, where its addresses lead from now on.")
        self.message_user(request, told % {"loser": loser, "winner": winner}, messages.SUCCESS)
        return redirect("admin:directory_project_change", winner.pk)

    def _choose(self, request: HttpRequest, loser: Project) -> HttpResponse:
        context = self._context(request, loser) | {"form": ChoiceForm(request.GET)}
        return TemplateResponse(request, "admin/directory/merge_choice.html", context)

    def _show(self, request: HttpRequest, page: Page) -> HttpResponse:
        swap = _address(page.winner, page.loser)
        context = self._context(request, page.loser) | {"page": page, "swap": swap}
        return TemplateResponse(request, "admin/directory/merge.html", context)

    def _context(self, request: HttpRequest, loser: Project) -> dict[str, Any]:
        title = _("Merge %(project)s") % {"project": loser}
        context = self.admin_site.each_context(request)
        return {**context, "opts": self.opts, "media": self.media, "title": title, "loser": loser}

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> Any:
        project = context["original"]
        context["may_merge"] = permissions.may(request.user, Action.MERGE, project)
        return super().render_change_form(request, context, **kwargs)


def _project(key: str) -> Project | None:
    return Project.objects.filter(pk=key).first() if is_key(key) else None


def refuse_others(request: HttpRequest, *projects: Project) -> None:
    if not all(permissions.may(request.user, Action.MERGE, project) for project in projects):
        raise PermissionDenied


def _stays_last(project: Project) -> tuple[bool, int]:
    """What is public stays rather than what is not, and what came first."""
    return project.state == Project.State.PUBLISHED, -project.pk


def _address(loser: Project, winner: Project) -> str:
    return f"{reverse('admin:directory_project_merge', args=[loser.pk])}?into={winner.pk}"
