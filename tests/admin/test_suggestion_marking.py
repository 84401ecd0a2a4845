"""Two texts side by side, with what differs marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.admin.suggestions.marking import SHOWN, Marked, plain, side_by_side

TEXTS = st.text(alphabet="服务网格 abc.,\n:/https://xn--a.io", max_size=SHOWN)


def whole(text: Marked) -> str:
    return "".join(piece.text for stretch in text for piece in stretch.pieces)


def same(text: Marked) -> str:
    pieces = [piece for stretch in text for piece in stretch.pieces]
    return "".join(piece.text for piece in pieces if not piece.differs)


@given(TEXTS, TEXTS)
def test_both_are_shown_whole_and_what_is_not_marked_is_the_same_in_both(before: str, after: str):
    left, right = side_by_side(before, after)

    assert (whole(left), whole(right)) == (before, after)
    assert same(left) == same(right)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("A mesh for all.", "A mesh for some.", ["some"]),
        ("服务网格", "微服务网格", ["微"]),
        ("BSD-3-Clause", "Apache-2.0 OR MIT", ["Apache-2.0 OR MIT"]),
        ("", "Go", ["Go"]),
        ("Go", "Go", []),
    ],
)
def test_words_are_marked_and_in_chinese_characters(before: str, after: str, marked: list[str]):
    _left, right = side_by_side(before, after)

    assert [p.text for stretch in right for p in stretch.pieces if p.differs] == marked


def test_of_long_texts_what_stays_the_same_is_shortened():
    long = "word " * 1_000

    _left, right = side_by_side(long + "old", long + "new")

    assert len(whole(right)) < 3 * SHOWN
    assert whole(right).endswith("new")


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("See https://istio.io/a_(b).", "https://istio.io/a_(b)", ""),
        ("(see https://istio.io/).", "https://istio.io/", ""),
        ("见https://istio.io/，", "https://istio.io/", ""),
        ("https://іstio.io/", "https://іstio.io/", "xn--stio-k9d.io"),
        ("https://xn--stio-k9d.io/", "https://xn--stio-k9d.io/", "іstio.io"),
        ("https://[::1/", "https://[::1/", ""),
        (f"https://{'x' * 70}.io/", f"https://{'x' * 70}.io/", ""),
    ],
)
def test_addresses_are_found_and_hosts_told_in_both_spellings(text: str, url: str, host: str):
    (found,) = [stretch for stretch in plain(text) if stretch.url]

    assert found[1:] == (url, host)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//istio.io/", "http"])
def test_nothing_else_becomes_a_link(text: str):
    assert not any(stretch.url for stretch in plain(text))
