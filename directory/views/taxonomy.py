"""Categories and tags."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from directory.browse import PAGE_SIZE
from directory.catalogue import Catalogue
from directory.comparison import covered_by
from directory.models import Category, Tag
from directory.views import cards
from directory.views.moved import follows
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def category_list(request: HttpRequest) -> HttpResponse:
    known = catalogue_of(request)
    return render(request, "directory/category_list.html", {"categories": known.category_counts()})


@public
@follows(Category.objects.by_old_slug)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    known = catalogue_of(request)
    found = known.taxonomy.category_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {"category": found, "letter": known.taxonomy.letter(found)}
    context["subcategories"] = known.category_counts(found)
    context["has_matrix"] = bool(covered_by(found, known) & known.choices["category"][slug])
    return render(request, "directory/category.html", context | _projects(known, "category", slug))


@public
def tag_list(request: HttpRequest) -> HttpResponse:
    known = catalogue_of(request)
    return render(request, "directory/tag_list.html", {"tags": known.tag_counts()})


@public
@follows(Tag.objects.by_old_slug)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    known = catalogue_of(request)
    found = known.taxonomy.tag_by_slug.get(slug)
    if found is None:
        raise Http404
    context = {"tag": found, "related": known.tags_beside(found)}
    return render(request, "directory/tag.html", context | _projects(known, "tag", slug))


def _projects(known: Catalogue, facet: str, value: str) -> dict[str, object]:
    """The first page of the list with this one filter, which the list itself goes on from."""
    ids = known.choices[facet][value]
    shown = known.page(ids, "position", 0, PAGE_SIZE)
    back = f"{facet}={value}"
    return {
        "count": len(ids),
        "more": len(ids) - len(shown),
        "results": cards.render(known, shown, "cards", (), back),
        "list_url": f"{reverse('directory:project_list')}?{back}",
    }
