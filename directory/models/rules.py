"""Rules that several models share: validators for forms and fixtures, and the same as SQL for the database."""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.text import SLUG

validate_slug = RegexValidator(
    rf"\A{SLUG.pattern}\Z",
    _("Use lower-case ASCII letters, digits and single hyphens between them, such as envoy-gateway."),
)
validate_url = URLValidator(
    schemes=["http", "https"],
    message=_("Enter an address that begins with http:// or https://, such as https://istio.io/."),
)


def validate_partial_date(value: str) -> None:
    """A year, a month or a day: 2017, 2017-05, 2017-05-24."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if match:
        year, month, day = (int(part or 1) for part in match.groups())
        with suppress(ValueError):
            datetime.date(year, month, day)
            return
    raise ValidationError(
        _("“%(value)s” is no date. Write a year, a month or a day: 2017, 2017-05 or 2017-05-24."),
        params={"value": value},
    )


@cache
def _spdx() -> Any:
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


@cache
def license_keys(expression: str) -> tuple[str, ...]:
    """The licenses that an SPDX expression names, without exceptions: `MIT OR Apache-2.0` has two."""
    parsed = _spdx().parse(expression)
    return tuple(
        dict.fromkeys(
            getattr(symbol, "license_symbol", symbol).key
            for symbol in _spdx().license_symbols(parsed, decompose=False)
        )
    )


def validate_license(expression: str) -> None:
    """An expression of the SPDX license list, spelled as there, or a LicenseRef."""
    info = _spdx().validate(re.sub(r"\bLicenseRef-[A-Za-z0-9.-]+", "MIT", expression))
    if info.errors:
        raise ValidationError(
            _(
                "“%(value)s” is no SPDX license expression (%(unknown)s). Write identifiers of "
                "spdx.org/licenses, joined by AND, OR or WITH, such as Apache-2.0 OR MIT."
            ),
            params={
                "value": expression,
                "unknown": ", ".join(map(str, info.invalid_symbols)) or info.errors[0],
            },
        )
    spelled = _spdx().parse(expression).render()
    if spelled != expression:
        raise ValidationError(
            _("Spell “%(value)s” as SPDX does: %(spelled)s."),
            params={"value": expression, "spelled": spelled},
        )


def is_http(field: str) -> Q:
    return Q(**{f"{field}__startswith": "http://"}) | Q(**{f"{field}__startswith": "https://"})


class IsSlug(models.Func):
    """The slug rule in SQL, without a function that only Django's connections know."""

    output_field = models.BooleanField()
    conditional = True

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "(%(expressions)s NOT GLOB '*[^a-z0-9-]*' AND %(expressions)s GLOB '[a-z0-9]*' "
            "AND %(expressions)s GLOB '*[a-z0-9]' AND %(expressions)s NOT GLOB '*--*')"
        )
        sql, params = self.as_sql(compiler, connection, template=template, **context)
        return sql, tuple(params) * template.count("%(expressions)s")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"(%(expressions)s ~ '^{SLUG.pattern}$')"
        return self.as_sql(compiler, connection, template=template, **context)


def slug_rule(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=IsSlug("slug"), name=name)


def one_of(field: str, values: Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)
