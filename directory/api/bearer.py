"""Programs that show an editor's token, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from directory.models import ApiToken
from directory.models.provenance import coming_from
from directory.representations import Wrong
from directory.services.accounts import tokens

from .limits import take_turn
from .parameters import refuse_unknown, wrong_parameters
from .refused import Refused
from .writing_parameters import DRY_RUN

View = Callable[..., HttpResponse]

# Under this name django-axes counts what was shown in vain, by address.
_COUNTED_AS = "API token"
_DRY_RUN = str(DRY_RUN["name"])


class Bearer(HttpBearer):
    """A login in a browser counts for nothing here, so that no other site can use it."""

    def __call__(self, request: HttpRequest) -> ApiToken:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.openapi_scheme or not secret.strip():
            says = _("This takes a token of an editor: Authorization: Bearer lsm_…")
            raise Refused(401, says, headers={"WWW-Authenticate": "Bearer"})
        token = self.authenticate(request, secret.strip())
        # Whose act it is, for history.
        request.user = token.user
        return token

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        try:
            return tokens.recognise(token)
        except tokens.Unusable as unusable:
            raise _not_recognised(request, unusable.why) from None


def _not_recognised(request: HttpRequest, why: tokens.Why) -> Refused:
    if why is tokens.Why.FACTOR:
        return Refused(403, _("The owner of this token must set up a second factor first."))
    if _is_a_guess_too_many(request):
        wait = round(settings.AXES_COOLOFF_TIME * 3600)
        says = _("Too many tokens that open nothing came from your address. Try again later.")
        return Refused(429, says, headers={"Retry-After": str(wait)})
    says = _("This token opens nothing: it is mistyped, has expired or was revoked.")
    return Refused(401, says, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _is_a_guess_too_many(request: HttpRequest) -> bool:
    credentials = {"username": _COUNTED_AS}
    AxesProxyHandler.user_login_failed(Bearer, credentials, request)
    is_locked = AxesProxyHandler.is_locked(request, credentials)
    # Or django-axes would put its page for people in place of the answer.
    request.axes_locked_out = False  # type: ignore[attr-defined]
    return bool(is_locked)


bearer = Bearer()


def token_of(request: HttpRequest) -> ApiToken | None:
    """Of what anybody may do, and editors in their own name. Raises Refused for a wrong one."""
    return bearer(request) if "Authorization" in request.headers else None


def require(request: HttpRequest, *scopes: str) -> None:
    """Raises Refused if the token has none of these."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    require_of(token, *scopes)


def require_of(token: ApiToken, *scopes: str) -> None:
    """The same of a token by itself."""
    if not set(scopes) & set(token.scopes):
        says = _("This token lacks the scope “%(scope)s”. Make one that has it.")
        challenge = f'Bearer error="insufficient_scope", scope="{" ".join(scopes)}"'
        words = {"scope": scopes[0]}
        raise Refused(403, says % words, headers={"WWW-Authenticate": challenge}, scopes=scopes)


def writing(*scopes: str) -> Callable[[View], View]:
    """A view that writes, with a token that has one of the scopes: all of it or nothing, on record
    as coming from the token; with `dry_run=true` the answer is the same, and nothing is kept."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refuse_unknown(request, [_DRY_RUN])
            is_dry = _is_dry_run(request)
            require(request, *scopes)
            token: ApiToken = request.auth  # type: ignore[attr-defined]
            take_turn(request, token)
            try:
                with coming_from(token=token.pk), transaction.atomic():
                    response = view(request, *args, **kwargs)
                    transaction.set_rollback(is_dry)
            except IntegrityError:
                raise Refused(409, _("Somebody else wrote the same just now. Try again.")) from None
            return _as_if(response) if is_dry else response

        return wrapped

    return decorate


def _is_dry_run(request: HttpRequest) -> bool:
    said = request.GET.getlist(_DRY_RUN)
    if said not in ([], ["true"], ["false"]):
        raise wrong_parameters([Wrong(_DRY_RUN, _("Write true or false."))])
    return said == ["true"]


def _as_if(response: HttpResponse) -> HttpResponse:
    """Of what would have been made there is neither an address nor a version."""
    if response.status_code == 201:
        response.status_code = 200
    for header in ("Location", "ETag"):
        response.headers.pop(header, None)
    return response


def by_token(request: HttpRequest) -> str:
    """For the log, beside who it was."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return _("API token “%(name)s”") % {"name": token.name}


def reading(view: View) -> View:
    """A view for who has any token. What it says is for nobody else, and kept by nobody."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_unknown(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped
