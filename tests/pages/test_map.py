"""The panorama: every project a tile."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.logos import Picture
from directory.models import Landscape, Project, Relation
from directory.panorama import PanoramaBrowse
from tests.builders import make_category, make_logo, make_project, make_relation

pytestmark = pytest.mark.django_db

CORE = {"slug": "core", "zh": "核心", "en": "Core", "categories": ["service-mesh"]}


def tiles(page: str) -> dict[str, str]:
    """name -> the classes of its tile, in order."""
    found = re.findall(r'<li class="(tile[^"]*)">.*?<span class="name">([^<]*)', page)
    return {name: classes for classes, name in found}


def make_landscape(**fields: Any) -> None:
    Landscape.objects.create(title_en="Mesh landscape", **fields)


def test_every_published_project_is_a_tile_that_leads_to_its_page(client: Client):
    make_project("istio")
    make_project("envoy", category="proxy")
    make_project("secret", state=Project.State.DRAFT)

    page = client.get("/en/map/").text

    assert list(tiles(page)) == ["Envoy", "Istio"]
    assert 'href="/en/projects/istio/"' in page


def test_projects_stand_below_their_subcategory(client: Client):
    parent = make_category("mesh", name_en="Mesh")
    make_category("sidecarless", name_en="Sidecarless", parent=parent)
    make_project("istio", category="mesh")
    make_project("cilium", category="sidecarless")

    page = client.get("/en/map/").text

    places = [page.index(text) for text in ("plate-mesh", "Istio<", "<h3>", "Cilium<")]
    assert places == sorted(places)
    assert 'href="/en/categories/sidecarless/">Sidecarless</a>' in page


def test_what_is_graduated_or_featured_is_large_and_comes_first(client: Client):
    make_project("aaa")
    make_project("graduated", maturity="graduated", foundation="CNCF")
    make_project("featured", featured=True)
    make_project("over", status="archived", maturity="graduated", foundation="CNCF")
    make_project("part", maturity="graduated", foundation="CNCF", foundation_via="Graduated")

    page = client.get("/en/map/").text

    assert tiles(page) == {
        "Featured": "tile large",
        "Graduated": "tile large",
        "Aaa": "tile",
        "Part": "tile",
        "Over": "tile ended",
    }
    assert page.count("CNCF graduated") == 1


def test_an_ended_project_says_so_and_names_its_successor(client: Client):
    old = make_project("amalgam8", status="merged")
    make_relation(old, Relation.Kind.MERGED_INTO, make_project("istio"))

    page = client.get("/en/map/").text

    assert '<span class="status merged">Merged</span> <span>→ Istio</span>' in page


def test_a_logo_stands_in_place_of_the_monogram(client: Client):
    project = make_project("istio")
    make_project("envoy")
    logo = make_logo(project, Picture("image/svg+xml", b"<svg/>"))

    page = client.get("/en/map/").text

    assert f'<img src="{logo.get_absolute_url()}" alt=""' in page
    assert re.findall(r'<span class="mono" aria-hidden="true">(\w+)', page) == ["En"]


def test_monograms_within_a_category_differ_and_are_those_of_the_cards(client: Client):
    make_category("below", parent=make_category("service-mesh"))
    for slug, category in [("spiffe", "service-mesh"), ("spire", "below"), ("spinnaker", "proxy")]:
        make_project(slug, category)

    on_tiles = re.findall(r'class="mono" aria-hidden="true">(\w+)', client.get("/en/map/").text)
    cards = client.get("/en/?sort=name").text

    assert sorted(on_tiles) == ["Si", "Sp", "Sp"]
    assert re.findall(r'class="mono"[^>]*>(\w+)', cards) == ["Sp", "Sp", "Si"]


def test_it_is_offered_as_a_slide_with_what_was_asked(client: Client):
    make_project("istio", tags=["x"])

    assert "/map.pdf?sheet=slide" in client.get("/map/").text
    assert "/map.png?tag=x&amp;sheet=slide&amp;scale=2" in client.get("/map/?tag=x").text


def test_plates_about_as_high_as_their_neighbours_are_filled(client: Client):
    for number in range(40):
        make_project(f"p{number}", category="proxy")
    make_project("istio")

    assert re.findall(r'class="pile w\d+( even)?"', client.get("/map/").text) == [" even", ""]


def test_the_list_and_the_map_lead_to_each_other_with_what_was_asked(client: Client):
    make_project("istio", tags=["mesh"])

    assert 'href="/en/map/?tag=mesh&amp;sort=name"' in client.get("/en/?tag=mesh&sort=name").text
    assert (
        'href="/en/?tag=mesh&amp;sort=name"'
        in client.get("/en/map/?tag=mesh&sort=name&size=s").text
    )


def test_others_than_what_is_asked_for_fade(client: Client):
    make_project("envoy", category="proxy", tags=["envoy-based"])
    make_project("nginx", category="proxy")

    page = client.get("/en/map/?tag=envoy-based").text

    assert tiles(page) == {"Envoy": "tile", "Nginx": "tile faded"}
    assert "1 of 2" in page
    assert 'href="/en/projects/envoy/?tag=envoy-based"' in page
    assert 'href="/en/projects/nginx/"' in page


def test_others_are_left_out_on_request(client: Client):
    make_project("envoy", category="proxy", tags=["envoy-based"])
    make_project("nginx", category="proxy")

    page = client.get("/en/map/?tag=envoy-based&show=only").text

    assert list(tiles(page)) == ["Envoy"]
    assert "1 of 2" in page


def test_a_search_finds_what_the_list_finds(client: Client):
    make_project("envoy", summary_zh="数据平面代理")
    make_project("istio")

    assert tiles(client.get("/map/?q=代理").text) == {"Envoy": "tile", "Istio": "tile faded"}


def test_where_nothing_is_found_there_are_ways_out_that_lead_to_the_map(client: Client):
    make_project("envoy", tags=["proxy"], status="active")

    page = client.get("/en/map/?tag=proxy&status=archived").text

    assert tiles(page) == {}
    assert 'href="/en/map/?tag=proxy"' in page


def test_groups_of_categories_are_tabs(client: Client):
    make_landscape(groups=[CORE])
    make_project("istio")
    make_project("envoy", category="proxy")

    page = client.get("/en/map/?group=core").text

    assert list(tiles(page)) == ["Istio"]
    assert 'href="/en/map/?group=core" aria-current="true">Core</a>' in page
    assert 'href="/en/map/">Everything</a>' in page


def test_a_group_without_what_is_asked_for_leads_to_all_of_them(client: Client):
    make_landscape(groups=[CORE])
    make_project("istio")
    make_project("envoy", category="proxy")

    page = client.get("/en/map/?group=core&category=proxy").text

    assert "None in this group, but one in another" in page
    assert 'href="/en/map/?category=proxy">Everything</a>' in page


def test_filters_keep_how_the_map_is_shown(client: Client):
    make_landscape(groups=[CORE])
    make_project("istio")

    page = client.get("/en/map/?group=core&size=l&show=only").text

    for name, value in (("group", "core"), ("size", "l"), ("show", "only")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'class="map" data-size="l"' in page


@pytest.mark.parametrize(
    "query", ["show=all", "size=xl", "group=nope", "category=nope", "size=s&size=m"]
)
def test_what_cannot_be_answered_is_told_in_words(client: Client, query: str):
    make_project("istio")

    response = client.get(f"/en/map/?{query}")

    assert response.status_code == 400
    assert f"<code>{query.partition('=')[0]}</code>" in response.text


PARAMETERS = st.sampled_from(["q", "group", "show", "size", "tag", "page", "other"])
VALUES = st.text(max_size=40) | st.sampled_from(["core", "fade", "only", "s", "m", "l", "x", "2"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PARAMETERS, VALUES.map(lambda text: text.encode(errors="replace"))))
def test_any_query_string_gets_an_answer(client: Client, query: dict[str, bytes]):
    if not Project.objects.exists():
        make_landscape(groups=[CORE])
        make_project("istio", tags=["x"])

    assert client.get("/map/", query).status_code in {200, 400}


def test_a_changed_project_changes_its_tile_at_once(client: Client):
    project = make_project("istio")
    client.get("/en/map/")

    project.name, project.featured = "Istio Ambient", True
    project.save()

    assert tiles(client.get("/en/map/").text) == {"Istio Ambient": "tile large"}


def test_names_are_text_and_never_markup(client: Client):
    make_project("evil", name="<script>alert(1)</script>")

    page = client.get("/en/map/").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_directory_too_large_for_a_picture_shows_a_share_of_each_category(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(PanoramaBrowse, "tiles_at_most", 4)
    for number in range(9):
        make_project(f"a{number}", category="proxy")
    make_project("b", category="tool")

    page = client.get("/en/map/").text

    assert list(tiles(page)) == ["A0", "A1", "A2", "B"]
    assert "6 more projects" in page


def test_a_tile_has_a_card(client: Client):
    make_project("istio", summary_en="Connects services.")

    response = client.get("/en/map/istio/")

    assert "Connects services." in response.text
    assert "<html" not in response.text
    assert client.get("/en/map/nope/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("projects", [3, 40])
@pytest.mark.parametrize(("query", "most"), [("", 2), ("?tag=x&show=only", 2), ("?q=网关", 3)])
def test_a_map_costs_the_same_few_queries(
    client: Client, django_assert_num_queries: Any, projects: int, query: str, most: int
):
    for number in range(projects):
        make_project(f"p{number}", tags=["x"], summary_zh="网关", maturity="graduated")
    client.get(f"/map/{query}")

    with django_assert_num_queries(most):
        client.get(f"/en/map/{query}")
    with django_assert_num_queries(most - 1):
        client.get(f"/en/map/{query}")
