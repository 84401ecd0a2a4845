"""The list at / and /en/."""

import datetime
import html
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.catalogue import FILTERS
from directory.models import Project
from tests.builders import make_category, make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    """The names of the cards or rows, in order."""
    cards = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", response.text)
    rows = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a></th>', response.text)
    return [html.unescape(re.sub(r"</?mark>", "", name)) for name in cards or rows]


def count_of(response, facet: str, value: str) -> int | None:
    """The count beside a choice, None if the choice is not offered."""
    found = re.search(
        rf'name="{facet}" value="{re.escape(value)}".*?class="n">(\d+)<', response.text
    )
    return int(found[1]) if found else None


def test_the_first_page_shows_every_published_project_in_list_order(client: Client):
    make_project("istio", position=2)
    make_project("envoy", position=1)
    make_project("secret", state=Project.State.DRAFT)
    make_project("gone", state=Project.State.WITHDRAWN)

    assert names(client.get("/")) == ["Envoy", "Istio"]


def test_a_card_says_what_it_is_whether_it_is_alive_and_under_which_license(client: Client):
    make_category("proxy", name_zh="数据平面代理", name_en="Data-plane proxy")
    make_project(
        "envoy",
        category="proxy",
        tags=["layer-7"],
        summary_zh="C++ 代理",
        status="active",
        license="Apache-2.0",
        languages=["C++"],
        last_activity="2026-08-22",
    )

    page = client.get("/").text

    for text in ("Envoy", "C++ 代理", "数据平面代理", "活跃", "Apache-2.0", "layer-7 标签"):
        assert text in page
    assert '<time datetime="2026-08-22">2026年8月22日</time>' in page


def test_an_ended_project_is_hatched_and_leads_to_its_successor(client: Client):
    old = make_project("amalgam8", status="merged")
    make_relation(old, "merged-into", make_project("istio"))

    page = client.get("/en/").text

    assert '<li class="card ended">' in page
    assert re.search(r'class="successor" href="/en/projects/istio/"', page)


def test_several_values_of_a_facet_are_any_of_them_and_tags_are_all_of_them(client: Client):
    make_project("a", category="proxy", tags=["x", "y"])
    make_project("b", category="api-gateway", tags=["x"])
    make_project("c", category="standard", tags=["y"])

    assert names(client.get("/?category=proxy&category=api-gateway")) == ["A", "B"]
    assert names(client.get("/?tag=x&tag=y")) == ["A"]


def test_a_choice_shows_how_many_there_would_be_under_the_other_facets_choices(client: Client):
    make_project("a", category="proxy", tags=["x"], status="active")
    make_project("b", category="proxy", status="archived")
    make_project("c", category="standard", tags=["x"], status="active")

    page = client.get("/?category=proxy")

    assert count_of(page, "category", "standard") == 1
    assert count_of(page, "tag", "x") == 1
    assert count_of(page, "status", "archived") == 1
    assert count_of(client.get("/?category=standard"), "status", "archived") is None


def test_a_category_has_the_projects_of_its_subcategories(client: Client):
    parent = make_category("mesh")
    make_category("ebpf-mesh", parent=parent)
    make_project("cilium", category="ebpf-mesh")

    assert names(client.get("/?category=mesh")) == ["Cilium"]
    assert names(client.get("/?category=ebpf-mesh")) == ["Cilium"]


def test_a_license_is_found_in_an_expression(client: Client):
    make_project("a", license="MIT OR Apache-2.0")
    make_project("b", license="")

    assert names(client.get("/?license=MIT")) == ["A"]
    assert names(client.get("/?license=none")) == ["B"]


def test_chips_take_one_choice_away_and_keep_the_rest(client: Client):
    make_project("envoy", category="proxy", tags=["layer-7"])

    page = client.get("/en/?q=envoy&category=proxy&tag=layer-7&sort=name&view=table").text

    chips = dict(
        re.findall(r'class="chip" href="([^"]*)"><span class="vh">Remove: </span>(.*?)</a>', page)
    )
    urls = {label: html.unescape(url) for url, label in chips.items()}
    assert urls["Proxy"] == "/en/?q=envoy&tag=layer-7&sort=name&view=table"
    assert urls["“envoy”"] == "/en/?category=proxy&tag=layer-7&sort=name&view=table"
    assert 'href="/en/?sort=name&amp;view=table">Clear all</a>' in page


def test_changing_the_sort_keeps_filters_and_goes_back_to_page_one(client: Client):
    for number in range(30):
        make_project(f"p{number}", category="proxy", position=number)

    page = client.get("/?category=proxy&page=2").text

    assert 'href="/?category=proxy&amp;sort=name"' in page


def test_the_exact_name_comes_first_and_hits_are_marked(client: Client):
    make_project("envoy-gateway", name="Envoy Gateway", tags=["envoy"], position=1)
    make_project("envoy", name="Envoy", position=2)

    page = client.get("/?q=envoy")

    assert names(page)[0] == "Envoy"
    assert "<mark>Envoy</mark>" in page.text


def test_a_chinese_word_is_found_on_the_english_page_too(client: Client):
    make_project("kong", summary_zh="云原生 API 网关", summary_en="API gateway")

    assert names(client.get("/en/?q=网关")) == ["Kong"]


def test_the_table_shows_the_same_projects(client: Client):
    make_project("istio")
    make_project("envoy")

    assert names(client.get("/?view=table")) == names(client.get("/"))


def test_pages_are_linked_and_the_last_one_has_the_rest(client: Client):
    for number in range(50):
        make_project(f"p{number}", name=f"P{number}", position=number)

    last = client.get("/en/?page=3")

    assert names(last) == ["P48", "P49"]
    assert "49–50 of 50" in last.text
    assert 'href="/en/?page=2" rel="prev"' in last.text


def test_nothing_found_names_what_was_asked_and_offers_ways_out(client: Client):
    make_project("envoy-gateway", name="Envoy Gateway", category="api-gateway")
    make_project("istio", category="service-mesh", status="active")

    page = client.get("/en/?q=gatewya&category=service-mesh").text

    assert "“gatewya”" in page
    assert re.search(
        r'href="/en/\?q=gateway">gateway \(without the filters\)</a><span>1 project', page
    )
    assert re.search(r'href="/en/\?category=service-mesh">without the search', page)


def ways_out(page: str) -> dict[str, tuple[str, str]]:
    """label -> (address, number) of what is offered where nothing was found."""
    found = page.partition("Ask for less")[2]
    return {
        html.unescape(label): (html.unescape(url), number)
        for url, label, number in re.findall(
            r'<li><a href="([^"]*)">(.*?)</a><span>(\d+) projects?\s*</span>', found
        )
    }


def test_each_word_of_a_search_can_be_left_out(client: Client):
    make_project("consul", summary_en="consul")
    make_project("choreo-connect", summary_en="connect")
    make_project("kafka-connect", summary_en="connect")

    offered = ways_out(client.get("/en/?q=Consul+Connect+nowhere").text)

    assert offered == {
        "only “consul”": ("/en/?q=consul", "1"),
        "only “connect”": ("/en/?q=connect", "2"),
        "Clear all": ("/en/", "3"),
    }
    assert ways_out(client.get("/en/?q=consul+connect&view=table").text) == {
        "without “consul”": ("/en/?q=connect&view=table", "2"),
        "without “connect”": ("/en/?q=consul&view=table", "1"),
        "Clear all": ("/en/?view=table", "3"),
    }


def test_each_tag_can_be_left_out(client: Client):
    make_project("a", tags=["x", "y"])
    make_project("b", tags=["z"])

    offered = ways_out(client.get("/en/?tag=x&tag=y&tag=z").text)

    assert offered["without Tag: Z"] == ("/en/?tag=x&tag=y", "1")
    assert "without Tag: X" not in offered


def test_a_search_of_several_words_or_several_tags_can_be_left_out_whole(client: Client):
    make_project("a", tags=["x"], status="active")
    make_project("b", tags=["y"], summary_en="of words")

    offered = ways_out(client.get("/en/?q=two+words&tag=x").text)
    assert offered["without the search “two words”"] == ("/en/?tag=x", "1")

    offered = ways_out(client.get("/en/?tag=x&tag=y&status=active").text)
    assert offered["without Tag: X and Y"] == ("/en/?status=active", "1")


def test_where_nothing_can_be_left_out_alone_two_can(client: Client):
    make_project("a", tags=["w", "x"])
    make_project("b", tags=["y", "z"])

    offered = ways_out(client.get("/en/?tag=w&tag=x&tag=y&tag=z").text)

    assert offered["without Tag: Y and Tag: Z"] == ("/en/?tag=w&tag=x", "1")
    assert offered["without Tag: W and Tag: X"] == ("/en/?tag=y&tag=z", "1")


def test_no_more_than_eight_ways_are_offered(client: Client):
    for number in range(20):
        make_project(f"p{number}", tags=[f"t{number}"])
    query = "&".join(f"tag=t{number}" for number in range(20))

    assert len(ways_out(client.get(f"/en/?{query}").text)) == 8 + len(["Clear all"])


def test_sorting_by_dates_is_offered_once_they_differ(client: Client):
    day = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    for slug in ("a", "b"):
        make_project(slug)
    Project.objects.update(created=day, modified=day)

    page = client.get("/en/").text
    assert "Newest" not in page
    assert "Recently changed" not in page
    assert "Newest" in client.get("/en/?sort=created").text

    Project.objects.filter(slug="b").update(modified=day + datetime.timedelta(hours=1))
    page = client.get("/en/").text
    assert "Recently changed" in page
    assert "Newest" not in page


def test_a_search_without_a_letter_says_so(client: Client):
    response = client.get("/en/?q=🎉")

    assert response.status_code == 200
    assert "nothing can be found" in response.text


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("category=nope", 400, "“nope”"),
        ("page=zero", 400, "whole number"),
        ("page=0", 400, "counted from 1"),
        ("page=9", 404, "There is 1 page"),
        ("sort=up", 400, "relevance, name, position"),
        ("view=grid", 400, "cards, table"),
        ("q=a%00b", 400, "NUL"),
        ("q=" + "网" * 5000, 400, "200 characters"),
        (
            "q=a&q=b",
            400,
            "<strong>Search</strong> (<code>q</code>): It stands in the address 2 times.",
        ),
        ("page=1&page=2&page=3", 400, "(<code>page</code>): It stands in the address 3 times."),
        ("view=cards&view=table", 400, "<code>view</code>"),
        ("sort=name&sort=name", 400, "<code>sort</code>"),
        ("tag=%00", 400, "�"),
        ("tag=%3Cscript%3E", 400, "&lt;script&gt;"),
        ("organization=" + "x" * 5000, 400, "…"),
    ],
)
def test_a_wrong_value_is_told_in_words(client: Client, query, status, says):
    make_project()

    response = client.get(f"/en/?{query}")

    assert response.status_code == status
    assert says in response.text
    assert names(response) == []


def test_unknown_parameters_are_left_alone_and_dropped_from_links(client: Client):
    make_project("istio")

    response = client.get("/?utm_source=x&sort=name")

    assert response.status_code == 200
    assert "utm_source" not in re.sub(
        r"<head>.*?</head>|<header.*?</header>", "", response.text, flags=re.S
    )


def test_the_other_language_shows_the_same_page_with_the_same_query(client: Client):
    make_project("istio", category="proxy")

    page = client.get("/?category=proxy&sort=name").text

    assert 'href="/en/?category=proxy&amp;sort=name" lang="en"' in page
    assert '<html lang="zh-Hans">' in page
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/?category=proxy' in page


def test_text_without_a_translation_is_shown_in_its_own_language_and_marked(client: Client):
    make_project("istio", summary_zh="", summary_en="Connects services")

    assert '<span lang="en">Connects services</span>' in client.get("/").text


def test_a_combination_of_filters_is_kept_out_of_search_engines(client: Client):
    make_project()

    assert 'content="noindex, follow"' in client.get("/?sort=name").text
    assert "noindex" not in client.get("/").text


def test_markup_in_the_data_is_shown_as_text(client: Client):
    make_project("x", name="<b>X</b>", summary_zh="<script>alert(1)</script>")

    page = client.get("/?q=x").text

    assert "<script>alert" not in page
    assert "<b>X" not in page


YEARS = ["2017", "..2017", "2017-05", "0000", ".."]
QUERY_TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "网关",
        "NEAR(",
        '"',
        "*",
        "a" * 300,
        "-",
        "proxy",
        "layer-7",
        "none",
        "1",
        "cards",
        "'; --",
        "homepage",
        *YEARS,
    ]
)
PARAMETERS = st.sampled_from([*FILTERS, "q", "sort", "view", "page", "other"])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(PARAMETERS, QUERY_TEXT), max_size=6))
def test_no_query_string_breaks_the_list_or_shows_everything_for_a_mistake(client: Client, pairs):
    if not Project.objects.exists():
        make_tag("layer-7")
        make_project("envoy", category="proxy", tags=["layer-7"], summary_zh="网关")

    response = client.get("/", dict_of_lists(pairs))

    assert response.status_code in {200, 400, 404}
    if response.status_code != 200:
        assert names(response) == []


def dict_of_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value.encode(errors="replace").decode())
    return query


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("projects", [3, 40])
@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 2),
        ("?category=proxy&tag=x&status=active", 2),
        ("?q=网关", 4),
        ("?q=网关&sort=name&view=table", 3),
    ],
)
def test_a_list_page_costs_the_same_few_queries(
    client: Client, django_assert_num_queries, projects, query, most
):
    for number in range(projects):
        project = make_project(
            f"p{number}", category="proxy", tags=["x", f"t{number}"], summary_zh="网关"
        )
        project.status = "active"
        project.save()
    client.get(f"/{query}")

    with django_assert_num_queries(most):
        client.get(f"/en/{query}")


def test_an_empty_or_repeated_value_is_no_choice_of_its_own(client: Client):
    make_project("istio", status="active")

    page = client.get("/en/?tag=&status=active&status=active").text

    assert page.count('class="chip"') == 1


def test_a_wrong_address_offers_the_same_without_its_wrong_parts(client: Client):
    make_project("envoy", category="proxy")

    page = client.get("/en/?category=proxy&tag=nope&sort=name").text

    assert 'href="/en/?category=proxy&amp;sort=name">The same without these parts' in page


def test_the_other_language_keeps_a_query_that_was_not_escaped(client: Client):
    make_project("kong", summary_zh="网关")

    page = client.get("/", QUERY_STRING="q=网关".encode().decode("latin-1")).text

    assert 'href="/en/?q=%E7%BD%91%E5%85%B3" lang="en"' in page
