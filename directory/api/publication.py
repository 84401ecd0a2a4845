"""Publishing a project, and taking it out with a reason."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router

from directory.models import Act, ApiToken, Project
from directory.querysets import ProjectQuerySet
from directory.representations import Wrong
from directory.services import acts, approval, curation
from directory.services.editing.saving import REASON_LENGTH
from directory.services.exchange.shapes import Mistake
from directory.services.permissions import Action, may
from directory.services.suggestions import harmless
from directory.wording import listed

from .bearer import bearer, by_token, writing
from .records import answer, project_at
from .refused import Refused, wrong_content
from .writing_parameters import DRY_RUN, takes
from .writing_schemas import Publication, SavedOut, Withdrawal

router = Router(tags=["editing"], auth=bearer)


@router.post(
    "/{slug:slug}/publish",
    response=SavedOut,
    url_name="publish",
    summary=gettext_noop("Make a draft, or what was withdrawn, public."),
    openapi_extra=takes(DRY_RUN),
)
@writing(ApiToken.Scope.PUBLISH)
def publish(request: HttpRequest, slug: str, sent: Publication) -> HttpResponse:
    project = _theirs(request, slug)
    if others := approval.who_publishes_instead(request.user, project):
        told = _("You brought this in yourself. Somebody else publishes it: %(others)s.")
        raise PermissionDenied(told % {"others": listed(others)})
    said = _plain(sent)
    return _done(
        request, project, Act.Kind.PUBLISHED, lambda p: curation.publish(p, said["reason"])
    )


@router.post(
    "/{slug:slug}/withdraw",
    response=SavedOut,
    url_name="withdraw",
    summary=gettext_noop("Take a project off the list; its page says why."),
    openapi_extra=takes(DRY_RUN),
)
@writing(ApiToken.Scope.PUBLISH)
def withdraw(request: HttpRequest, slug: str, sent: Withdrawal) -> HttpResponse:
    project = _theirs(request, slug)
    said = _plain(sent)
    if not (said["reason_zh"] or said["reason_en"]):
        told = _("Say why, in Chinese, in English or in both.")
        raise Refused(422, wrong_content(), [Wrong("reason_zh", told)])
    reasons = said["reason_zh"], said["reason_en"], said["reason"]
    return _done(request, project, Act.Kind.WITHDREW, lambda p: curation.withdraw(p, *reasons))


def _theirs(request: HttpRequest, slug: str) -> Project:
    """Raises PermissionDenied if it is others' to publish."""
    project = project_at(slug)
    if not may(request.user, Action.PUBLISH, project):
        told = _("Only an owner of “%(category)s” publishes there.")
        raise PermissionDenied(told % {"category": project.category})
    return project


def _plain(sent: Publication) -> dict[str, str]:
    """The texts, as they are kept. Raises Refused."""
    said = sent.model_dump()
    mistakes = harmless.mistakes(said)
    plain: dict[str, str] = harmless.plain(said)
    if len(plain["reason"]) > REASON_LENGTH:
        told = _("Of what is changed at once the reason has at most %(most)d characters.")
        mistakes.append(Mistake("reason", told % {"most": REASON_LENGTH}))
    if mistakes:
        raise Refused(422, wrong_content(), [Wrong(each.field, each.message) for each in mistakes])
    return plain


def _done(
    request: HttpRequest,
    project: Project,
    kind: str,
    act: Callable[[ProjectQuerySet], curation.Outcome],
) -> HttpResponse:
    """Raises Refused if it is so already."""
    outcome = act(Project.objects.among([project.pk]))
    if not outcome.done:
        told = _("“%(project)s” is not in a state in which this can be done.")
        raise Refused(409, told % {"project": project}, state=project.state)
    acts.record_each(request.user, kind, outcome.done, lambda: by_token(request))
    (done,) = outcome.done
    return answer(request, done, ["state"])
