"""The poster of the directory's own data."""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_directory")]

SVG = "{http://www.w3.org/2000/svg}"
# How far letters reach above and below the line they stand on, in ems.
ABOVE, BELOW = 0.88, 0.22

Tile = tuple[ElementTree.Element, list[ElementTree.Element]]


def tiles(client: Client, address: str) -> Iterator[Tile]:
    """The frame of each tile and the texts below its emblem, from above."""
    poster = ElementTree.fromstring(client.get(address).content)
    for link in poster.iter(f"{SVG}a"):
        frame = link.find(f"{SVG}rect")
        if frame is not None:
            texts = [text for text in link.iter(f"{SVG}text") if not text.get("text-anchor")]
            yield frame, sorted(texts, key=lambda text: number(text, "y"))


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def top(text: ElementTree.Element) -> float:
    return number(text, "y") - ABOVE * number(text, "font-size")


def bottom(text: ElementTree.Element) -> float:
    return number(text, "y") + BELOW * number(text, "font-size")


@pytest.mark.parametrize("address", ["/map.svg", "/en/map.svg", "/en/map.svg?sheet=slide"])
def test_no_line_of_a_tile_touches_another_or_leaves_it(client: Client, address: str):
    count = 0
    for frame, texts in tiles(client, address):
        count += 1
        for upper, lower in pairwise(texts):
            assert bottom(upper) <= top(lower) + 0.01, (upper.text, lower.text)
        assert top(texts[0]) >= number(frame, "y")
        assert bottom(texts[-1]) <= number(frame, "y") + number(frame, "height")
    assert count == 188


@pytest.mark.parametrize("sheet", ["paper", "slide"])
def test_no_text_is_cut_and_no_word_of_a_name_is_broken_that_a_little_smaller_type_keeps(
    client: Client, sheet: str
):
    poster = ElementTree.fromstring(client.get(f"/en/map.svg?sheet={sheet}").content)
    said = [text.text or "" for text in poster.iter(f"{SVG}text")]

    assert {"Agentgateway", "Microgateway)", "SOFARegistry"} <= set(said)
    assert not [text for text in said if "…" in text]
