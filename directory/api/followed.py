"""A suggestion as who made it follows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from directory.models import Suggestion, SuggestionMessage
from directory.representations import Origin
from directory.representations.suggestions import suggestion
from directory.services.suggestions import following

from .answering import as_json


def told(found: Suggestion) -> dict[str, Any]:
    return suggestion(found, found.changes.all(), SuggestionMessage.objects.of(found))


def followed(request: HttpRequest, found: Suggestion) -> dict[str, Any]:
    """With the private addresses by which it is followed."""
    token, origin = following.token(found), Origin.of(request)
    return {
        **told(found),
        **origin.pages("suggestion", token),
        "api_url": origin.base + reverse("api:suggestion", args=[token]),
    }


def suggested(request: HttpRequest, found: Suggestion, status: int) -> HttpResponse:
    said = followed(request, found)
    response = as_json({"suggestion": said}, {"Location": said["api_url"]})
    response.status_code = status
    return response
