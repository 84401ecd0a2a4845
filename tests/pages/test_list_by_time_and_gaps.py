"""The list asked for years and months, for what is missing and for what is not verified."""

import datetime
import re

import pytest
from django.test import Client

from directory.catalogue import BESIDE_FACETS
from directory.models import Project
from tests.builders import make_project, make_relation

pytestmark = pytest.mark.django_db


def found(client: Client, query: str) -> set[str]:
    browse = client.get(f"/?{query}").context["browse"]
    return set(Project.objects.filter(pk__in=browse.ids).values_list("slug", flat=True))


def chips(page: str) -> list[str]:
    return re.findall(r'<a class="chip" [^>]*><span class="vh">[^<]*</span>([^<]*)</a>', page)


def test_projects_are_found_by_the_year_of_their_start_any_of_several(client: Client):
    make_project("nginx", started="2004")
    make_project("istio", started="2016-11")
    make_project("mosn", started="2017-12-01")
    make_project("unknown")

    assert found(client, "started=2016") == {"istio"}
    assert found(client, "started=2016&started=2017") == {"istio", "mosn"}
    assert found(client, "started=..2016") == {"nginx", "istio"}
    assert found(client, "started=1980") == set()


def test_only_what_has_ended_ended_in_a_year(client: Client):
    make_project("amalgam8", status="merged", status_since="2017-05")
    make_project("istio", status="active", status_since="2017")

    assert found(client, "ended=2017") == {"amalgam8"}


def test_additions_are_found_by_year_and_by_month(client: Client):
    for slug, year, month in [("a", 2026, 8), ("b", 2026, 10), ("c", 2020, 1)]:
        make_project(slug, created=datetime.datetime(year, month, 1, tzinfo=datetime.UTC))

    assert found(client, "added=2026-08") == {"a"}
    assert found(client, "added=2026") == {"a", "b"}
    assert found(client, "added=..2025") == {"c"}


def test_what_is_missing_must_all_be_missing(client: Client):
    project = make_project("istio", license="MIT")
    project.links.create(kind="homepage", url="https://istio.io/")
    project.links.create(kind="repository", url="https://old.org/", former=True)
    make_project("bare")

    assert found(client, "without=homepage") == {"bare"}
    assert found(client, "without=repository") == {"istio", "bare"}
    assert found(client, "without=repository&without=license") == {"bare"}


def test_what_is_not_verified_must_all_be_so(client: Client):
    make_project("istio", unverified=["license", "status"])
    make_project("envoy", unverified=["status"])

    assert found(client, "unverified=status") == {"istio", "envoy"}
    assert found(client, "unverified=status&unverified=license") == {"istio"}


def test_an_edit_of_a_link_shows_at_once(client: Client):
    project = make_project("istio")
    assert found(client, "without=homepage") == {"istio"}

    project.links.create(kind="homepage", url="https://istio.io/")

    assert found(client, "without=homepage") == set()


QUERY = "started=2016&without=homepage&unverified=status"


@pytest.mark.parametrize("address", ["/", "/map/", "/stats/", "/relations/", "/embed/"])
def test_what_was_asked_is_said_and_can_be_taken_back(client: Client, address: str):
    make_project("istio", started="2016", unverified=["status"])

    english = client.get(f"/en{address}?{QUERY}").text

    said = ["Started in 2016", "Without a homepage", "Not verified: status"]
    assert chips(english) == said
    assert f'href="/en{address}?without=homepage&amp;unverified=status"' in english


def test_it_is_said_in_chinese(client: Client):
    make_project()

    query = "started=2016&ended=..2019&added=2026-03&without=homepage&unverified=status"
    assert chips(client.get(f"/?{query}").text) == [
        "始于2016年",
        "结束于2019年或更早",
        "收录于2026年3月",
        "缺少主页",
        "状态未核实",
    ]


@pytest.mark.parametrize("address", ["/", "/map/", "/stats/", "/relations/", "/embed/"])
def test_every_form_sends_it_along(client: Client, address: str):
    istio = make_project("istio", started="2016", unverified=["status"])
    make_relation(istio, "built-on", make_project("envoy"))

    forms = re.findall(r"<form.*?</form>", client.get(f"{address}?{QUERY}").text, re.S)

    pairs = [pair.split("=") for pair in QUERY.split("&")]
    hidden = [f'<input type="hidden" name="{name}" value="{value}">' for name, value in pairs]
    own = [form for form in forms if f'action="{address}"' in form and 'name="q"' not in form]
    assert own or address == "/stats/"
    assert any(all(text in form for text in hidden) for form in forms)


def test_the_map_its_pictures_and_frames_show_the_same(client: Client):
    make_project("istio", started="2016")
    make_project("nginx", started="2004")

    for page in ("map.svg", "embed/map/", "embed/list/"):
        text = client.get(f"/en/{page}?started=2016&show=only").text
        assert "Istio" in text, page
        assert "Nginx" not in text, page
    assert "Started in 2016" in client.get("/en/map.svg?started=2016").text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("started=soon", "“soon” is no year. Write one such as 2017, or ..2017"),
        ("started=2017-05", "“2017-05” is no year"),
        ("ended=0000", "is no year"),
        ("last_activity=２０２０", "is no year"),
        ("evidence=20255", "is no year"),
        ("added=2026-13", "“2026-13” is neither a year nor a month"),
        ("added=..2026-01", "is neither a year nor a month"),
        (
            "without=charm",
            "There is no “charm” here. Choose among: summary_zh, summary_en, license,",
        ),
        ("unverified=everything", "Choose among: summary, license, languages,"),
    ],
)
def test_what_nobody_can_be_asked_is_told_with_what_would_be_right(
    client: Client, query: str, says: str
):
    make_project()

    response = client.get(f"/en/?{query}")

    assert response.status_code == 400
    assert says in response.text


def test_nothing_found_says_what_was_asked_and_what_to_leave_out(client: Client):
    make_project("istio", started="2016")

    page = client.get("/en/?started=2016&unverified=status&without=license").text

    for asked in ("Started in 2016", "Not verified: status", "Without a license"):
        assert f"<li>{asked}</li>" in page
    assert '/en/?started=2016&amp;without=license">without “Not verified: status”</a>' in page


@pytest.mark.parametrize("name", BESIDE_FACETS)
def test_an_empty_value_asks_for_nothing(client: Client, name: str):
    make_project("istio")

    assert found(client, f"{name}=") == {"istio"}
