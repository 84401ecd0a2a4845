"""A project as its editors write it: everything that can be said of it, drafts too."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router

from directory.models import ApiToken, Project
from directory.representations import Origin, Wrong
from directory.services.editing import marks, saving
from directory.services.exchange.shapes import Mistake
from directory.services.permissions import Action, may
from directory.services.suggestions import subject, submitting

from . import projects
from .answering import as_json
from .bearer import bearer, reading, require, writing
from .followed import suggested
from .refused import Refused, wrong_content
from .writing_parameters import DRY_RUN, IF_MATCH, takes
from .writing_schemas import Edit, RecordOut, SavedOut, SuggestedOut, place_of

Scope = ApiToken.Scope

router = Router(tags=["editing"], auth=bearer)
_ACTIONS = (Action.SUGGEST, Action.EDIT, Action.PUBLISH)


@router.get(
    "/{slug:slug}/record",
    response=RecordOut,
    url_name="record",
    summary=gettext_noop(
        "All that editors can say of a project. Its ETag is what writing asks for."
    ),
)
@reading
def get_record(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(request, project_at(slug))


@router.patch(
    "/{slug:slug}/record",
    response={200: SavedOut, 202: SuggestedOut},
    url_name="edit_record",
    summary=gettext_noop(
        "Change some fields. What others look after is suggested to them instead."
    ),
    openapi_extra=takes(IF_MATCH, DRY_RUN),
)
@writing(Scope.EDIT, Scope.SUGGEST)
def edit_record(request: HttpRequest, slug: str, sent: Edit) -> HttpResponse:
    project, seen = project_at(slug), _seen(request)
    try:
        if may(request.user, Action.EDIT, project):
            return answer(
                request, *saving.edit(project, sent.fields, request.user, seen, sent.reason)
            )
        require(request, Scope.SUGGEST)
        found = saving.suggest(project, sent.fields, request.user, seen, sent.reason)
    except saving.Overtaken as overtaken:
        raise _overtaken(overtaken) from None
    except (saving.Unacceptable, submitting.Invalid) as invalid:
        raise unacceptable(invalid.mistakes) from None
    return suggested(request, found, 202)


@projects.router.post(
    "",
    auth=bearer,
    response={200: SavedOut, 201: SavedOut},
    url_name="add_project",
    tags=["editing"],
    summary=gettext_noop("Add a draft, which becomes public when it is published."),
    openapi_extra=takes(DRY_RUN),
)
@writing(Scope.EDIT)
def add_project(request: HttpRequest, sent: Edit) -> HttpResponse:
    try:
        saved = saving.add(sent.fields, request.user, sent.reason)
    except saving.Unacceptable as invalid:
        raise unacceptable(invalid.mistakes) from None
    response = answer(request, *saved)
    response.status_code = 201
    path = reverse("api:record", args=[saved.project.slug])
    response["Location"] = Origin.of(request).base + path
    return response


def project_at(slug: str) -> Project:
    """By the slug that it has or had: what is sent to a former address is not redirected, for it
    would be lost. Raises Http404."""
    found: Project | None = Project.objects.by_slug(slug) or Project.objects.by_old_slug(
        slug.lower()
    )
    if found is None:
        raise Http404
    return found


def answer(
    request: HttpRequest, project: Project, changed: list[str] | None = None
) -> HttpResponse:
    fields = subject.fields_of(project)
    said: dict[str, Any] = {
        "id": project.pk,
        "slug": project.slug,
        "state": project.state,
        "fields": fields,
        "may": [action.value for action in _ACTIONS if may(request.user, action, project)],
    }
    if changed is not None:
        said["changed"] = changed
    return as_json(said, {"ETag": f'"{marks.mark(fields)}"'})


def unacceptable(mistakes: Iterable[Mistake]) -> Refused:
    errors = [Wrong(place_of(each.field, Edit), each.message) for each in mistakes]
    return Refused(422, wrong_content(), errors)


def _seen(request: HttpRequest) -> list[str]:
    """What the program read, as its ETag says. Raises Refused without one."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    seen = [tag.removeprefix("W/").strip('"') for tag in tags if tag != "*"]
    if not seen:
        says = _("Send the ETag of what you read as If-Match, so that nobody is overwritten.")
        raise Refused(428, says)
    return seen


def _overtaken(overtaken: saving.Overtaken) -> Refused:
    says = _(
        "The project is otherwise than this ETag says: changed since you read it, or never so. "
        "Read it again."
    )
    errors = [Wrong(f"fields.{name}", _("This is otherwise now.")) for name in overtaken.fields]
    return Refused(412, says, errors)
