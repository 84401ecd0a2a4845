"""What a token is good for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from directory.models import ApiToken
from directory.services.exchange.terms import told

from .answering import as_json
from .bearer import bearer, reading
from .writing_schemas import TokenOut

router = Router(tags=["token"], auth=bearer)


@router.get(
    "",
    response=TokenOut,
    url_name="token",
    summary=gettext_noop("The token that was sent: whose it is, what it may, until when."),
)
@reading
def get_token(request: HttpRequest) -> HttpResponse:
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return as_json(
        {
            "name": token.name,
            "owner": token.user.get_username(),
            "scopes": token.scopes,
            "created": told(token.created),
            "expires": told(token.expires),
        }
    )
