"""Pages for frames of other sites, and the page that makes what is pasted there."""

from __future__ import annotations

from typing import Any, NamedTuple

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from directory.browse import Browse
from directory.comparison import adding
from directory.models import Project
from directory.panorama import panorama
from directory.publishing import badges, embedding, words
from directory.publishing.badges import BadgeKind
from directory.publishing.embedding import Builder, FramedList, FramedMap, Kind, Language, Theme
from directory.services import spelling
from directory.views import cards
from directory.views.moved import View
from directory.views.panorama import stacks
from directory.views.public import public
from directory.views.site import catalogue_of
from directory.wording import labelled


def framed(view: View) -> View:
    """A page that any site may show in a frame."""
    anywhere = csp_replace({"frame-ancestors": ["*"]})
    return xframe_options_exempt(anywhere(public(view)))


@framed
def embed_map(request: HttpRequest) -> HttpResponse:
    browse = FramedMap(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return _invalid(request, browse)
    shown = panorama(browse)
    context = {"panorama": shown, "stacks": list(stacks(browse, shown))}
    return _framed(request, browse, "embed_map", context, "directory:map")


@framed
def embed_list(request: HttpRequest) -> HttpResponse:
    browse = FramedList(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return _invalid(request, browse)
    results = cards.render(browse.catalogue, browse.page_ids, browse.view, browse.phrases, "")
    return _framed(request, browse, "embed_list", {"results": results}, "directory:project_list")


@framed
def embed_project(request: HttpRequest, slug: str) -> HttpResponse:
    browse = FramedList(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return _invalid(request, browse)
    project = Project.objects.known().by_slug(slug)
    if project is None:
        return _moved(request, browse, slug)
    if project.state == Project.State.WITHDRAWN:
        return _missing(request, browse, 410, _("This project is no longer listed."))
    context = {
        "results": cards.render(browse.catalogue, [project.pk], "cards", (), ""),
        "project": project,
    }
    return _framed(request, browse, "embed_project", context)


def _framed(
    request: HttpRequest,
    browse: Browse,
    template: str,
    context: dict[str, Any],
    page: str = "",
    status: int = 200,
) -> HttpResponse:
    """`page` is the name of the whole page, which a link leads to."""
    context |= {
        "browse": browse,
        "criteria": words.criteria(browse.asked_in_words),
        "theme": browse.asked.get("theme", Theme.AUTO),
    }
    if page:
        query = browse.query(theme=None)
        context["whole"] = reverse(page) + (f"?{query}" if query else "")
    return render(request, f"directory/{template}.html", context, status=status)


def _invalid(request: HttpRequest, browse: Browse) -> HttpResponse:
    return _framed(request, browse, "embed_invalid", {}, status=400)


def _missing(request: HttpRequest, browse: Browse, status: int, says: str) -> HttpResponse:
    context = {"says": says, "whole": reverse("directory:project_list")}
    return _framed(request, browse, "embed_missing", context, status=status)


def _moved(request: HttpRequest, browse: Browse, slug: str) -> HttpResponse:
    found = Project.objects.by_old_slug(slug.lower())
    if found is None:
        return _missing(request, browse, 404, _("There is no such project."))
    query = browse.query()
    path = reverse("directory:embed_project", args=[found.slug])
    return redirect(f"{path}?{query}" if query else path, permanent=True)


class Pasted(NamedTuple):
    """A text to paste: what it is for, and whether it is long."""

    label: str
    code: str


class Badge(NamedTuple):
    address: str
    said: str
    pasted: list[Pasted]


@public
def builder(request: HttpRequest) -> HttpResponse:
    builder = Builder(request.GET, catalogue_of(request), request.path)
    if not builder.is_valid:
        return render(request, "directory/invalid.html", {"browse": builder}, status=400)
    project, problem = _project_of(builder)
    context = {
        "browse": builder,
        "kinds": Kind.choices,
        "languages": Language.choices,
        "themes": Theme.choices,
        "project": project,
        "problem": problem,
    }
    if not problem:
        context |= _result(request, builder, project)
    return render(request, "directory/embed.html", context, status=404 if problem else 200)


def _project_of(builder: Builder) -> tuple[Project | None, str]:
    """The project that is to be shown, or what is wrong with how it was named."""
    if builder.what not in {Kind.PROJECT, Kind.BADGE}:
        return None, ""
    named = builder.asked.get("project", "")
    found = adding.called(named, builder.catalogue) if named else _example(builder)
    if found:
        return found, ""
    problem = _("There is no project “%(name)s”.") % {"name": named}
    if nearest := spelling.nearest(named):
        problem += " " + _("Did you mean %(name)s?") % {"name": nearest}
    return None, problem


def _example(builder: Builder) -> Project | None:
    """The first of the list that is active."""
    known = builder.catalogue
    active = known.choices["status"][Project.Status.ACTIVE] or known.published
    first = known.page(active, "position", 0, 1)
    return next((e.project for e in cards.as_entries(known, first).values()), None)


def _result(request: HttpRequest, builder: Builder, project: Project | None) -> dict[str, Any]:
    if project and builder.what == Kind.BADGE:
        return {"badges": [_badge(request, builder, project, kind) for kind in BadgeKind]}
    path = builder.path_of(project)
    with translation.override(builder.lang):
        landscape = builder.catalogue.taxonomy.landscape
        title = str(project.display_name if project else landscape.title) or _("Landscape")
    code = embedding.frame(request.build_absolute_uri(path), title, builder.height)
    return {"path": path, "pasted": [Pasted("HTML", code)], "frame_title": title}


def _badge(request: HttpRequest, builder: Builder, project: Project, kind: BadgeKind) -> Badge:
    with translation.override(builder.lang):
        path = reverse("directory:badge", args=[project.slug])
        page = request.build_absolute_uri(project.get_absolute_url())
        words = badges.words_of(kind, project, builder.catalogue.taxonomy.landscape)
        said = labelled(*words)
    if kind != BadgeKind.LISTED:
        path += f"?kind={kind}"
    address = request.build_absolute_uri(path)
    return Badge(
        path,
        said,
        [
            Pasted("Markdown", badges.markdown(said, address, page)),
            Pasted("HTML", badges.html(said, address, page)),
        ],
    )
