"""What the admin's own templates need."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from directory.browse import date_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def here_in(context: dict[str, Any], language: str) -> str:
    """The address of this page in a language; from the login, that of the page it leads to."""
    request = context["request"]
    following = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return translate_url(following, language)
    return translate_url(request.get_full_path(), language)


@register.filter
def utc_moment(time: datetime.datetime) -> str:
    """As the address of a version has it."""
    return time.astimezone(datetime.UTC).isoformat()


@register.filter
def waited(since: datetime.datetime | datetime.date | str) -> SafeString:
    """How long ago a moment was; of days, and dates as far as they are known, when it was."""
    if isinstance(since, datetime.datetime):
        local = localtime(since)
        ago = _("%(time)s ago") % {"time": timesince(local, depth=1)}
        title = date_format(local, "DATETIME_FORMAT")
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', local.isoformat(), title, ago
        )
    return format_html('<time datetime="{}">{}</time>', since, date_in_words(str(since)))


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
