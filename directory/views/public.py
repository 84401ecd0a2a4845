"""What all public pages have in common."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from directory.views.moved import View, to_present_values


def public(view: View) -> View:
    """A page that is the same for everyone: it may be kept, and is asked after at each use."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = to_present_values(request) or view(request, *args, **kwargs)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    # There is nothing to forge: other methods are refused as such.
    return csrf_exempt(wrapped)
