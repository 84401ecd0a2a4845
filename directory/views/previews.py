"""Pictures by which other sites show a link to a page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from directory.models import Category, Project
from directory.publishing import keeping, preview, rendering
from directory.publishing.faces import NoChineseFont, installed
from directory.publishing.preview import Preview
from directory.views import cards
from directory.views.moved import follows
from directory.views.pictures import RENDERERS, busy, no_font
from directory.views.public import public
from directory.views.site import catalogue_of
from directory.views.turned_away import turned_away


@public
def site(request: HttpRequest) -> HttpResponse:
    landscape = catalogue_of(request).taxonomy.landscape
    return _drawn(request, preview.of_site(landscape, request.get_host()))


@public
@follows(Category.objects.by_old_slug)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    taxonomy = catalogue_of(request).taxonomy
    found = taxonomy.category_by_slug.get(slug)
    if found is None:
        raise Http404
    address = request.get_host() + found.get_absolute_url()
    letter = taxonomy.letter(found)
    return _drawn(request, preview.of_category(found, letter, taxonomy.landscape, address))


@public
@follows(Project.objects.by_old_slug)
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """Of a published one; the page of another has the picture of the site."""
    known = catalogue_of(request)
    found = Project.objects.published().by_slug(slug)
    entry = cards.as_entries(known, [found.pk]).get(found.pk) if found else None
    if entry is None:
        raise Http404
    address = request.get_host() + entry.project.get_absolute_url()
    return _drawn(request, preview.of_project(entry, known.taxonomy.landscape, address))


def _drawn(request: HttpRequest, shown: Preview) -> HttpResponse:
    try:
        svg = preview.draw(shown, installed())
        data = keeping.kept(
            f"{RENDERERS} {svg}", "png", lambda: rendering.drawn("png", svg, preview.WIDTH)
        )
    except NoChineseFont:
        return no_font(request)
    except keeping.Busy:
        return turned_away(request, busy(request))
    except rendering.Failed:
        return busy(request)
    return HttpResponse(data, content_type="image/png")
