"""The directory in numbers, as charts and as CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.media_types import CSV
from directory.models import Project
from directory.statistics import (
    StatisticsBrowse,
    as_csv,
    by_value,
    completeness,
    periods,
    unverified,
    verified,
)
from directory.views.negotiation import also_as
from directory.views.programs import as_text, cannot_answer, for_programs
from directory.views.public import public
from directory.views.site import catalogue_of


@public
@also_as(CSV)
def statistics(request: HttpRequest) -> HttpResponse:
    browse = StatisticsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    statuses = browse.catalogue.choices["status"]
    context = {
        "browse": browse,
        "list_url": browse.list_url(),
        "active": statuses[Project.Status.ACTIVE].intersection_cardinality(browse.ids),
        "ended": browse.catalogue.ended.intersection_cardinality(browse.ids),
        "verified": verified(browse),
        "by_value": [bars for bars in by_value(browse) if bars.bars],
        "knowledge": [completeness(browse), unverified(browse)],
        "periods": [chart for chart in periods(browse) if chart.periods],
    }
    return render(request, "directory/statistics.html", context)


@for_programs(as_text)
def statistics_csv(request: HttpRequest) -> HttpResponse:
    browse = StatisticsBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return cannot_answer(as_text, browse)
    bars = [*by_value(browse, at_most=None), completeness(browse), unverified(browse)]
    content = as_csv(bars, periods(browse))
    response = HttpResponse(content, content_type=f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="statistics.csv"'
    return response
