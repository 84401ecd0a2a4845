"""What the admin's own templates need."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag(takes_context=True)
def here_in(context: dict[str, Any], language: str) -> str:
    """The address of this page in a language; from the login, that of the page it leads to."""
    request = context["request"]
    following = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return translate_url(following, language)
    return translate_url(request.get_full_path(), language)


class Mistake(NamedTuple):
    """A field that was refused: how it is called, where it stands, and why."""

    label: str
    anchor: str
    message: str


@register.simple_tag
def mistakes(adminform: Any, inline_admin_formsets: Any) -> list[Mistake]:
    """Every refused field of a change form and of the rows within it."""
    found = list(_mistakes(adminform.form))
    for inline in inline_admin_formsets:
        formset = inline.formset
        name = formset.model._meta.verbose_name
        for number, form in enumerate(formset.forms, 1):
            found += _mistakes(form, f"{capfirst(name)} {number} · ")
    return found


def _mistakes(form: Any, prefix: str = "") -> Iterator[Mistake]:
    for field in form:
        if field.errors:
            yield Mistake(f"{prefix}{field.label}", field.id_for_label, " ".join(field.errors))
