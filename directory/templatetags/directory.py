"""How texts, dates and addresses are shown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directory import markdown as md
from directory import text, wording
from directory.browse import CREATIVE_COMMONS, date_in_words, license_label
from directory.catalogue import Catalogue, monograms
from directory.models import Category
from directory.models.translated import LANGUAGES, Localized, column_language

register = template.Library()

# Of a commit's name, the digits by which forges find it, too, whoever types it from paper.
_COMMIT = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28}\b")
# On the list of SPDX, other than what begins with LicenseRef.
_ONE_LICENSE = re.compile(r"(?!LicenseRef)[A-Za-z0-9.-]+")


@register.filter
def partial_date(value: str) -> SafeString:
    """A year, month or day as `<time>`."""
    if not value:
        return mark_safe("")
    return format_html('<time datetime="{}">{}</time>', value, date_in_words(value))


@register.filter
def whole_date(value: datetime.date | None) -> SafeString:
    """A day, or the day of a point in time where the site is, as `<time>`."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return partial_date(value.strftime("%Y-%m-%d")) if value else mark_safe("")


@register.filter
def date_words(value: str) -> str:
    """A year, month or day, where no markup can stand."""
    return date_in_words(value)


@register.filter
def moment(value: datetime.datetime) -> SafeString:
    """A point in time to the minute, where the site is, as `<time>`."""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "DATETIME_FORMAT")
    )


@register.filter
def in_text_language(lang: str) -> SafeString:
    """The attribute for a text in a language, if that is not the page's."""
    if lang in ("", LANGUAGES[column_language()]):
        return mark_safe("")
    return format_html(' lang="{}"', lang)


@register.filter
def localized(value: Localized) -> SafeString:
    """A text with its language, if that is not the page's."""
    return _in_its_language(value, format_html("{}", value))


@register.filter
def untranslated(value: Any) -> bool:
    """Whether a text is shown in the other language for want of a translation."""
    return bool(getattr(value, "borrowed", False))


@register.filter
def inline_markdown(value: Localized) -> SafeString:
    return _in_its_language(value, mark_safe(md.render_inline(value)))


@register.filter
def markdown(value: Localized) -> SafeString:
    html = mark_safe(md.render(value))
    if untranslated(value):
        return format_html('<div lang="{}">{}</div>', value.lang, html)
    return html


@register.filter
def plain(value: Any) -> Any:
    """A text without Markdown, its language kept."""
    flat = md.plain(value)
    if isinstance(value, Localized):
        return Localized(flat, "en" if value.lang == "en" else "zh", value.borrowed)
    return flat


@register.filter
def marked(value: Any, phrases: list[text.Phrase]) -> SafeString:
    """A text with the hits of a search marked, in its language."""
    pieces = []
    done = 0
    for start, end in text.hits(value, phrases) if phrases else ():
        pieces.append(format_html("{}<mark>{}</mark>", value[done:start], value[start:end]))
        done = end
    pieces.append(format_html("{}", value[done:]))
    return _in_its_language(value, mark_safe("".join(pieces)))


def _in_its_language(value: Any, html: SafeString) -> SafeString:
    if untranslated(value):
        return format_html('<span lang="{}">{}</span>', value.lang, html)
    return html


@register.filter
def listed(values: list[str]) -> str:
    return wording.listed(values)


@register.filter
def license_name(expression: str) -> str:
    return license_label(expression)


@register.filter
def license_link(expression: str) -> SafeString:
    """A license by the name that people know, leading to its text."""
    if creative := CREATIVE_COMMONS.fullmatch(expression):
        kind, version = creative.groups()
        deed = "deed.zh-hans" if column_language() == "zh" else ""
        url = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/{deed}"
    elif _ONE_LICENSE.fullmatch(expression):
        url = f"https://spdx.org/licenses/{expression}.html"
    else:
        return format_html("{}", license_label(expression))
    return format_html('<a href="{}" rel="external license">{}</a>', url, license_label(expression))


@register.filter
def address(url: str) -> SafeString:
    """An address as it is read: no scheme or final slash, commits short, breaks after slashes."""
    short = _COMMIT.sub(r"\1", re.sub(r"^https?://(?:www\.)?", "", url))
    parts = short.rstrip("/").split("/")
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def monogram(name: str) -> str:
    return monograms.monogram(name)


@register.filter
def in_words(value: str) -> str:
    """A name that has a Chinese form in the translations, such as a foundation's."""
    return _(value) if value else ""


@register.filter
def of_language(pair: dict[str, str]) -> SafeString:
    """A text that is stored as `{"zh": …, "en": …}`, in the language on display if it has it."""
    shown = column_language()
    other = "en" if shown == "zh" else "zh"
    value = pair.get(shown) or pair.get(other, "")
    return localized(Localized(value, shown if pair.get(shown) else other, not pair.get(shown)))


@register.filter
def at(items: Sequence[Any], place: int) -> Any:
    """What stands beside something in another list."""
    return items[place]


@register.filter
def of_id(objects: Mapping[int, Any], pk: int) -> Any:
    """One of some objects by id, or None."""
    return objects.get(pk)


@register.filter
def letter(category: Category, catalogue: Catalogue) -> str:
    return catalogue.taxonomy.letter(category)
