"""When two addresses lead to the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.addresses import for_browsers, lead_to_one, same_place, spellings


@pytest.mark.parametrize(
    "url",
    [
        "http://github.com/istio/istio",
        "https://www.github.com/Istio/Istio.git/",
        "https://git@github.com:443/istio/istio/",
        "github.com/istio/istio",
        "git@github.com:Istio/istio.git",
        "ssh://git@github.com/istio/istio.git",
        "git://github.com/istio/istio.git",
    ],
)
def test_scheme_port_slash_and_at_a_forge_case_do_not_count(url: str):
    assert lead_to_one(url, "https://github.com/istio/istio")


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://example.org/?page=1", "https://example.org/?page=2"),
        ("https://example.org/#a", "https://example.org/#b"),
    ],
)
def test_all_else_counts(url: str, other: str):
    assert not lead_to_one(url, other)


@given(st.text())
def test_any_text_has_a_place(text: str):
    assert lead_to_one(text, text)
    assert isinstance(same_place(text), str)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("git@github.com:istio/istio.git", "https://github.com/istio/istio"),
        ("ssh://git@gitlab.example.org:2222/a/b.c.git/", "https://gitlab.example.org/a/b.c"),
        ("git://git.example.org/~a/b", "https://git.example.org/~a/b"),
        ("https://git@github.com/istio/istio.git", "https://git@github.com/istio/istio.git"),
        ("istio.io", "istio.io"),
        ("git@github.com", "git@github.com"),
    ],
)
def test_what_git_is_given_has_a_page(address: str, page: str):
    assert for_browsers(address) == page


def test_an_address_within_a_repository_is_spelled_as_the_repository_too():
    found = spellings("https://github.com/Istio/istio/tree/main")

    assert {"http://www.github.com/istio/istio.git", "https://github.com/istio/istio/"} <= found
    assert "https://github.com/istio/istio/tree/main" in found
