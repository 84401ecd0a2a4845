"""What holds for every request: its language, and for the admin whose session it is."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from directory.admin.account import gate

# The pages of the admin that stay open to who must set up a second factor first.
ALWAYS_OPEN = {"admin:logout", "admin:jsi18n"}


class LanguageOfPathMiddleware:
    """English below /en/, Chinese elsewhere. Django's own middleware would add a Vary header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", "en" if language == "en" else "zh-Hans")
        return response


class AccountMiddleware:
    """Notes where editors are logged in, and keeps out of the admin who must have a second factor
    and has proven none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not {"admin", "account"} & set(match.app_names):
            return None
        if not request.user.is_authenticated:
            return None
        gate.note(request)
        if "admin" in match.app_names and match.view_name not in ALWAYS_OPEN:
            return gate.kept_out(request)
        return None
