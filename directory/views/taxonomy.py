"""Categories and tags."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.browse import PAGE_SIZE
from directory.comparison import covered_by
from directory.media_types import CSV, JSON, MARKDOWN
from directory.models import Category, Project, Tag
from directory.structured_data import of_list
from directory.views import cards
from directory.views.moved import follows
from directory.views.negotiation import also_as
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def category_list(request: HttpRequest) -> HttpResponse:
    known = catalogue_of(request)
    return render(request, "directory/category_list.html", {"categories": known.category_counts()})


@public
@also_as(JSON, CSV, MARKDOWN, of="directory:project_list", parameter="category")
@follows(Category.objects.by_old_slug)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    known = catalogue_of(request)
    found = known.taxonomy.category_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {"category": found, "letter": known.taxonomy.letter(found)}
    context["subcategories"] = known.category_counts(found)
    context["has_matrix"] = bool(covered_by(found, known) & known.choices["category"][slug])
    above = [found.parent, found] if found.parent else [found]
    trail = [
        (_("Categories"), reverse("directory:category_list")),
        *((each.name, each.get_absolute_url()) for each in above),
    ]
    context |= _projects(request, "category", slug, trail)
    return render(request, "directory/category.html", context)


@public
def tag_list(request: HttpRequest) -> HttpResponse:
    known = catalogue_of(request)
    return render(request, "directory/tag_list.html", {"tags": known.tag_counts()})


@public
@also_as(JSON, CSV, MARKDOWN, of="directory:project_list", parameter="tag")
@follows(Tag.objects.by_old_slug)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    known = catalogue_of(request)
    found = known.taxonomy.tag_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {"tag": found, "related": known.tags_beside(found)}
    trail = [
        (_("Tags"), reverse("directory:tag_list")),
        (found.label, found.get_absolute_url()),
    ]
    return render(request, "directory/tag.html", context | _projects(request, "tag", slug, trail))


def _projects(
    request: HttpRequest, facet: str, value: str, trail: list[tuple[str, str]]
) -> dict[str, object]:
    """The first page of the list with this one filter, which the list itself goes on from. `trail`
    is (name, path) of each step down to this page."""
    known = catalogue_of(request)
    ids = known.choices[facet][value]
    shown = known.page(ids, "position", 0, PAGE_SIZE)
    back = f"{facet}={value}"
    return {
        "count": len(ids),
        "more": len(ids) - len(shown),
        "results": cards.render(known, shown, "cards", (), back),
        "structured_data": of_list(trail, _mentioned(shown), len(ids), request.build_absolute_uri),
        "feed_query": back,
        "list_url": f"{reverse('directory:project_list')}?{back}",
    }


def _mentioned(ids: list[int]) -> list[Project]:
    found = Project.objects.for_mentions().published().in_bulk(ids)
    return [found[i] for i in ids if i in found]
