"""Rules that several models share: validators for forms and fixtures, and SQL for the database."""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.text import SLUG

validate_slug = RegexValidator(
    rf"\A{SLUG.pattern}\Z",
    _(
        "Use lower-case ASCII letters, digits and single hyphens between them, "
        "such as envoy-gateway."
    ),
)
validate_url = URLValidator(
    schemes=["http", "https"],
    message=_("Enter an address that begins with http:// or https://, such as https://istio.io/."),
)


def validate_partial_date(value: str) -> None:
    """A year, a month or a day: 2017, 2017-05, 2017-05-24."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if match:
        year, month, day = (int(part or 1) for part in match.groups())
        with suppress(ValueError):
            datetime.date(year, month, day)
            return
    raise ValidationError(
        _("“%(value)s” is no date. Write a year, a month or a day: 2017, 2017-05 or 2017-05-24."),
        params={"value": value},
    )


def validate_texts(value: Any, field: str) -> None:
    """A list of texts, in the JSON column of this name."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValidationError({field: _('Write a list of texts, such as ["Go", "C++"].')})


def validate_said(instance: models.Model, name: str) -> None:
    """A text that may stand in either language, but must stand in one."""
    if not (getattr(instance, f"{name}_zh") or getattr(instance, f"{name}_en")):
        raise ValidationError({f"{name}_zh": _("Write it in Chinese, in English or in both.")})


def validate_not_former(instance: Any, field: str = "slug") -> None:
    """No slug that leads to something else, which once had it."""
    taken = type(instance)._default_manager.once_at(getattr(instance, field))
    if other := taken.exclude(pk=instance.pk).first():
        told = _("This slug redirects to “%(other)s”. Choose a different one.")
        raise ValidationError({field: told % {"other": other}})


@cache
def _spdx() -> Any:
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


@lru_cache(maxsize=1_000)
def _parsed(expression: str) -> Any:
    """The expression as the library understands it, or None."""
    try:
        return _spdx().parse(expression, strict=True)
    except Exception:  # "()" makes it raise IndexError, for one
        return None


@cache
def license_keys(expression: str) -> tuple[str, ...]:
    """The licenses that an SPDX expression names, without exceptions: `MIT OR Apache-2.0` has two.

    What is no expression counts as one license of that name.
    """
    parsed = _parsed(expression)
    if parsed is None:
        return (expression,)
    return tuple(
        dict.fromkeys(
            getattr(symbol, "license_symbol", symbol).key
            for symbol in _spdx().license_symbols(parsed, decompose=False)
        )
    )


def validate_license(expression: str) -> None:
    """An expression of the SPDX license list, spelled as there, or a LicenseRef."""
    parsed = _parsed(expression)
    unknown = [
        key
        for key in (_spdx().unknown_license_keys(parsed) if parsed is not None else [expression])
        if not re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", key)
    ]
    if unknown:
        raise ValidationError(
            _(
                "“%(value)s” is no SPDX license expression (%(unknown)s). Write identifiers of "
                "spdx.org/licenses, joined by AND, OR or WITH, such as Apache-2.0 OR MIT."
            ),
            params={"value": expression, "unknown": ", ".join(unknown)},
        )
    spelled = parsed.render()
    if spelled != expression:
        raise ValidationError(
            _("Spell “%(value)s” as SPDX does: %(spelled)s."),
            params={"value": expression, "spelled": spelled},
        )


def said_rule(field: str, name: str) -> models.CheckConstraint:
    """In one of the two languages at least."""
    unsaid = Q(**{f"{field}_zh": "", f"{field}_en": ""})
    return models.CheckConstraint(condition=~unsaid, name=name)


def is_http(field: str) -> Q:
    return Q(**{f"{field}__startswith": "http://"}) | Q(**{f"{field}__startswith": "https://"})


class Pattern(models.Func):
    """A rule for a text in SQL, without a function that only Django's connections know."""

    output_field = models.BooleanField()
    conditional = True
    globs: str
    regex: str

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = self.as_sql(compiler, connection, template=f"({self.globs})", **context)
        return sql, tuple(params) * self.globs.count("%(expressions)s")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"(%(expressions)s ~ '^({self.regex})$')"
        return self.as_sql(compiler, connection, template=template, **context)


class IsSlug(Pattern):
    globs = (
        "%(expressions)s NOT GLOB '*[^a-z0-9-]*' AND %(expressions)s GLOB '[a-z0-9]*' "
        "AND %(expressions)s GLOB '*[a-z0-9]' AND %(expressions)s NOT GLOB '*--*'"
    )
    regex = SLUG.pattern


class IsPartialDate(Pattern):
    """Empty, a year, a month or a day; whether the day exists is asked in forms only."""

    globs = (
        "%(expressions)s = '' OR %(expressions)s GLOB '[0-9][0-9][0-9][0-9]' "
        "OR %(expressions)s GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]' "
        "OR %(expressions)s GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
    )
    regex = "|[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?"


class IsList(models.Func):
    """Whether a JSON column holds a list."""

    output_field = models.BooleanField()
    conditional = True

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(json_type(%(expressions)s) = 'array')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(jsonb_typeof(%(expressions)s) = 'array')"
        return self.as_sql(compiler, connection, template=template, **context)


def slug_rule(name: str, field: str = "slug") -> models.CheckConstraint:
    return models.CheckConstraint(condition=IsSlug(field), name=name)


def partial_date_rule(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=IsPartialDate(field), name=name)


def list_rule(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=IsList(field), name=name)


def address_rule(field: str, name: str) -> models.CheckConstraint:
    """No address, or one that a browser fetches and does not run."""
    return models.CheckConstraint(condition=Q(**{field: ""}) | is_http(field), name=name)


def one_of(field: str, values: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)
