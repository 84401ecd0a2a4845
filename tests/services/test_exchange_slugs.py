"""Slugs for what has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.services.exchange.slugs import Slugs
from directory.text import SLUG, SLUG_LENGTH, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Apache APISIX", "apache-apisix"),
        ("Node.js", "node-js"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Search & Rescue", "search-and-rescue"),
        ("O’Reilly's", "oreillys"),
        ("网关", "wang-guan"),
        ("服务网格 Service Mesh", "fu-wu-wang-ge-service-mesh"),
        ("Żółć", "zolc"),
        ("ｉｓｔｉｏ", "istio"),
        ("—", ""),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_slug_can_be_said_aloud(name: str, slug: str):
    assert slugify(name) == slug


@given(name=st.text())
def test_whatever_the_name_the_slug_is_one(name: str):
    slug = slugify(name)

    assert not slug or SLUG.fullmatch(slug)
    assert len(slug) <= SLUG_LENGTH


def test_a_slug_that_is_taken_is_made_of_the_next_name_or_numbered():
    slugs = Slugs(["other", "gateway-other"])

    assert slugs.new("Other", "proxy Other", otherwise="category") == "proxy-other"
    assert slugs.new("Other", "gateway Other", otherwise="category") == "other-2"
    assert slugs.new("Other", otherwise="category") == "other-3"


def test_what_cannot_be_said_is_called_what_it_is():
    slugs = Slugs([])

    assert [slugs.new("★", otherwise="project") for _ in range(2)] == ["project", "project-2"]


@given(names=st.lists(st.sampled_from(["a", "a-2", "x" * 90, "x" * 80, "★"]), max_size=12))
def test_no_two_are_the_same(names: list[str]):
    slugs = Slugs([])
    made = [slugs.new(name, otherwise="project") for name in names]

    assert len(set(made)) == len(made)
    assert all(SLUG.fullmatch(slug) and len(slug) <= SLUG_LENGTH for slug in made)


def test_ten_thousand_of_one_name_take_no_time():
    slugs = Slugs([])
    made = [slugs.new("Other", otherwise="category") for _ in range(10_000)]

    assert made[-1] == "other-10000"
