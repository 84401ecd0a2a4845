"""One address, several forms: which of them a request wants, and where the others are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from directory.media_types import ATOM, CSV, JSON, MARKDOWN, rather_than_html
from directory.views.moved import View

# How the name of the address of each form ends, and what the form is called.
FORMS = {
    JSON: ("json", "JSON"),
    CSV: ("csv", "CSV"),
    MARKDOWN: ("md", "Markdown"),
    ATOM: ("atom", "Atom"),
}
# Beyond this a header would be more than some proxies pass on.
LONGEST_QUERY = 1_000


class Form(NamedTuple):
    """Another form of a page. `path` is its address without a query string, `url` with it."""

    media_type: str
    label: str
    path: str
    url: str

    @property
    def link(self) -> str:
        """As the header `Link` has it (RFC 8288)."""
        return f'<{self.url}>; rel="alternate"; type="{self.media_type}"'


def also_as(*media_types: str, of: str = "", parameter: str = "") -> Callable[[View], View]:
    """A page that is given in these forms too: at addresses of their own, named as the page's (or
    the one `of` which they are) with an ending such as `_json`, and at its own address to who wants
    one of them more than HTML. They take the page's query string, or its slug as a `parameter`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            assert request.resolver_match
            name = of or request.resolver_match.view_name
            query = urlencode({parameter: kwargs["slug"]}) if parameter else request.GET.urlencode()
            part = {} if parameter else kwargs
            forms = {t: _form(name, t, part, query) for t in media_types}
            request.forms = list(forms.values())  # type: ignore[attr-defined]
            wanted = rather_than_html(request.headers.get("Accept", ""))
            chosen = next((forms[t] for t in wanted if t in forms), None)
            response = _as_form(request, chosen, query) if chosen else view(request, **kwargs)
            patch_vary_headers(response, ["Accept"])
            if response.status_code == 200 and not chosen:
                response["Link"] = ", ".join(form.link for form in forms.values())
            return response

        return wrapped

    return decorate


def _form(name: str, media_type: str, kwargs: dict[str, Any], query: str) -> Form:
    ending, label = FORMS[media_type]
    path = reverse(f"{name}_{ending}", kwargs=kwargs)
    url = f"{path}?{query}" if query and len(query) <= LONGEST_QUERY else path
    return Form(media_type, label, path, url)


def _as_form(request: HttpRequest, form: Form, query: str) -> HttpResponseBase:
    """As if the form's own address had been asked for."""
    request.GET = QueryDict(query)
    request.path = request.path_info = form.path
    request.resolver_match = match = resolve(form.path)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if response.status_code == 200:
        response["Content-Location"] = form.url
    return response
