"""The language in which an answer says what is wrong; data is in both."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from directory.representations import Wrong

PARAMETER = "lang"
CODES = {"zh": "zh-hans", "en": "en"}


def language_of(request: HttpRequest) -> str:
    """That of `lang`, else the first of Accept-Language that there is, else Chinese."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wished = [request.GET.get(PARAMETER, ""), *(code for code, _weight in accepted)]
    spoken = (CODES.get(code.partition("-")[0]) for code in wished)
    return next(filter(None, spoken), CODES["zh"])


def wrong_language(request: HttpRequest) -> list[Wrong]:
    said = request.GET.getlist(PARAMETER)
    if not said or (len(said) == 1 and said[0] in CODES):
        return []
    says = _("Choose one of: {choices}.").format(choices=", ".join(CODES))
    return [Wrong(PARAMETER, says)]
