"""The addresses below /api/v1/; the answers are those of one instance of ninja."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, register_converter
from django.utils.translation import gettext as _

from directory.representations import problem

from . import (
    changes,
    desk,
    history,
    people,
    projects,
    publication,
    records,
    statistics,
    suggestions,
    taxonomy,
    token,
)
from .answering import answering
from .bodies import StrictJSON
from .openapi import DescribedAPI, written
from .refused import tell

api = DescribedAPI(
    title="Service Mesh Landscape",
    version="1",
    description=(
        "The directory for programs. Within version 1 things are added, never changed or taken "
        "away. Data is in both languages; see docs/api.md."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=StrictJSON(),
)
tell(api)


class Anything:
    """What `path` takes, and a line break."""

    regex = "(?s:.+)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Anything, "anything")
api.add_router("projects", projects.router)
api.add_router("projects", records.router)
api.add_router("projects", publication.router)
api.add_router("desk", desk.router)
api.add_router("suggestions", suggestions.router)
api.add_router("token", token.router)
api.add_router("projects", history.router)
api.add_router("", taxonomy.router)
api.add_router("maintainers", people.router)
api.add_router("statistics", statistics.router)
api.add_router("changes", changes.router)


def description(request: HttpRequest) -> HttpResponse:
    return HttpResponse(written(api), "application/json", headers={"Content-Language": "en"})


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    says = _("The API has no such address. It is described at {address}.")
    return problem(404, says.format(address=request.build_absolute_uri("/api/v1/")))


_found, app_name, _namespace = api.urls
# The last one is ninja's own front page, whose place documentation takes.
urlpatterns = [
    *_found[:-1],
    path("openapi.json", description, name="openapi"),
    path("<anything:rest>", nothing_here, name="nothing"),
]
for pattern in urlpatterns:
    pattern.callback = answering(pattern.callback)  # type: ignore[arg-type]
