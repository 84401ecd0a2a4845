"""What the relations of the directory's own data tell on the pages of the projects."""

import re
from collections.abc import Iterator
from itertools import chain, combinations
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from directory import catalogue, graph
from directory.browse import entries
from directory.models import Relation
from directory.relations import around
from tests.drawn import enters, overlap, points

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_directory")]

WORDS = [("/en", "Merged into", "Took in"), ("", "已并入", "并入本项目")]


def relations_of(client: Client, address: str) -> str:
    return client.get(address).text.partition('id="relations"')[2]


@pytest.mark.parametrize(("prefix", "into", "_took"), WORDS)
def test_amalgam8_leads_to_istio(client: Client, prefix: str, into: str, _took: str):
    told = relations_of(client, f"{prefix}/projects/amalgam8/")

    assert re.search(rf'>{into}</h3>.*?href="{prefix}/projects/istio/"', told, re.S)


@pytest.mark.parametrize(("prefix", "_into", "took"), WORDS)
def test_istio_says_what_it_took_in(client: Client, prefix: str, _into: str, took: str):
    told = relations_of(client, f"{prefix}/projects/istio/")

    assert re.search(rf'>{took}</h3>.*?href="{prefix}/projects/amalgam8/"', told, re.S)
    assert f">{took}</text>" in told


def test_all_140_relations_are_drawn_and_listed_each_with_its_source(client: Client):
    page = client.get("/en/relations/").text

    assert len(re.findall(r'<path class="arrow kind-[^>]* data-from', page)) == 140
    assert page.count('<li id="relation-') == 140
    assert page.count('rel="external nofollow"') == 140


def boxes(drawn: ElementTree.Element) -> Iterator[graph.Box]:
    for plate in drawn.iterfind(".//rect[@class='plate']"):
        x, y, width, height = (float(plate.get(name, "")) for name in ("x", "y", "width", "height"))
        yield graph.Box(x + width / 2, y + height / 2, width, height)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_line_of_the_whole_graph_runs_under_a_box_and_no_box_lies_on_another(
    client: Client, prefix: str
):
    page = client.get(f"{prefix}/relations/").text
    lines = 0
    for svg in re.findall(r'<svg class="graph fits".*?</svg>', page, re.S):
        drawn = ElementTree.fromstring(svg)
        plates = list(boxes(drawn))
        assert all(overlap(one, other) < 0 for one, other in combinations(plates, 2))
        for line in drawn.iterfind(".//path[@data-from]"):
            lines += 1
            way = points(line.get("d", ""))
            assert not any(enters(way, plate) for plate in plates)
    assert lines == 140


def drawings(language: str) -> Iterator[ElementTree.Element]:
    """What the pages of all projects draw of which a relation is on record."""
    ends = Relation.objects.values_list("source_id", "target_id")
    related = {entry.project.pk: entry for entry in entries(catalogue.current(), {*chain(*ends)})}
    with override(language):
        for entry in related.values():
            drawn = around(entry, list(Relation.objects.of(entry.project)), related)
            shown = {"around": drawn, "entry": entry, "project": entry.project}
            told = render_to_string("directory/_around.html", shown)
            yield ElementTree.fromstring(re.search(r"<svg.*?</svg>", told, re.S)[0])


def extent(text: ElementTree.Element) -> tuple[float, float]:
    """From where to where a text reaches."""
    x, width = float(text.get("x", 0)), graph.text_width(text.text or "")
    before = {"middle": width / 2, "end": width}.get(text.get("text-anchor", "start"), 0)
    return x - before, x - before + width


def reach(line: ElementTree.Element) -> tuple[float, float]:
    """From where to where a curve reaches; it leaves the strip between its ends nowhere."""
    numbers = [float(number) for number in re.findall(r"-?\d+", line.get("d", ""))]
    return min(numbers[::2]), max(numbers[::2])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_projects_drawing_shows_its_words_whole_and_no_line_runs_through_them(language: str):
    count = 0
    for drawn in drawings(language):
        count += 1
        left, _top, width, _height = map(float, drawn.get("viewBox", "").split())
        extents = [extent(text) for text in drawn.iter("text")]
        assert all(left <= start and end <= left + width for start, end in extents)
        for line in drawn.iterfind(".//path[@class]"):
            if "arrow" in line.get("class", ""):
                near, far = reach(line)
                assert not any(start < far - 1 and near + 1 < end for start, end in extents)
    assert count > 100
