"""YAML with the places of its nodes, and values spelled in YAML."""

import math
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from directory.formats import yaml
from directory.formats.records import Problem, Unreadable
from directory.formats.yaml import libyaml, writing

KEEPABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.one_of(
    st.text(KEEPABLE),
    st.sampled_from(
        ["no", "Yes", "on", "2017", "2017-05-24", "1:30", "0o17", "1_000", "1e3", ".5", "~", "",
         "- a", "a: b", "a #b", "#a", "a:", " a", "a ", "'", '"', "%", "@a", "`", "!a", "&a", "*a",
         "[a", "{a", "a]", "a, b", "网格: 一", "：", "a\nb", "a\n", "\na", " a\nb", "a\n\n", "a\tb",
         "a\r\nb", "\u2028", "\x85", "\ufeff", "=", "<<", "---", "...", "0x1F", "+1", "-", "?", "|",
         ">", "3scale", "1.2.3", "v1", "-1", ".inf", "null", "NULL", "y", "C#", "https://a.b/c#d",
         "a: |", "🚀", "é", "0b1", "1e", "1.", "2017-05-24T10:00:00Z", "\\", "a\\b", "\x7f"]
    ),
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        TEXTS,
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture(params=["libyaml", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each parser in turn: a machine without libyaml reads the same, slowly."""
    if request.param == "Python":
        monkeypatch.setattr(libyaml, "LibYAML", None)
    elif libyaml.LibYAML is None:
        pytest.skip("libyaml is not installed")


def data(text: str) -> Any:
    document = yaml.load(text, "list.yml")
    assert document.problems == []
    return document.data


def problems(text: str) -> list[Problem]:
    try:
        return yaml.load(text, "list.yml").problems
    except Unreadable as error:
        return [error.problem]


def told(text: str) -> list[str]:
    return [
        f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems(text)
    ]


# ---- what a text means


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("2017-05-24", "2017-05-24"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-12", -12),
        ("1.50", 1.5),
        ("6e2", 600.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("!!int 1", 1),
        ("! 1", "1"),
        ("网格 # 注释", "网格"),
        ("'a\n\n  b'", "a\nb"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ('"\\u7f51"', "网"),
        ("[1, {a: b}]", [1, {"a": "b"}]),
    ],
)
@pytest.mark.usefixtures("parser")
def test_an_unquoted_text_means_what_yaml_1_2_says(text: str, value: Any):
    found = data(f"key: {text}\n")["key"]

    assert found == value
    assert type(found) is type(value) or isinstance(value, list)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
@pytest.mark.usefixtures("parser")
def test_an_empty_text_is_nothing(text: str):
    assert data(text) is None


def test_keys_stay_texts_as_they_are_written():
    assert list(data("2017: a\nno: b\n~: c\n")) == ["2017", "no", "~"]


@pytest.mark.usefixtures("parser")
def test_aliases_and_merged_mappings_stand_for_their_values():
    found = data(
        "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\nd: *a\n"
        "e: &key text\nf: {*key : 1}\n"
    )

    assert found["c"] == {"x": 3, "y": 1, "z": 2}
    assert found["d"] == {"x": 1, "y": 1}
    assert found["f"] == {"text": 1}


# ---- what is wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", ["1:5 syntax"]),
        ("name: a\n\turl: b\n", ["2:1 tab"]),
        ("\ta: 1\n", ["1:1 tab"]),
        ("a:\n  - b\n\t- c\n", ["3:1 tab"]),
        ("a: 'x\nb: 1\n", ["1:4 unclosed"]),
        ("a: [1, 2\nb: 3\n", ["1:4 unclosed"]),
        ("a: @x\n", ["1:4 syntax"]),
        ("a: * x\n", ["1:4 syntax"]),
        ('a: "\\q"\n', ["1:5 escape"]),
        ("a: > x\nb: 1\n", ["1:6 syntax"]),
        ("a: 'x' y\n", ["1:8 syntax"]),
        ("a: - b\n", ["1:4 syntax"]),
        ("name: a\nb\n", ["2:1 syntax"]),
        ("a:\n  - 1\n - 2\n", ["3:2 indent"]),
        ("- a\nb: 1\n", ["2:1 indent"]),
        ("a: 1\n...\nb\n", ["3:1 indent"]),
        ("a: x\x07y\n", ["1:5 character"]),
        ("a: 1\n---\nb: 2\n", ["2:1 several-documents"]),
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: !!python/object:os.system x\n", ["1:4 unknown-tag"]),
        ("a: !env HOME\n", ["1:4 unknown-tag"]),
        ("? {a: b}\n: c\n", ["1:3 odd-key"]),
        ("a: 1\nb: *c\n", ["2:4 alias"]),
        ("a: &a [*a]\n", ["1:8 alias"]),
        ("<<: 1\n", ["1:1 merge"]),
        ('a: "x\\0y"\n', ["1:4 character"]),
        ("[" * 2000, ["1:101 too-deep"]),
        ("- " * 2000, ["1:201 too-deep"]),
        ("a: 1\na: 2\nb: *c\na: 3\n", ["2:1 duplicate-key", "3:4 alias", "4:1 duplicate-key"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, expected: list[str]):
    assert told(text) == expected
    assert all(problem.message and problem.remedy for problem in problems(text))


def test_a_key_given_twice_is_told_with_both_places():
    (problem,) = problems("a: 1\nb:\n  a: 2\n  c: 3\n  a: 4\n")

    assert str(problem.place) == "list.yml:5:3"
    assert problem.message == "“a” is given twice; the first is at line 3, column 3."


def test_a_tag_that_would_run_code_is_read_as_plain_data():
    document = yaml.load("a: !!python/object/apply:os.system [ls]\n", "list.yml")

    assert document.data == {"a": ["ls"]}
    assert "!!python/object/apply:os.system" in document.problems[0].message


def test_what_an_escape_may_not_bring_in_is_left_out():
    assert yaml.load('a: "x\\0y"', "list.yml").data == {"a": "xy"}
    assert yaml.load('"x\\0y": a', "list.yml").data == {"xy": "a"}


def test_an_alias_bomb_is_refused_before_it_takes_time():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]

    assert told("\n".join(lines)) == ["6:45 alias-bomb"]


def test_a_thousand_aliases_of_a_small_mapping_are_no_bomb():
    items = "".join(f"- {{<<: *common, name: a{i}}}\n" for i in range(1000))

    assert len(data(f"- &common {{x: 1, y: 2}}\n{items}")) == 1001


# ---- places


LANDSCAPE = """\
# a comment
landscape:
  - category:
    name: 服务网格   # another - comment
    items:
    - # before a key
      name: 'Istio'
      text: >-
        one
        two

    -   name: Linkerd
        empty:
        list: [a, {b: c}]
"""


def test_every_key_value_and_item_has_its_place():
    document = yaml.load(LANDSCAPE, "list.yml")

    def place(*path: str | int) -> str:
        return str(document.place_at(path)).removeprefix("list.yml:")

    assert place() == "2:1"
    assert place("landscape") == "2:1"
    assert place("landscape", 0, "name") == "4:5"
    assert place("landscape", 0, "items", 0) == "7:7"
    assert place("landscape", 0, "items", 1, "name") == "12:9"
    assert place("landscape", 0, "items", 1, "list", 1, "b") == "14:20"
    assert place("landscape", 0, "items", 1, "nowhere") == "12:9"
    assert place("landscape", 7) == "2:1"


def test_a_value_can_be_seen_as_it_is_written():
    document = yaml.load(LANDSCAPE, "list.yml")
    items = document.data["landscape"][0]["items"]

    assert document.source(items[0], "name") == "'Istio'"
    assert document.source(items[0], "text") == ">-\n        one\n        two"
    assert document.source(items[1], "empty") == ""
    assert document.source(items[1], "list") == "[a, {b: c}]"
    assert document.source(items, 1).startswith("name: Linkerd\n")


@given(VALUES)
def test_where_a_value_stands_its_text_means_the_value(value: Any):
    document = yaml.load(yaml.dump({"a": value}), "list.yml")
    for written, found in leaves(document, document.data):
        assert yaml.load(written, "leaf").data == found


def leaves(document: yaml.Document, node: Any) -> Iterator[tuple[str, Any]]:
    keys = node if isinstance(node, dict) else range(len(node))
    for key in keys:
        if isinstance(node[key], dict | list):
            yield from leaves(document, node[key])
        elif not document.source(node, key).startswith("|"):
            yield document.source(node, key), node[key]


@given(VALUES)
def test_both_parsers_find_the_same_values_at_the_same_places(value: Any):
    text = yaml.dump(value)
    fast = yaml.load(text, "list.yml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libyaml, "LibYAML", None)
        slow = yaml.load(text, "list.yml")

    assert slow.data == fast.data
    assert spans(slow.data) == spans(fast.data)


def spans(node: Any) -> Any:
    if isinstance(node, yaml.Map):
        return node.start, node.flow, node.spans, [spans(item) for item in node.values()]
    if isinstance(node, yaml.Seq):
        return node.start, node.flow, node.spans, [spans(item) for item in node]
    return None


# ---- writing


@given(VALUES)
def test_what_is_written_is_read_back(value: Any):
    assert data(yaml.dump(value)) == value


@given(VALUES)
@example(1e-05)
@example(1e22)
def test_readers_of_yaml_1_1_read_the_same(value: Any):
    assert pyyaml.safe_load(yaml.dump(value)) == value


@given(VALUES)
def test_a_value_in_one_line_is_read_back(value: Any):
    line = writing.flow(value)

    assert "\n" not in line
    assert data(f"[{line}]") == [value]


@given(TEXTS, st.sampled_from(["", "'", '"']))
def test_a_text_in_any_quotes_is_read_back(text: str, style: str):
    assert data(f"- - {yaml.scalar(text, 6, style)}\n  - end\n") == [[text, "end"]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Istio", "Istio"),
        ("服务网格：连接、保护", "服务网格：连接、保护"),
        ("https://istio.io/#a", "https://istio.io/#a"),
        ("3scale", "3scale"),
        ("no", "'no'"),
        ("2017", "'2017'"),
        ("2017-05-24", "'2017-05-24'"),
        ("@istio", "'@istio'"),
        ("it's: new", "'it''s: new'"),
        ("a\tb", '"a\\tb"'),
        ("one\n\n  two\n", "|\n    one\n\n      two"),
        ("one\ntwo", "|-\n    one\n    two"),
        ("x " * 100 + "x", "x " * 100 + "x"),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, written: str):
    assert yaml.scalar(text, 4) == written


def test_a_mapping_is_written_as_people_write_it():
    value = {"name": "Istio", "tags": ["a", {"b": None, "c": [True]}], "none": {}, "list": []}

    assert yaml.dump(value) == (
        "name: Istio\ntags:\n  - a\n  - b: null\n    c:\n      - true\nnone: {}\nlist: []\n"
    )


# ---- any text, and quickly


@given(st.text(KEEPABLE) | st.text("ab:-[]{}&*!|>'\"%@`#,? \n\t<1~"))
def test_any_text_is_data_or_there_is_a_word_about_it(text: str):
    for problem in problems(text):
        assert problem.message
        assert problem.place.line >= 1


@pytest.mark.parametrize(
    "text",
    ["[" * 1_000_000, "- " * 500_000, "a: " * 300_000, "{a: " * 300_000, "'" * 999_999,
     "? " * 500_000, "&a " * 300_000, "*a " * 300_000, "a\n" * 500_000, "!" * 1_000_000,
     "- \n" * 300_000, "a: |\n" + "\n" * 1_000_000, "# \n" * 300_000, "\t" * 1_000_000],
    ids=lambda text: text[:4],
)  # fmt: skip
def test_hostile_texts_are_read_to_their_end(text: str):
    """What takes time by the square of the length would take hours here."""
    assert isinstance(problems(text), list)


@pytest.mark.skipif(libyaml.LibYAML is None, reason="libyaml is not installed")
def test_reading_takes_little_memory():
    text = yaml.dump([{f"key{i}": f"value {i}" for i in range(12)}] * 1000)

    tracemalloc.start()
    yaml.load(text, "list.yml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000


def test_numbers_are_finite_however_they_are_written():
    assert not [
        value for value in data("[1e308, 1e309, -.inf, .nan]") if value in (math.inf, -math.inf)
    ]
