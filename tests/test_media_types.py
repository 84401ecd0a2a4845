"""Which form of a page a request asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.media_types import ATOM, CSV, HTML, JSON, KNOWN, MARKDOWN, rather_than_html

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", FIREFOX, "text/html", "text/*", "text/html, application/json", "image/png", "?"],
)
def test_browsers_curl_and_who_asks_for_nothing_known_get_html(accept: str):
    assert rather_than_html(accept) == ()


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/json", [JSON]),
        ("APPLICATION/JSON; charset=utf-8", [JSON]),
        ("application/json, text/plain, */*", [JSON]),
        ("text/markdown, text/html, */*", [MARKDOWN]),
        ("text/html;q=0.5, application/*", [JSON, ATOM]),
        ("text/csv;q=0.5, application/json;q=0.6, text/html;q=0.4", [JSON, CSV]),
        ("text/csv, application/json", [CSV, JSON]),
        ("text/html;q=0, */*", [JSON, CSV, MARKDOWN, ATOM]),
        ("application/json;q=0, application/*", [ATOM]),
    ],
)
def test_what_is_wanted_more_than_html_stands_best_first(accept: str, wanted: list[str]):
    assert rather_than_html(accept) == tuple(wanted)


@pytest.mark.parametrize("quality", ["2", "-1", "nan", "1e-9", "", "0.1234", "½"])
def test_a_weight_that_is_none_makes_its_part_say_nothing(quality: str):
    assert rather_than_html(f"application/json;q={quality}") == ()


def test_a_header_longer_than_any_browser_sends_is_not_read():
    assert rather_than_html("application/json," * 1_000) == ()


qualities = st.sampled_from(["", ";q=0", ";q=0.3", ";q=0.300", ";q=0.7", ";q=1"])
patterns = st.sampled_from([*KNOWN, "text/*", "application/*", "*/*", "image/png"])
headers = st.lists(st.builds(str.__add__, patterns, qualities), max_size=6).map(", ".join)


def quality_of(known: str, accept: str) -> float:
    """By the letter of RFC 9110, 12.5.1: the most precise range counts, the first of its kind."""
    said: dict[str, float] = {}
    for part in accept.split(", ") if accept else ["*/*"]:
        pattern, _, quality = part.partition(";q=")
        said.setdefault(pattern, float(quality or 1))
    precise = (known, f"{known.split('/')[0]}/*", "*/*")
    return next((said[pattern] for pattern in precise if pattern in said), 0.0)


@given(headers)
def test_nothing_unacceptable_is_given_and_nothing_better_is_left_out(accept: str):
    wanted = rather_than_html(accept)
    qualities = [quality_of(known, accept) for known in wanted]

    assert qualities == sorted(qualities, reverse=True)
    assert all(quality >= max(quality_of(HTML, accept), 0.001) for quality in qualities)
    better = {known for known in KNOWN if quality_of(known, accept) > quality_of(HTML, accept)}
    assert better <= set(wanted)


@given(headers)
def test_a_ranking_written_as_a_header_is_read_as_the_same_ranking(accept: str):
    wanted = rather_than_html(accept)

    assert rather_than_html(", ".join([*wanted, HTML])) == wanted


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_header_is_too_strange(accept: str):
    assert set(rather_than_html(accept)) <= set(KNOWN)
