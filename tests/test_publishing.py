"""Texts on paper, and the markup of pictures."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.publishing import markup, words

ANY = st.text(max_size=120)
WIDTHS = st.floats(min_value=3, max_value=40)


@given(ANY, WIDTHS, st.integers(1, 4), st.booleans())
def test_a_text_keeps_to_its_lines(text: str, ems: float, at_most: int, bold: bool):
    broken = words.lines(words.clean(text), ems, at_most, bold=bold)

    assert len(broken) <= at_most
    # A closing mark may hang over, and an ellipsis beside a character that has no room itself.
    assert all(words.width(line, bold=bold) <= ems + 4 for line in broken)


@given(ANY, WIDTHS)
def test_nothing_of_a_text_is_lost_where_there_are_lines_enough(text: str, ems: float):
    said = words.clean(text)

    broken = words.lines(said, ems, 500)

    assert "".join(broken).replace(" ", "") == said.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Kubernetes Gateway API", ["Kubernetes", "Gateway API"]),
        ("Emissary-ingress", ["Emissary-", "ingress"]),
        ("服务网格全景图", ["服务网格全景", "图"]),
        ("网关（实验性）代理", ["网关（实验性）", "代理"]),
        ("Istio", ["Istio"]),
    ],
)
def test_lines_are_broken_where_a_reader_would(text: str, broken: list[str]):
    assert words.lines(text, 6.8, 2) == broken


def test_what_has_no_room_is_told_by_an_ellipsis():
    assert words.lines("one two three four five", 6, 2) == ["one two", "three four…"]


@given(ANY)
def test_what_shows_nothing_or_turns_the_direction_is_left_out(text: str):
    assert not set(words.clean(text + "\u202e\u2066\u200b\0")) & set("\u202e\u2066\u200b\0\n")


@given(ANY, ANY)
def test_markup_is_well_formed_and_says_what_was_said(said: str, url: str):
    drawn = markup.element("svg", markup.link(url, markup.text(said, 1, 2.0, 3)))

    (link,) = ElementTree.fromstring(drawn.encode())
    kept = "".join(c for c in said if c.isprintable() and c not in "\ufffe\uffff")
    assert set(kept) <= set(link[0].text or "")


def test_numbers_are_short():
    assert markup.box(1.0, 2.5, 10 / 3, 0) == '<rect x="1" y="2.5" width="3.33" height="0"/>'
