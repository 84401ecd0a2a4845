"""The private link by which who made a suggestion follows it. Nothing is kept for it: the address
itself proves where it comes from."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from directory.models import Suggestion

SALT = "directory.suggestion"


def token(suggestion: Suggestion) -> str:
    return Signer(salt=SALT).sign(str(suggestion.pk))


def by_token(token: str) -> Suggestion | None:
    """None for what was never given out, and for what is gone."""
    try:
        pk = int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    found: Suggestion | None = Suggestion.objects.by_id(pk)
    return found
