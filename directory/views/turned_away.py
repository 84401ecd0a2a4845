"""Asking to come again, while as many are served as may be at once: no fault of the site's."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

logger = logging.getLogger(__name__)


def turned_away(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, noted as a warning; else Django would tell the admins of an error."""
    log_response(
        "%s was asked for by too many at once: one was turned away",
        request.path,
        response=response,
        request=request,
        logger=logger,
        level="warning",
    )
    return response
