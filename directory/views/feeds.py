"""Atom feeds: what is new, what changed, what ended; and the page that explains them."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from directory.feeds import (
    ChangesFeed,
    EndedFeed,
    FeedKind,
    FollowBrowse,
    HistoryFeed,
    ListFeed,
    NewFeed,
)
from directory.feeds.page import Feed
from directory.media_types import ATOM
from directory.models import Category, Project
from directory.views.embed import Pasted
from directory.views.history import history_of
from directory.views.moved import follows
from directory.views.programs import as_problem, cannot_answer, for_programs
from directory.views.projects import refusal_of
from directory.views.public import public
from directory.views.site import catalogue_of

# What no XML document may have, however it is written (XML 1.0, 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Row(NamedTuple):
    """A category, or all of them, and (label, path) of its feed of each kind."""

    category: Category | None
    feeds: list[tuple[str, str]]


@public
def follow(request: HttpRequest) -> HttpResponse:
    """What feeds there are, and a form for one of some projects."""
    known = catalogue_of(request)
    browse = FollowBrowse(request.GET, known, request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    address = Pasted(_("Address of the feed"), request.build_absolute_uri(browse.feed_path))
    context = {
        "browse": browse,
        "kinds": list(FeedKind),
        "categories": [known.taxonomy.category_by_slug[slug] for slug in known.choices["category"]],
        "rows": [_row(category) for category in (None, *known.taxonomy.roots)],
        "pasted": [address],
    }
    return render(request, "directory/feeds.html", context)


def _row(category: Category | None) -> Row:
    query = f"category={category.slug}" if category else ""
    return Row(category, [(str(kind.label), kind.path(query)) for kind in FeedKind])


@for_programs(as_problem)
def projects(request: HttpRequest) -> HttpResponse:
    return _of_projects(request, ListFeed)


@for_programs(as_problem)
def new(request: HttpRequest) -> HttpResponse:
    return _of_projects(request, NewFeed)


@for_programs(as_problem)
def ended(request: HttpRequest) -> HttpResponse:
    return _of_projects(request, EndedFeed)


def _of_projects(request: HttpRequest, kind: type[ListFeed]) -> HttpResponse:
    feed = kind(request.GET, catalogue_of(request), request.path)
    if status := refusal_of(feed):
        return cannot_answer(as_problem, feed, status)
    return _atom(request, feed, "feed_of_projects")


@for_programs(as_problem)
def changes(request: HttpRequest) -> HttpResponse:
    feed = ChangesFeed(request.GET, catalogue_of(request), request.path)
    if feed.problems:
        return cannot_answer(as_problem, feed)
    return _atom(request, feed, "feed_of_changes")


@for_programs(as_problem)
@follows(Project.objects.by_old_slug)
def history(request: HttpRequest, slug: str) -> HttpResponse:
    feed = HistoryFeed(request.GET, history_of(slug), request.path)
    if feed.problems:
        return cannot_answer(as_problem, feed)
    if feed.number > feed.pages:
        return redirect(feed.page_url(feed.pages))
    return _atom(request, feed, "feed_of_changes")


def _atom(request: HttpRequest, feed: Feed, template: str) -> HttpResponse:
    xml = render_to_string(f"directory/{template}.xml", {"feed": feed}, request)
    whole = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", xml)
    return HttpResponse(whole, content_type=f"{ATOM}; charset=utf-8")
