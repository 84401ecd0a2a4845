"""Pages for what went wrong, which say where to go on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from directory import text
from directory.models import Project
from directory.services import spelling
from directory.views.programs import Refuse, as_problem, as_text, nothing_here

FORMS_OF_PROGRAMS = {".json": as_problem, ".atom": as_problem, ".csv": as_text, ".md": as_text}


def explain(
    request: HttpRequest, status: int, title: str, says: str, **context: Any
) -> HttpResponse:
    context |= {"title": title, "text": says, "status": status}
    return render(request, "directory/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Without the site's context: the host's name may be what is wrong."""
    if refuse := _refuse_of(request.path):
        return refuse(400, _("Part of the address is not valid."), ())
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    says = _("Your account does not have the permission for this page.")
    return explain(request, 403, _("Not allowed"), says)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return explain(
        request,
        403,
        _("This form has expired"),
        _("Go back, load the page again and send the form once more. Cookies must be allowed."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Offers a search for the last part of the address, and what its nearest spelling names; to
    programs, in whose forms neither can be said, the sentence alone."""
    if refuse := _refuse_of(request.path):
        return refuse(404, nothing_here(), ())
    parts = [part for part in request.path.split("/") if part]
    guess = "".join(c for c in parts[-1] if c.isprintable())[:60] if parts else ""
    nearest = spelling.nearest(guess) if guess else None
    return explain(
        request,
        404,
        _("There is no such page"),
        _("The address may be misspelt, or the entry may have another name. Search for it:"),
        guess=guess,
        nearest=nearest,
        project=_project_named(nearest) if nearest and _is_of_a_project(request) else None,
    )


def _refuse_of(path: str) -> Refuse | None:
    """How programs are refused, if this is an address of theirs."""
    if path.startswith(("/api/", "/en/api/")):
        return as_problem
    return next((refuse for end, refuse in FORMS_OF_PROGRAMS.items() if path.endswith(end)), None)


def _is_of_a_project(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == "directory:project"


def _project_named(name: str) -> Project | None:
    return Project.objects.published().by_slug(text.slugify(name))


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the database and without the site's context, for either may be what failed."""
    if refuse := _refuse_of(request.path):
        return refuse(500, _("Something went wrong here. Try again later."), ())
    return HttpResponse(render_to_string("500.html"), status=500)


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return explain(
        request,
        429,
        _("Too many attempts to log in"),
        _("Wait a quarter of an hour and try again. A forgotten password is replaced by mail."),
    )
