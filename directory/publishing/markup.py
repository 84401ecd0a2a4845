"""SVG written as text: every value escaped, every number short."""

import re
from xml.sax import saxutils

SVG = "http://www.w3.org/2000/svg"
# What no XML may have, in whatever spelling.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *content: str, **attributes: object) -> str:
    """`font_size=12` becomes font-size="12"; None leaves an attribute out. Content is markup."""
    written = "".join(
        f" {key.strip('_').replace('_', '-')}={saxutils.quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(said: str, x: float, y: float, size: float, **attributes: object) -> str:
    """`y` is where the letters stand."""
    return element("text", escape(said), x=x, y=y, font_size=size, **attributes)


def title(said: str) -> str:
    return element("title", escape(said))


def description(said: str) -> str:
    return element("desc", escape(said))


def path(drawn: str, **attributes: object) -> str:
    return element("path", d=drawn, **attributes)


def box(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def link(url: str, *content: str, **attributes: object) -> str:
    return element("a", *content, href=url, **attributes)


def escape(said: str) -> str:
    return saxutils.escape(_FORBIDDEN.sub("", said))


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return _FORBIDDEN.sub("", str(value))
