"""Suggesting without a login, or in an editor's own name, and following what becomes of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from ninja import Router

from directory import client
from directory.models import ApiToken, Project, Suggestion
from directory.representations import Wrong
from directory.services.suggestions import following
from directory.services.suggestions.proposals import Proposal
from directory.services.suggestions.submitting import (
    Invalid,
    Sender,
    TooMany,
    address_key,
    left_for,
    submit,
)
from directory.text import SLUG

from .answering import as_json
from .bearer import require_of, token_of
from .followed import followed, suggested
from .language import CODES, language_of
from .limits import Room, minutes_of, no_room, note, take_turn
from .parameters import refuse_unknown
from .refused import Refused, wrong_content
from .writing_parameters import WITH_OR_WITHOUT_TOKEN
from .writing_schemas import FollowedOut, SuggestedOut, SuggestionIn, place_of

router = Router(tags=["suggestions"])


@router.post(
    "",
    response={201: SuggestedOut},
    url_name="suggest",
    summary=gettext_noop(
        "Suggest a new project, or that one is otherwise. Without a token it waits until somebody "
        "has seen that it is no junk."
    ),
    openapi_extra=WITH_OR_WITHOUT_TOKEN,
)
def suggest(request: HttpRequest, sent: SuggestionIn) -> HttpResponse:
    refuse_unknown(request)
    proposal = _proposal(request, sent)
    sender = Sender() if proposal.user else _stranger(request)
    most = sender.limits.from_address
    try:
        found = submit(proposal, sender)
    except Invalid as invalid:
        errors = [Wrong(place_of(m.field, SuggestionIn), m.message) for m in invalid.mistakes]
        raise Refused(422, wrong_content(), errors) from None
    except TooMany as too_many:
        room = Room("suggestions", most, 0, too_many.retry_after)
        raise no_room(request, room, _too_many(too_many.retry_after)) from None
    if not proposal.user:
        note(request, Room("suggestions", most, left_for(sender), 3600))
    return suggested(request, found, 201)


@router.get(
    "/{token}",
    response=FollowedOut,
    url_name="suggestion",
    summary=gettext_noop("What became of a suggestion, by the private address that came with it."),
)
def follow_suggestion(request: HttpRequest, token: str) -> HttpResponse:
    refuse_unknown(request)
    found = following.by_token(token)
    if found is None:
        raise Http404
    response = as_json(followed(request, found))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _proposal(request: HttpRequest, sent: SuggestionIn) -> Proposal:
    """In the name of the token's owner, if there is one. Raises Refused."""
    user = None
    if token := token_of(request):
        require_of(token, ApiToken.Scope.SUGGEST)
        take_turn(request, token)
        _refuse_another_name(sent)
        user = token.user
    return Proposal(
        kind=sent.kind,
        project=_project(sent.project, to_editor=user is not None),
        fields=sent.fields,
        reason=sent.reason,
        contributor=sent.contributor,
        email=sent.email,
        frequency=sent.frequency,
        language=CODES[sent.language] if sent.language else language_of(request),
        user=user,
    )


def _refuse_another_name(sent: SuggestionIn) -> None:
    """Raises Refused."""
    says = _("With a token it is its owner who suggests this, and is told. Leave it out.")
    if errors := [Wrong(name, says) for name in ("contributor", "email") if getattr(sent, name)]:
        raise Refused(422, wrong_content(), errors)


def _project(slug: str | None, *, to_editor: bool) -> Project | None:
    """Raises Refused if there is none of this name."""
    if slug is None:
        return None
    visible = Project.objects.all() if to_editor else Project.objects.known()
    found: Project | None = visible.by_slug(slug) if SLUG.fullmatch(slug) else None
    if found is None:
        errors = [Wrong("project", _("There is no such project."))]
        raise Refused(422, wrong_content(), errors)
    return found


def _stranger(request: HttpRequest) -> Sender:
    key = address_key(client.address(request) or "")
    return Sender(key, (Suggestion.Doubt.PROGRAM.value,))


def _too_many(seconds: int) -> str:
    return ngettext(
        "Many suggestions came in within the last hour. Send it again in %(minutes)d minute.",
        "Many suggestions came in within the last hour. Send it again in %(minutes)d minutes.",
        minutes_of(seconds),
    )
