"""All relations at /relations/, as JSON, and drawn on a project's page."""

import re
from itertools import combinations, pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory import catalogue
from directory.models import Project, Relation
from tests.builders import make_category, make_project, make_relation

pytestmark = pytest.mark.django_db


def drawn(page: str) -> str:
    return re.search(r'<div class="parts".*?</div>', page, re.S)[0]


def listed(page: str) -> list[str]:
    """The sentences of the list."""
    told = re.findall(r'<li id="relation-\d+"><p>(.*?)</p>', page)
    return [re.sub("<.*?>", "", sentence) for sentence in told]


@pytest.fixture
def history() -> None:
    istio = make_project("istio", category="service-mesh")
    amalgam8 = make_project("amalgam8", category="service-mesh", status="merged")
    envoy = make_project("envoy", category="proxy")
    evidence = {"evidence_en": "README.md", "evidence_url": "https://github.com/amalgam8/amalgam8"}
    make_relation(amalgam8, "merged-into", istio, since="2017", **evidence)
    make_relation(envoy, "data-plane-of", istio)
    make_relation(make_project("kitex"), "implements", make_project("thrift"))


@pytest.mark.usefixtures("history")
class TestTheList:
    def test_says_each_relation_once_in_words_by_kind(self, client: Client):
        assert listed(client.get("/en/relations/").text) == [
            "Amalgam8 was merged into Istio",
            "Envoy is a data plane of Istio",
            "Kitex implements Thrift",
        ]

    def test_has_the_source_and_the_date_of_each(self, client: Client):
        page = client.get("/en/relations/").text

        assert '<a href="https://github.com/amalgam8/amalgam8"' in page
        assert '<time datetime="2017">2017</time>' in page

    def test_is_in_the_language_of_the_page(self, client: Client):
        page = client.get("/relations/").text

        assert '<h3 class="kin" id="kind-merged-into">已并入</h3>' in page
        assert 'href="/projects/amalgam8/"' in page

    def test_is_narrowed_by_kind(self, client: Client):
        page = client.get("/en/relations/?kind=merged-into&kind=implements").text

        assert listed(page) == ["Amalgam8 was merged into Istio", "Kitex implements Thrift"]

    def test_has_the_relations_of_the_projects_asked_for_on_either_side(self, client: Client):
        assert listed(client.get("/en/relations/?category=proxy").text) == [
            "Envoy is a data plane of Istio"
        ]

    def test_leaves_out_what_is_not_published(self, client: Client):
        Project.objects.filter(slug="thrift").update(state=Project.State.WITHDRAWN)
        catalogue.forget()

        assert "Kitex" not in client.get("/en/relations/").text

    def test_says_so_where_there_is_none(self, client: Client):
        page = client.get("/en/relations/?kind=fork-of").text

        assert "No relation of this kind among these projects." in page
        assert 'id="graph-title"' not in page

    def test_offers_no_kinds_where_there_are_none(self, client: Client):
        assert 'name="kind"' in client.get("/en/relations/?kind=fork-of").text
        assert 'class="kinds"' not in client.get("/en/relations/?q=nowhere").text


@pytest.mark.usefixtures("history")
class TestThePicture:
    def test_has_a_link_for_each_project_and_a_line_for_each_relation(self, client: Client):
        picture = drawn(client.get("/en/relations/").text)

        assert picture.count('<a class="node') == 5
        assert 'href="/en/projects/istio/"' in picture
        assert "<title>Amalgam8 was merged into Istio</title>" in picture
        assert len(re.findall(r'class="arrow kind-[a-z-]+"', picture)) == 3

    def test_shows_what_has_ended_as_such(self, client: Client):
        picture = drawn(client.get("/en/relations/").text)

        assert re.search(r'class="node ended" href="/en/projects/amalgam8/"', picture)
        assert picture.count('fill="url(#ended)"') == 1

    def test_has_a_title_and_a_description(self, client: Client):
        picture = drawn(client.get("/en/relations/").text)

        assert re.search(
            r'<title id="graph-title">.+</title>\s*<desc id="graph-says">.+</desc>', picture
        )

    def test_has_a_drawing_for_each_connected_part_the_largest_first(self, client: Client):
        first, second = re.findall("<svg.*?</svg>", drawn(client.get("/relations/").text), re.S)

        assert first.count('<a class="node') == 3
        assert second.count('<a class="node') == 2

    def test_breaks_long_names_into_lines(self, client: Client):
        name = "Choreo Connect (WSO2 API Microgateway) Supercalifragilisticexpialidocious"
        Project.objects.filter(slug="thrift").update(name=name)
        catalogue.forget()
        link = re.search(
            '<a class="node" href="/projects/thrift/".*?</a>',
            drawn(client.get("/relations/").text),
            re.S,
        )[0]

        assert f"<title>{name}" in link
        assert re.findall("<text.*?>(.*?)</text>", link) == [
            "Choreo Connect",
            "(WSO2 API",
            "Microgateway)",
            "Supercalifragi…",
        ]

    def test_is_drawn_anew_after_a_change(self, client: Client):
        client.get("/en/relations/")
        Project.objects.filter(slug="istio").update(name="Istio 2")

        page = client.get("/en/relations/").text

        assert ">Istio 2</text>" in drawn(page)
        assert "Amalgam8 was merged into Istio 2" in listed(page)

    def test_is_drawn_larger_on_request(self, client: Client):
        def width(query: str) -> int:
            return int(
                re.search(r' width="(\d+)"', drawn(client.get(f"/relations/{query}").text))[1]
            )

        assert width("?size=s") < width("") < width("?size=l")


@pytest.mark.parametrize(
    ("query", "status"),
    [("kind=nope", 400), ("kind=", 200), ("size=xl", 400), ("page=zero", 400), ("category=x", 400)],
)
def test_a_wrong_parameter_is_told_in_words(client: Client, query: str, status: int):
    assert client.get(f"/relations/?{query}").status_code == status
    assert client.get(f"/relations.json?{query}").status_code == status


def test_a_page_too_far_leads_to_the_last_one(client: Client):
    assert client.get("/en/relations/?page=9&kind=fork-of").url == "/en/relations/?kind=fork-of"


def make_chain(length: int) -> None:
    category = make_category()
    projects = Project.objects.bulk_create(
        Project(slug=f"p-{i}", name=f"P {i}", state="published", category=category)
        for i in range(length)
    )
    for one, other in pairwise(projects):
        make_relation(one, "built-on", other)


def test_a_dense_graph_is_drawn_in_part(client: Client):
    category = make_category()
    projects = Project.objects.bulk_create(
        Project(slug=f"p-{i}", name=f"P {i}", state="published", category=category)
        for i in range(30)
    )
    Relation.objects.bulk_create(
        Relation(source=one, kind="built-on", target=other)
        for one, other in combinations(projects, 2)
    )

    page = client.get("/en/relations/").text

    assert drawn(page).count('<path class="arrow') == 400
    assert "35 more relations have no room in the picture" in page


def test_a_large_directory_is_drawn_in_part_and_listed_page_by_page(client: Client):
    make_chain(300)

    first, second = (client.get(f"/en/relations/?page={n}").text for n in (1, 2))

    assert drawn(first).count('<a class="node') == 180
    assert "more relations have no room in the picture" in first
    assert len(listed(first)) + len(listed(second)) == 299
    assert 'id="graph-title"' not in second


@pytest.mark.usefixtures("history")
def test_the_page_costs_as_many_queries_for_ten_relations_as_for_three(client: Client):
    def queries() -> int:
        catalogue.current()
        with CaptureQueriesContext(connection) as captured:
            client.get("/relations/")
        return len(captured)

    few = queries()
    make_chain(8)

    assert queries() == few


@pytest.mark.usefixtures("history")
class TestJson:
    def test_says_both_projects_the_kind_and_the_source_in_both_languages(self, client: Client):
        answer = client.get("/relations.json?kind=merged-into").json()

        (told,) = answer["relations"]
        assert told == {
            "source": told["source"],
            "target": told["target"],
            "kind": "merged-into",
            "since": "2017",
            "note_zh": None,
            "note_en": None,
            "evidence_zh": None,
            "evidence_en": "README.md",
            "evidence_url": "https://github.com/amalgam8/amalgam8",
        }
        assert (answer["count"], answer["next"]) == (1, None)
        assert client.get("/en/relations.json?kind=merged-into").json() == answer

    def test_names_projects_as_everything_for_programs_does(self, client: Client):
        (told,) = client.get("/relations.json?kind=merged-into").json()["relations"]

        assert told["source"].items() <= client.get("/projects/amalgam8.json").json().items()
        assert told["target"].items() <= client.get("/projects/istio.json").json().items()

    def test_of_many_comes_page_by_page(self, client: Client):
        make_chain(270)
        answer = client.get("/en/relations.json?kind=built-on").json()

        assert answer["count"] == 269
        rest = client.get(answer["next"]).json()
        assert rest["next"] is None
        assert len(answer["relations"]) + len(rest["relations"]) == 269


@pytest.mark.usefixtures("history")
def test_a_projects_page_draws_it_in_the_middle_of_its_relations(client: Client):
    page = client.get("/en/projects/istio/").text
    picture = re.search(r'<svg class="graph small".*?</svg>', page, re.S)[0]

    assert re.search(r'class="node this".*?>Istio</text>', picture, re.S)
    assert ">Took in</text>" in picture
    assert ">Has as its data plane</text>" in picture
    assert 'href="/en/projects/amalgam8/"' in picture
    assert picture.count(' marker-end="url(#head)"') == 2


def test_a_project_with_many_relations_draws_the_strongest_and_says_how_many_more(client: Client):
    hub = make_project("hub")
    for number in range(30):
        make_relation(make_project(f"on-{number}"), "built-on", hub)
    make_relation(make_project("former"), "merged-into", hub)

    page = client.get("/en/projects/hub/").text
    picture = re.search(r'<svg class="graph small".*?</svg>', page, re.S)[0]

    assert picture.count('<a class="node') == 24
    assert 'href="/en/projects/former/"' in picture
    assert "7 more related projects stand below." in page


def test_a_project_without_relations_has_no_picture(client: Client):
    make_project("alone")

    assert "<svg" not in client.get("/projects/alone/").text


def test_every_kind_has_a_sentence_a_heading_and_a_line(client: Client):
    hub = make_project("hub")
    for kind in Relation.Kind.values:
        make_relation(make_project(f"by-{kind}"), kind, hub)

    page = client.get("/en/relations/").text

    assert len(listed(page)) == len(Relation.Kind.values)
    assert all(sentence.endswith(" Hub") for sentence in listed(page))
    assert page.count('<h3 class="kin"') == len(Relation.Kind.values)


def test_what_is_the_same_from_both_sides_has_no_arrowhead(client: Client):
    make_relation(make_project("kuma"), "alternative-to", make_project("istio"))

    assert "marker-end" not in client.get("/relations/").text
    assert "marker-end" not in client.get("/projects/kuma/").text


def test_a_name_is_never_taken_for_markup_or_a_placeholder(client: Client):
    make_relation(make_project("a", name="{target}<b>"), "fork-of", make_project("b", name="{0}"))

    page = client.get("/en/relations/").text

    assert listed(page) == ["{target}&lt;b&gt; is a fork of {0}"]
    assert "<b>" not in page
