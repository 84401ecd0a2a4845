"""What the head of a page says to search engines and to sites that show a link to it."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from directory.publishing import words

register = template.Library()

# As json_script has it: what could end the element or begin a comment in it.
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_block_tag
def written(content: str) -> SafeString:
    """`{% written as title %}` … `{% endwritten %}`: what a block writes, for more than one use."""
    return mark_safe(content.strip())


@register.filter
def structured(data: dict[str, Any] | None) -> SafeString:
    """JSON-LD as an element of the head. No script: a policy without inline scripts allows it."""
    if not data:
        return mark_safe("")
    said = mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))
    return format_html('<script type="application/ld+json">{}</script>', said)


@register.filter
def clipped(text: Any, length: int) -> str:
    """On one line, of so many characters at most, without what no XML may have."""
    said = words.clean(str(text))
    return said if len(said) <= length else said[: length - 1].rstrip() + words.ELLIPSIS
