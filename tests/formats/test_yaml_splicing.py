"""A few values changed in a YAML text; what is not touched stays byte for byte."""

import random
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from directory.formats import yaml
from tests.formats.test_yaml import VALUES

KEYS = st.sampled_from(["name", "url", "text", "list", "extra", "no", "2017", "a b"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 9),
    st.sampled_from(
        ["", "a", "no", "a: b", "- x", "one two  three", "one\ntwo", "x\n", "网格 服务", "it's",
         "https://istio.io/", "a long text of many words " * 8, "# a", "{a", "a\t b", " a",
         "a \nb ", "a "]
    ),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)


def spliced(text: str, wanted: Any, **options: Any) -> str:
    """With the value of the only key of a text replaced."""
    document = yaml.load(text, "list.yml")
    splice = yaml.Splice(document)
    splice.replace(document.data, next(iter(document.data)), wanted)
    return splice.result()


def written(value: Any, style: int) -> str:
    """In one of the ways in which people and programs write."""
    if style == 0:
        return yaml.dump({"root": value})
    flow = {1: False, 2: None, 3: True}[style % 3 + 1]
    return pyyaml.safe_dump(
        {"root": value},
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        default_style=["'", '"', ">", None, None][style % 5],
        indent=style % 4 + 2,
        width=40,
    )


@given(TREES, TREES, st.integers(0, 60))
def test_a_text_means_what_is_wanted_afterwards(value: Any, wanted: Any, style: int):
    text = written(value, style)

    assert yaml.load(spliced(text, wanted), "list.yml").data == {"root": wanted}


@given(TREES, st.integers(0, 60), st.randoms(use_true_random=False))
def test_so_does_one_in_which_little_changes(value: Any, style: int, chance: random.Random):
    wanted = changed_a_little(value, chance)

    text = spliced(written(value, style), wanted)

    document = yaml.load(text, "list.yml")
    assert document.data == {"root": wanted}
    assert document.problems == []


def changed_a_little(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        items = [(key, changed_a_little(item, chance)) for key, item in value.items()]
        kept = dict(item for item in items if chance.random() > 0.2)
        return kept | ({"new": "x"} if chance.random() < 0.2 else {})
    if isinstance(value, list):
        kept_items = [changed_a_little(item, chance) for item in value if chance.random() > 0.2]
        return kept_items + (["y"] if chance.random() < 0.2 else [])
    return "changed" if chance.random() < 0.2 else value


@given(VALUES, st.integers(0, 60))
def test_where_nothing_changes_the_text_stays(value: Any, style: int):
    text = written(value, style)

    assert spliced(text, yaml.load(text, "list.yml").data["root"]) == text


@given(TREES, TREES)
def test_line_ends_stay_those_of_the_text(value: Any, wanted: Any):
    text = yaml.dump({"root": value}).replace("\n", "\r\n")

    result = spliced(text, wanted)

    assert "\n" not in result.replace("\r\n", "")
    assert yaml.load(result, "list.yml").data == {"root": wanted}


# ---- as people write


def test_comments_quotes_and_order_stay_around_what_changes():
    text = """\
# the list
root:
  # a mesh
  - name: Istio   # the first
    url: 'https://istio.io'

    text: >-
      A mesh that connects,
      secures and observes.
    gone: 1
  # a comment between

  - name: Linkerd
    "url": https://linkerd.io
"""
    data = yaml.load(text, "list.yml").data["root"]
    first = {
        "name": "Istio",
        "url": "https://istio.io/latest/",
        "docs": "https://istio.io/docs/",
        "text": "A mesh that connects, secures, controls and observes services.",
    }

    assert (
        spliced(text, [first, data[1], {"name": "Kuma"}])
        == """\
# the list
root:
  # a mesh
  - name: Istio   # the first
    url: 'https://istio.io/latest/'
    docs: 'https://istio.io/docs/'

    text: >-
      A mesh that connects,
      secures, controls and
      observes services.
  # a comment between

  - name: Linkerd
    "url": https://linkerd.io
  - name: Kuma
"""
    )


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("a:\n  x:\n  y: 1\n", {"x": "z", "y": 1}, "a:\n  x: z\n  y: 1\n"),
        ("a:\n  x: # why\n", {"x": "z"}, "a:\n  x: z # why\n"),
        ("a:\n  x: 1", {"x": 1, "z": 2}, "a:\n  x: 1\n  z: 2"),
        ("a: {x: 1, z: [2]}\n", {"x": 1, "z": [3]}, "a: {x: 1, z: [3]}\n"),
        ("a: # none\n- x\n- y\n", ["y"], "a: # none\n- y\n"),
        ("a:\n- x\n", [], "a: []\n"),
        ("a:\n  x: 1\n", {}, "a: {}\n"),
        ("a: []\n", ["x"], "a: [x]\n"),
        ("a:\n", {"x": [1]}, "a:\n  x:\n    - 1\n"),
        ("a:\n  - x: 1\n    y: 2\n", [{"y": 2}], "a:\n  - y: 2\n"),
        ("a:\n  - # why\n    x: 1\n", [{"w": 0, "x": 1}], "a:\n  - # why\n    w: 0\n    x: 1\n"),
        ("a:\n  - x: 1\n", [{"w": 0, "x": 1}], "a:\n  - w: 0\n    x: 1\n"),
        ('a: "x"\n', "it's", 'a: "it\'s"\n'),
        ("a: 'x'\n", "2017", "a: '2017'\n"),
        ("a: |\n  x\n", "y\nz\n", "a: |\n  y\n  z\n"),
    ],
)
def test_the_smallest_piece_changes(text: str, wanted: Any, expected: str):
    assert spliced(text, wanted) == expected


def test_what_an_alias_stands_for_stays_when_its_anchor_changes():
    text = "a:\n  - &x\n    k: 1\n  - *x\n  - {<<: *x, l: 2}\n  - &y [1]\nb: *y\n"

    result = spliced(text, [{"k": 1, "new": 3}, {"k": 1}, {"k": 1, "l": 2}, [1]])

    assert yaml.load(result, "list.yml").data == {
        "a": [{"k": 1, "new": 3}, {"k": 1}, {"k": 1, "l": 2}, [1]],
        "b": [1],
    }
    assert "  - {k: 1}\n  - {<<: {k: 1}, l: 2}\n  - &y [1]\nb: *y\n" in result


def test_a_change_behind_an_alias_stays_there():
    text = "a:\n  - &x {k: 1}\n  - *x\n  - <<: *x\n    l: 2\n"

    result = spliced(text, [{"k": 1}, {"k": 2}, {"k": 3, "l": 2}])

    assert result == "a:\n  - &x {k: 1}\n  - {k: 2}\n  - <<: *x\n    k: 3\n    l: 2\n"
