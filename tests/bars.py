"""Bars of statistics, followed to the lists that they lead to."""

from django.http import QueryDict
from django.test import Client

from directory.browse import Browse


def assert_bars_lead_to_what_they_count(client: Client, address: str) -> None:
    page = client.get(address)
    known = page.context["browse"].catalogue
    # Of several licenses or languages any will do: no query string asks for two of them.
    one_of_several = {name for name in ("license", "language") if f"{name}=" in address}

    def count(url: str) -> int:
        return Browse(QueryDict(url.partition("?")[2]), known, "/").count

    for chart in [*page.context["by_value"], *page.context["knowledge"]]:
        for bar in chart.bars:
            expected = bar.missing if chart.name == "known" else bar.number
            if bar.url:
                assert count(bar.url) == expected, (chart.name, bar.value)
            else:
                assert not expected or chart.name in one_of_several, (chart.name, bar.value)
    for chart in page.context["periods"]:
        for period in chart.periods:
            assert bool(period.url) == bool(period.number), (chart.name, period.value)
            if period.url and chart.name != "evidence":
                assert count(period.url) == period.number, (chart.name, period.value)
        if chart.unknown:
            assert count(chart.unknown_url) == chart.unknown
