"""Pages for what went wrong, which say where to go on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from directory.services import spelling


def explain(
    request: HttpRequest, status: int, title: str, text: str, guess: str = ""
) -> HttpResponse:
    context = {"title": title, "text": text, "status": status, "guess": guess}
    context["nearest"] = spelling.nearest(guess) if guess else None
    return render(request, "directory/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Without the site's context: the host's name may be what is wrong."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    text = _("Your account does not have the permission for this page.")
    return explain(request, 403, _("Not allowed"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return explain(
        request,
        403,
        _("This form has expired"),
        _("Go back, load the page again and send the form once more. Cookies must be allowed."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Offers a search for the last part of the address."""
    parts = [part for part in request.path.split("/") if part]
    guess = "".join(c for c in parts[-1] if c.isprintable())[:60] if parts else ""
    return explain(
        request,
        404,
        _("There is no such page"),
        _("The address may be misspelt, or the entry may have another name. Search for it:"),
        guess,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the database and without the site's context, for either may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return explain(
        request,
        429,
        _("Too many attempts to log in"),
        _("Wait a quarter of an hour and try again, or ask an owner for a new password."),
    )
