"""The projects that the list would show, in numbers."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router
from pydantic import Field

from directory.filters import ProjectFilter
from directory.representations import wrong_in
from directory.statistics import (
    Bar,
    Bars,
    StatisticsBrowse,
    by_value,
    completeness,
    periods,
    unverified,
)
from directory.views.moved import to_present_values
from directory.views.site import catalogue_of

from .answering import as_json
from .openapi import takes
from .parameters import refuse_unknown, wrong_parameters
from .schemas import Count, Exact


class StatisticsValue(Exact):
    value: str
    count: int
    active: int
    maintenance: int


class StatisticsValues(Exact):
    values: list[StatisticsValue]
    more: Annotated[int, Field(description=gettext_noop("How many values there are beside these."))]


class Statistics(Exact):
    version: int
    count: int
    total: int
    by_value: Annotated[
        dict[str, StatisticsValues],
        Field(description=gettext_noop("How many projects have each value.")),
    ]
    known: Annotated[
        list[StatisticsValue],
        Field(description=gettext_noop("Of how many projects something is known.")),
    ]
    unverified: Annotated[
        list[StatisticsValue], Field(description=gettext_noop("How many are in doubt, by fact."))
    ]
    periods: Annotated[
        dict[str, list[Count]],
        Field(
            description=gettext_noop("How many by year or month; with two points, all until then.")
        ),
    ]


router = Router(tags=["statistics"])

# Values of a filter at most; there may be thousands of organizations.
SHOWN = 150
FILTERS = {name: ProjectFilter.base_filters[name] for name in StatisticsBrowse.parameters}


@router.get(
    "",
    response=Statistics,
    url_name="statistics",
    openapi_extra=takes(FILTERS),
    summary=gettext_noop(
        "How many projects there are by value and period, and how well they are known."
    ),
)
def get_statistics(request: HttpRequest) -> HttpResponse:
    refuse_unknown(request, StatisticsBrowse.parameters)
    if moved := to_present_values(request):
        return moved
    asked = StatisticsBrowse(request.GET, catalogue_of(request), request.path)
    if not asked.is_valid:
        raise wrong_parameters(wrong_in(asked))
    return as_json(
        {
            "version": asked.catalogue.version,
            "count": asked.count,
            "total": asked.total,
            "by_value": {bars.name: _values(bars) for bars in by_value(asked, SHOWN)},
            "known": [_value(bar) for bar in completeness(asked).bars],
            "unverified": [_value(bar) for bar in unverified(asked).bars],
            "periods": {
                chart.name: [{"value": p.value, "count": p.number} for p in chart.periods]
                for chart in periods(asked)
            },
        }
    )


def _values(bars: Bars) -> dict[str, Any]:
    return {"values": [_value(bar) for bar in bars.bars], "more": bars.hidden}


def _value(bar: Bar) -> dict[str, Any]:
    return {
        "value": bar.value,
        "count": bar.number,
        "active": bar.active,
        "maintenance": bar.maintenance,
    }
