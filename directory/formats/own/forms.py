"""What texts of the record must look like: slugs, addresses, dates, and texts in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .kinds import Form, Text

_YEAR, _MONTH, _DAY = "[0-9]{4}", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?"
SLUG = Form(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "envoy-gateway",
    _("lower-case ASCII letters, digits and single hyphens between them, such as “%(example)s”"),
)
ADDRESS = Form(
    r"https?://[^\s]+",
    "https://istio.io/",
    _("an address that begins with http:// or https://, such as “%(example)s”"),
)
SINCE = Form(
    f"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?",
    "2017-05-24",
    _("a year, a month or a day, as far as it is known, such as “%(example)s”"),
)
DAY = Form(f"{_YEAR}-{_MONTH}-{_DAY}", "2026-08-22", _("a day, such as “%(example)s”"), "date")
MOMENT = Form(
    f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})",
    "2026-11-22T08:00:00Z",
    _("a time with its zone, such as “%(example)s”"),
    "date-time",
)


def slug(about: str, *, nullable: bool = False) -> Text:
    return Text(80, SLUG, blank=False, nullable=nullable, about=about)


def address(longest: int = 500, about: str = "") -> Text:
    return Text(longest, ADDRESS, about=about)


def since(about: str) -> Text:
    return Text(10, SINCE, about=f"{about} A year, a month or a day, as far as it is known.")


def pair(name: str, longest: int | None, about: str) -> dict[str, Text]:
    """A text in Chinese and in English."""
    return {
        f"{name}_zh": Text(longest, about=f"{about} In Chinese."),
        f"{name}_en": Text(longest, about=f"{about} In English."),
    }
