"""What stands for a name in a box, and how names that begin alike are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalogue.monograms import monogram, told_apart


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Istio", "Is"),
        ("API gateway", "AG"),
        ("OpenTracing", "OT"),
        ("网关", "网"),
        ("Kong 网关", "Ko"),
        ("ＡＰＩ", "AP"),
        ("x", "X"),
        ("ßa ßb", "SS"),
        ("🚀", "·"),
        ("", "·"),
    ],
)
def test_a_name_has_a_monogram(name: str, letters: str):
    assert monogram(name) == letters


@given(st.text())
def test_any_name_has_a_monogram_of_one_or_two_letters(name: str):
    assert 1 <= len(monogram(name)) <= 2


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["SPIFFE", "SPIRE"], ["SP", "SI"]),
        (["consul", "Consul on Kubernetes"], ["Co", "CK"]),
        (["Spring Cloud Alibaba", "Spring Cloud Netflix", "SOFA"], ["SC", "SN", "SO"]),
        (["网关", "网格", "网关"], ["网", "格", "关"]),
        (["A", "a"], ["A", "A"]),
        (["a a", "A"], ["AA", "A"]),
    ],
)
def test_names_that_begin_alike_are_told_apart(names: list[str], letters: list[str]):
    said = told_apart(dict(enumerate(names)))

    assert [said[place] for place in range(len(names))] == letters


@given(st.lists(st.text("abC 网关", min_size=3), max_size=9))
def test_monograms_are_the_same_in_any_order(names: list[str]):
    numbered = dict(enumerate(names))

    said = told_apart(numbered)

    assert said == told_apart(dict(reversed(numbered.items())))
    assert all(1 <= len(letters) <= 2 for letters in said.values())
