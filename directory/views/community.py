"""The people who keep the list, and the page about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.catalogue import last_changed
from directory.models import Maintainer, Project
from directory.structured_data import of_dataset
from directory.views.moved import follows
from directory.views.public import public
from directory.views.site import catalogue_of


@public
def maintainer_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "directory/maintainer_list.html", {"maintainers": Maintainer.objects.for_list()}
    )


@public
@follows(Maintainer.objects.by_old_slug)
def maintainer(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Maintainer.objects.for_list(), handle=slug)
    return render(request, "directory/maintainer.html", {"maintainer": found})


@public
def about(request: HttpRequest) -> HttpResponse:
    known = catalogue_of(request)
    changed = last_changed(known, known.published)
    context = {
        "structured_data": of_dataset(
            known.taxonomy.landscape, changed, request.build_absolute_uri
        ),
        "total": len(known.published),
        "maintainers": Maintainer.objects.for_list(),
        "statuses": list(Project.Status),
    }
    return render(request, "directory/about.html", context)
