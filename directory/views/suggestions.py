"""What becomes of a suggestion: by a private link for who made it, and in public once decided."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from directory.models import Suggestion, SuggestionMessage
from directory.models.translated import LANGUAGES
from directory.services.notifying.subscriptions import OfContributor, page_of
from directory.services.suggestions import erasing, following, handling, routing, subject
from directory.services.suggestions.deciding import Settled, Unacceptable
from directory.services.suggestions.words import Words
from directory.views.posted import open_to_all
from directory.views.site import catalogue_of

State = Suggestion.State


@open_to_all
def suggestion(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link made it: the link is what allows everything here, and no other site knows
    it, so that nothing can be forged."""
    found = following.by_token(token)
    if found is None:
        raise Http404
    response = _acted(request, found) if request.method == "POST" else _private(request, found)
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def decided(request: HttpRequest, pk: int) -> HttpResponse:
    """It is kept nowhere, so that what is erased is gone."""
    found = Suggestion.objects.decided_by_id(pk)
    if found is None:
        raise Http404
    response = render(request, "directory/suggestion_decided.html", _context(request, found))
    patch_cache_control(response, no_cache=True)
    return response


def _acted(request: HttpRequest, found: Suggestion) -> HttpResponse:
    wanted = request.POST.get("do")
    try:
        if wanted == "reply":
            handling.reply(found, request.POST.get("text", ""))
        elif wanted == "retract":
            handling.retract(found)
        elif wanted == "erase":
            erasing.erase_contributor(found)
    except Unacceptable as unacceptable:
        problem = " ".join(mistake.message for mistake in unacceptable.mistakes)
        return _private(request, found, problem=problem, status=400)
    except Settled as settled:
        if settled.suggestion is None:
            raise Http404 from None
        problem = _("This can no longer be done. How things stand is said here.")
        return _private(request, settled.suggestion, problem=problem, status=409)
    response = redirect(request.path)
    response.status_code = 303
    return response


def _private(
    request: HttpRequest, found: Suggestion, problem: str = "", status: int = 200
) -> HttpResponse:
    is_open = found.state in (*Suggestion.OPEN, State.QUARANTINED)
    context = _context(request, found) | {
        "conversation": SuggestionMessage.objects.of(found),
        "reviewers": routing.reviewers_of(found) if is_open else [],
        "is_open": is_open,
        "has_personal_data": bool(found.contributor or found.email),
        "mail": page_of(OfContributor(found)),
        "problem": problem,
        "typed": request.POST.get("text", "") if problem else "",
    }
    return render(request, "directory/suggestion.html", context, status=status)


def _context(request: HttpRequest, found: Suggestion) -> dict[str, Any]:
    """Quarantine is told to nobody: who sends junk would try another way."""
    catalogue = catalogue_of(request)
    is_hidden = found.state == State.QUARANTINED
    return {
        "suggestion": found,
        "state": State.WAITING if is_hidden else State(found.state),
        "written_in": LANGUAGES["en" if found.language == "en" else "zh"],
        "changes": Words(subject.of(found.project).taken).told(found.changes.all()),
        "category": catalogue.taxonomy.categories.get(
            found.project.category_id if found.project else found.category_id or 0
        ),
    }
