"""What the admin's own templates need."""

from typing import Any

from django import template
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme

register = template.Library()


@register.simple_tag(takes_context=True)
def here_in(context: dict[str, Any], language: str) -> str:
    """The address of this page in a language; from the login, that of the page it leads to."""
    request = context["request"]
    following = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return translate_url(following, language)
    return translate_url(request.get_full_path(), language)
