"""Suggestions that wait for the owner of a token, and deciding on them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext
from ninja import Router

from directory.models import Act, ApiToken, Suggestion, SuggestionMessage
from directory.representations import Wrong
from directory.representations.suggestions import suggestion
from directory.services import acts
from directory.services.suggestions import deciding, rights, routing
from directory.services.suggestions.deciding import Conflict, Settled, Unacceptable, Verdict

from .answering import as_json
from .bearer import bearer, by_token, reading, writing
from .followed import told
from .refused import Refused, wrong_content
from .writing_parameters import DRY_RUN, takes
from .writing_schemas import Decision, DeskOut, SuggestionOut, VerdictIn

router = Router(tags=["desk"], auth=bearer)
MOST = 100


@router.get(
    "",
    response=DeskOut,
    url_name="desk",
    summary=gettext_noop("What waits for the owner of the token, oldest first, at most a hundred."),
)
@reading
def get_desk(request: HttpRequest) -> HttpResponse:
    waiting = routing.waiting_for(request.user)
    some = list(waiting.for_queue()[:MOST])
    messages = SuggestionMessage.objects.by_suggestion(each.pk for each in some)
    rows = [suggestion(each, each.changes.all(), messages.get(each.pk, ())) for each in some]
    return as_json({"count": waiting.count(), "suggestions": rows})


@router.get(
    "/{int:number}",
    response=SuggestionOut,
    url_name="desk_suggestion",
    summary=gettext_noop("One that the owner of the token may decide on."),
)
@reading
def get_suggestion(request: HttpRequest, number: int) -> HttpResponse:
    return as_json(told(_theirs(request, number)))


@router.post(
    "/{int:number}/decision",
    response=SuggestionOut,
    url_name="decide",
    summary=gettext_noop(
        "Accept or decline all of it, or change by change; changes without a verdict wait on."
    ),
    openapi_extra=takes(DRY_RUN),
)
@writing(ApiToken.Scope.DECIDE)
def decide(request: HttpRequest, number: int, sent: Decision) -> HttpResponse:
    found = _theirs(request, number)
    try:
        outcome = deciding.decide(
            found, _verdicts(found, sent), request.user, sent.answer, _seen(sent)
        )
    except Unacceptable as unacceptable:
        raise Refused(
            422,
            wrong_content(),
            [Wrong(each.field, each.message) for each in unacceptable.mistakes],
        ) from None
    except Conflict as conflict:
        raise _overtaken(conflict) from None
    except Settled as settled:
        state = settled.suggestion.state if settled.suggestion else None
        raise Refused(409, _("This is decided already, or was taken back."), state=state) from None

    def said() -> str:
        state = outcome.suggestion.get_state_display()
        return pgettext("between the items of a list", "; ").join([state, by_token(request)])

    acts.record(request.user, Act.Kind.DECIDED, found, said)
    return as_json(told(outcome.suggestion))


def _theirs(request: HttpRequest, number: int) -> Suggestion:
    """Raises Http404 or PermissionDenied."""
    found = Suggestion.objects.for_queue().by_id(number)
    if found is None:
        raise Http404
    rights.require_to_see(request.user, found)
    return found


def _verdicts(found: Suggestion, sent: Decision) -> Mapping[int, Verdict]:
    if isinstance(sent.verdicts, str):
        every = deciding.accepted() if sent.verdicts == "accept" else deciding.declined()
        return deciding.on_all(found, every)
    known = set(found.changes.values_list("pk", flat=True))
    verdicts = {each.change: _verdict(each) for each in sent.verdicts}
    if len(verdicts) < len(sent.verdicts) or not verdicts.keys() <= known:
        says = _("Name changes of this suggestion by their ids, each once.")
        raise Refused(422, wrong_content(), [Wrong("verdicts", says)])
    return verdicts


def _verdict(said: VerdictIn) -> Verdict:
    if not said.accept:
        return deciding.declined(said.answer)
    if "value" in said.model_fields_set:
        return deciding.accepted_as(said.value, said.answer)
    return deciding.accepted(said.answer)


def _seen(sent: Decision) -> dict[int, Any]:
    verdicts = [] if isinstance(sent.verdicts, str) else sent.verdicts
    return {each.change: each.seen for each in verdicts if "seen" in each.model_fields_set}


def _overtaken(conflict: Conflict) -> Refused:
    says = _("Since this was suggested, somebody else changed what it is about.")
    errors = [Wrong(each.change.field, _("This is otherwise now.")) for each in conflict.overtaken]
    present = [
        {"change": each.change.pk, "was": each.was, "present": each.present}
        for each in conflict.overtaken
    ]
    return Refused(409, says, errors, overtaken=present)
