"""Whose request it is, as far as an address tells."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str | None:
    """Behind a proxy the last address that it added; what came before it anybody may write."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.META.get("HTTP_X_FORWARDED_FOR", said).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(said.partition("%")[0]))
    except ValueError:
        return None
