"""The directory in numbers at /stats/ and /stats.csv."""

import csv
import datetime
import html
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory import catalogue
from directory.models import Capability, CapabilityGroup, CapabilityValue, Link, Project
from tests.bars import assert_bars_lead_to_what_they_count
from tests.builders import make_category, make_project

pytestmark = pytest.mark.django_db


def numbers(
    client: Client, query: str = "", prefix: str = "/en"
) -> dict[str, dict[str, list[int]]]:
    """statistic -> value -> count and its parts, of the CSV."""
    text = client.get(f"{prefix}/stats.csv{query}").content.decode("utf-8-sig")
    found: dict[str, dict[str, list[int]]] = {}
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        found.setdefault(row[0], {})[row[1]] = [int(number) for number in row[3:]]
    return found


def links(page: str, chart: str) -> dict[str, tuple[str, int]]:
    """Label -> (address, number) of the bars of a chart."""
    table = re.search(rf'<table class="table bars" id="{chart}">.*?</table>', page, re.S)[0]
    return {
        html.unescape(label): (html.unescape(address), int(number))
        for address, label, number in re.findall(
            r'<a href="([^"]*)">([^<]*)</a>.*?<td class="n">(\d+)', table
        )
    }


def make_directory() -> None:
    make_project("istio", status="active", license="Apache-2.0", languages=["Go"], started="2016")
    make_project(
        "mosn", category="proxy", status="active", tags=["china-origin"], started="2017-12"
    )
    make_project("nginx", category="proxy", status="maintenance", languages=["C"], started="2004")
    make_project("amalgam8", status="merged", status_since="2017-05", license="Apache-2.0")


def test_projects_are_counted_by_value_with_how_many_of_them_are_alive(client: Client):
    make_directory()

    counted = numbers(client)

    assert counted["category"] == {"service-mesh": [2, 1, 0, 1], "proxy": [2, 1, 1, 0]}
    assert counted["license"] == {"Apache-2.0": [2, 1, 0, 1], "none": [2, 1, 1, 0]}
    assert counted["language"] == {"Go": [1, 1, 0, 0], "C": [1, 0, 1, 0], "none": [2, 1, 0, 1]}
    assert counted["status"]["merged"] == [1, 0, 0, 1]
    assert counted["origin"] == {"china-origin": [1, 1, 0, 0], "none": [3, 1, 1, 1]}


def test_years_are_counted_without_a_gap_and_early_ones_together(client: Client):
    make_directory()
    make_project("old", started="1995-01-02")

    counted = numbers(client)

    assert counted["started"]["2016"] == [1]
    assert counted["started"]["2010"] == [0]
    assert counted["started"]["..1999"] == [1]
    assert counted["ended"] == {"2017": [1]}


def test_the_lists_filters_and_search_apply(client: Client):
    make_directory()

    assert numbers(client, "?category=proxy")["status"] == {
        "active": [1, 1, 0, 0],
        "maintenance": [1, 0, 1, 0],
    }
    assert numbers(client, "?q=istio")["category"] == {"service-mesh": [1, 1, 0, 0]}
    assert "Counted over 2 of 4 projects." in client.get("/en/stats/?category=proxy").text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?category=proxy",
        "?license=Apache-2.0&license=none",
        "?tag=china-origin",
        "?status=active",
        "?started=..2016",
        "?started=2016&started=2004&started=1995",
        "?added=2026-08",
        "?without=license&unverified=status",
    ],
)
def test_each_bar_leads_to_the_list_of_what_it_counts(client: Client, query: str):
    make_directory()
    make_project("both", license="Apache-2.0 OR MIT", category="proxy", tags=["china-origin", "x"])
    make_project("old", started="1995-01", unverified=["status", "license"], organization="CNCF")
    august, october = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (8, 10))
    Project.objects.update(created=august)
    Project.objects.filter(slug="mosn").update(created=october)

    assert_bars_lead_to_what_they_count(client, f"/en/stats/{query}")


def test_subcategories_and_their_parents_lead_to_what_they_count(client: Client):
    parent = make_category("proxy")
    make_category("sidecar", parent=parent)
    make_project("envoy", category="sidecar")
    make_project("nginx", category="proxy")

    for query in ("", "?category=proxy", "?category=sidecar"):
        page = client.get(f"/en/stats/{query}").text
        for address, number in links(page, "category").values():
            assert client.get(address).context["browse"].count == number


def test_what_is_known_is_counted_and_what_is_not_can_be_asked_for(client: Client):
    project = make_project("istio", summary_en="A mesh.", license="MIT", sources=[{"en": "README"}])
    make_project("bare")
    Link.objects.create(project=project, kind="homepage", url="https://istio.io/")
    Link.objects.create(project=project, kind="repository", url="https://a.org/", former=True)

    known = {name: counts[0] for name, counts in numbers(client)["known"].items()}
    page = client.get("/en/stats/").text

    assert known == {
        "summary_zh": 0,
        "summary_en": 1,
        "license": 1,
        "language": 0,
        "organization": 0,
        "homepage": 1,
        "repository": 0,
        "documentation": 0,
        "started": 0,
        "last_activity": 0,
        "tags": 0,
        "sources": 1,
    }
    assert 'href="/en/?without=license">1 without' in page


def test_marks_of_what_is_not_verified_are_counted_by_fact(client: Client):
    make_project("istio", unverified=["license", "status"])
    make_project("envoy", unverified=["status"])
    make_project("linkerd")

    assert {fact: n[0] for fact, n in numbers(client)["unverified"].items()} == {
        "status": 2,
        "license": 1,
    }
    page = client.get("/en/stats/").text
    assert "<dt>Without a mark “not verified”</dt><dd>1</dd>" in page
    assert '<a href="/en/?unverified=status">Status</a>' in page


def test_values_of_the_comparison_are_counted_by_the_year_of_their_source(client: Client):
    project = make_project("istio")
    group = CapabilityGroup.objects.create(
        slug="security", category=project.category, label_en="Security"
    )
    for slug, year in [("mtls", 2025), ("policy", 2025), ("wasm", 2023)]:
        capability = Capability.objects.create(slug=slug, group=group, kind="text", label_en=slug)
        CapabilityValue.objects.create(
            project=project,
            capability=capability,
            text_en="yes",
            source_url="https://istio.io/",
            verified=datetime.date(year, 7, 1),
        )

    assert numbers(client)["evidence"] == {"2023": [1], "2024": [0], "2025": [2]}
    assert '<a href="/en/?evidence=2025" aria-label="2025: 2">' in client.get("/en/stats/").text
    for year, found in [("2023", 1), ("2024", 0), ("2025", 1)]:
        assert client.get(f"/en/?evidence={year}").context["browse"].count == found


def test_additions_are_told_by_month_while_the_directory_is_young(client: Client):
    make_project("a", created=datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC))
    make_project("b", created=datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC))
    assert numbers(client)["added"] == {"2026-08": [1], "2026-09": [0], "2026-10": [1]}

    make_project("c", created=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert numbers(client)["added"]["2020"] == [1]


def test_additions_are_drawn_from_the_first_month_on(client: Client):
    make_project("a", created=datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC))

    column = '<a href="/en/?added=2026-08" aria-label="2026-08: 1"'
    assert column in client.get("/en/stats/").text


def test_drafts_are_not_counted(client: Client):
    make_project("draft", state=Project.State.DRAFT, started="2016", unverified=["status"])

    counted = numbers(client)

    assert not counted.keys() & {"started", "unverified", "category"}


def test_an_edit_shows_at_once(client: Client):
    project = make_project("istio", started="2016")
    numbers(client)
    Project.objects.filter(pk=project.pk).update(started="2015")

    assert numbers(client)["started"] == {"2015": [1]}


def test_a_chart_has_a_title_its_numbers_in_words_and_as_a_table(client: Client):
    make_directory()
    page = client.get("/en/stats/").text
    figure = re.search(r'<figure class="columns-figure" id="ended">.*?</figure>', page, re.S)[0]

    assert '<title id="ended-title">Ended per year</title>' in figure
    assert '<desc id="ended-says">2017: 1</desc>' in figure
    assert '<a href="/en/?ended=2017" aria-label="2017: 1">' in figure
    assert '<a href="/en/?ended=2017">2017</a></th><td class="n">1</td></tr>' in figure
    assert 'aria-label="Active 1, Inactive, ended or unknown 1"' in page


def test_long_charts_leave_the_rest_to_the_csv(client: Client):
    for number in range(15):
        make_project(f"p-{number}", organization=f"=Org {number}")

    page = client.get("/en/stats/").text

    assert len(links(page, "organization")) == 12
    assert "3 more are in the CSV." in page
    assert len(numbers(client)["organization"]) == 15
    assert "\n=Org" not in client.get("/stats.csv").text.replace(",=", "\n=")


def test_nothing_found_is_told(client: Client):
    make_project("istio")

    assert "nothing to count" in client.get("/en/stats/?q=zzzz").text
    assert numbers(client, "?q=zzzz")["known"]["license"] == [0, 0, 0, 0]


@pytest.mark.parametrize("query", ["category=nope", "q=" + "x" * 300, "status=active&status=x"])
def test_a_wrong_parameter_is_told_in_words(client: Client, query: str):
    assert client.get(f"/stats/?{query}").status_code == 400
    assert client.get(f"/stats.csv?{query}").status_code == 400


def test_numbers_cost_no_query_but_the_version(client: Client):
    """Within a transaction each request makes a catalogue of its own."""
    make_directory()

    with CaptureQueriesContext(connection) as to_build:
        catalogue.current()
    with CaptureQueriesContext(connection) as captured:
        client.get("/stats/")

    assert len(captured) == len(to_build)


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_is_kept_until_something_changes(client: Client):
    make_directory()
    client.get("/stats/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/en/stats/?category=proxy")

    assert len(captured) == 1
