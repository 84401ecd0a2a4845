"""The directory's own record as JSON and as YAML: nothing is lost, nothing wrong is taken."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from directory.formats import own
from directory.formats.own import fields
from directory.formats.records import ListRecord, Unreadable
from tests.formats.listings import JSON, listing, listings, said

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = ROOT / "docs/schema/directory.schema.json"
VALIDATOR = Draft202012Validator(own.schema())

READERS = {"json": own.read_json, "yaml": own.read_yaml}
WRITERS = {"json": own.write_json, "yaml": own.write_yaml}
both = pytest.mark.parametrize("format", ["json", "yaml"])


def document(**sections: Any) -> str:
    return json.dumps({"format": "directory/1"} | sections, indent=2, ensure_ascii=False)


def one_project(**fields: Any) -> str:
    return document(projects=[{"slug": "istio"} | fields])


def problems(text: str, format: str = "json") -> list[str]:
    """Each as line:column code."""
    found = READERS[format](text, "list").problems
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found]


WHOLE = "Write a whole number from 0 to 2147483647."


# ---- there and back


@both
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(listings())
def test_what_is_written_is_read_back(format: str, written: ListRecord):
    read = READERS[format](WRITERS[format](written), "list")

    assert read.problems == []
    assert said(read) == said(written)


@both
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(listings())
def test_what_is_written_twice_is_the_same(format: str, written: ListRecord):
    once = WRITERS[format](written)

    assert WRITERS[format](READERS[format](once, "list")) == once


def test_json_has_a_field_a_line_and_a_link_a_line():
    links = [
        {"url": "https://istio.io/", "kind": "homepage"},
        {"kind": "chat", "url": "https://a.b"},
    ]
    project = {"name": "服务网格", "slug": "istio", "tags": ["a", "b"], "links": links}

    assert (
        own.write_json(listing({"projects": [project]}))
        == """{
  "format": "directory/1",
  "projects": [
    {
      "slug": "istio",
      "name": "服务网格",
      "tags": ["a", "b"],
      "links": [
        {"kind": "homepage", "url": "https://istio.io/"},
        {"kind": "chat", "url": "https://a.b"}
      ]
    }
  ]
}
"""
    )


def test_yaml_is_as_a_person_would_write_it():
    project = {"slug": "istio", "name": "no", "summary_zh": "一\n二", "languages": ["Go"]}

    assert (
        own.write_yaml(listing({"projects": [project]}))
        == """format: directory/1
projects:
  - slug: istio
    name: 'no'
    summary_zh: |-
      一
      二
    languages:
      - Go
"""
    )


@both
def test_a_field_that_is_not_said_is_not_there_and_an_empty_one_is(format: str):
    text = WRITERS[format](listing({"projects": [{"slug": "istio", "tags": []}]}))

    assert READERS[format](text, "list").projects[0].fields == {"slug": "istio", "tags": []}


def test_a_record_knows_where_it_and_its_fields_stand():
    text = '{"format": "directory/1",\n "projects": [\n  {"slug": "istio",\n   "name":  "Istio"}]}'
    [project] = own.read_json(text, "list.json").projects

    assert str(project.place) == "list.json:3:3"
    assert str(project.place_of("name")) == "list.json:4:13"
    assert str(project.place_of("license")) == "list.json:3:3"


def test_a_record_in_yaml_knows_where_it_and_its_fields_stand():
    text = "format: directory/1\nprojects:\n- slug: istio\n  name:  Istio\n"
    [project] = own.read_yaml(text, "list.yaml").projects

    assert str(project.place) == "list.yaml:3:3"
    assert str(project.place_of("name")) == "list.yaml:4:10"


# ---- what is wrong


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_read():
    text = """{"format": "directory/1",
 "landscape": {"titel_zh": "x", "title_en": "Meshes"},
 "categories": [{"name_en": "Mesh"}, {"slug": "proxy", "hue": 9}],
 "projects": [
  {"slug": "Istio", "name": "Istio", "links": [{"kind": "homepag", "url": "istio.io"}]},
  {"slug": "kong", "position": "1", "tags": ["a", "a"], "extra": []},
  7,
  {"slug": "kong"}
 ]}"""
    read = own.read_json(text, "list.json")

    assert problems(text) == [
        "2:16 unknown-key",
        "3:17 missing-key",
        "3:63 out-of-range",
        "5:12 malformed",
        "5:57 not-a-choice",
        "5:75 malformed",
        "6:32 wrong-type",
        "6:51 repeated",
        "6:66 wrong-type",
        "7:3 wrong-type",
        "8:3 repeated",
    ]
    assert said(read) == {
        "landscape": {"title_en": "Meshes"},
        "categories": [{"slug": "proxy"}],
        "projects": [{"name": "Istio"}, {"slug": "kong"}],
    }


def test_problems_in_yaml_have_their_places_too():
    text = """format: directory/1
projects:
- slug: istio
  licence: MIT
  started: 2017
  links:
  - {kind: home, url: https://istio.io/}
"""
    assert problems(text, "yaml") == ["4:3 unknown-key", "5:12 wrong-type", "7:12 not-a-choice"]


@pytest.mark.parametrize(
    ("field", "value", "message", "remedy"),
    [
        ("licence", "MIT", "There is no field “licence” here.", "Did you mean “license”?"),
        ("name", 5, "“name” is a number.", "Write a text in quotes, such as “Envoy”."),
        ("name", "", "“name” is empty.", "Write a text in quotes, such as “Envoy”."),
        ("name", None, "“name” is null.", "Write a text in quotes, such as “Envoy”."),
        ("name", "x" * 121, "“name” has 121 characters.", "Shorten it to 120."),
        ("name", "\0", "“name” holds the character U+0000, which no database keeps.", "Remove it."),
        (
            "state",
            "publishd",
            "“state” cannot be “publishd”.",
            "Did you mean “published”?",
        ),
        (
            "state",
            "on",
            "“state” cannot be “on”.",
            "Write one of: draft, published, withdrawn.",
        ),
        (
            "started",
            "May 2017",
            "“started” cannot be “May 2017”.",
            "Write a year, a month or a day, as far as it is known, such as “2017-05-24”.",
        ),
        (
            "category",
            "Mesh",
            "“category” cannot be “Mesh”.",
            "Write lower-case ASCII letters, digits and single hyphens between them, "
            "such as “envoy-gateway”.",
        ),
        ("position", -1, "“position” is out of range.", WHOLE),
        ("position", True, "“position” is true or false.", WHOLE),
        (
            "languages",
            "Go",
            "“languages” is a text.",
            "Write a list, each item of it a text in quotes, such as “Envoy”.",
        ),
        (
            "languages",
            ["Go", 1],
            "“languages[1]” is a number.",
            "Write a text in quotes, such as “Envoy”.",
        ),
        ("links", [{"kind": "chat"}], "“url” is missing.", "Add it."),
        ("sources", [{}], "“zh” or “en” is missing.", "Add it."),
        ("extra", [], "“extra” is a list.", 'Write an object such as {"landscape": …}.'),
    ],
)
def test_a_mistake_comes_with_what_would_be_right(
    field: str, value: Any, message: str, remedy: str
):
    [problem] = own.read_json(one_project(**{field: value}), "list").problems

    assert (problem.message, problem.remedy) == (message, remedy)


def test_keys_that_stand_twice_are_told_with_both_places():
    text = '{"format": "directory/1",\n"projects": [{"slug": "a",\n"slug": "b"}]}'
    [problem] = own.read_json(text, "list").problems

    assert problems(text) == ["3:1 duplicate-key"]
    assert "line 2" in problem.message


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        ("", "1:1", "The file ends before the JSON in it does.", "Close what is open."),
        ('{"a": 1,}', "1:9", "A comma is left before “}”.", "Remove it."),
        ('{"a"\n1}', "2:1", "This is no JSON: “1}”.", "Put a colon between a key and its value."),
        (
            "[1 2]",
            "1:4",
            "This is no JSON: “2]”.",
            "Put a comma between two values, or close the list.",
        ),
        ("{'a': 1}", "1:2", "This is no JSON: “'a': 1}”.", "Put keys in double quotes."),
        ('{"a": "x', "1:7", 'This is no JSON: “"x”.', "Close the text with a double quote."),
        (
            '["a\tb"]',
            "1:4",
            'This is no JSON: “\tb"]”.',
            r"Write line breaks as \n and tabs as \t.",
        ),
        (r'["C:\dir"]', "1:5", r'This is no JSON: “\dir"]”.', r"Write backslashes twice: \\."),
        ("# list\n{}", "1:1", "JSON has no comments.", "Remove it, or write YAML."),
        ("{} {}", "1:4", "This is no JSON: “{}”.", "Remove what stands after the end."),
        (
            '{"a": "NaN", "b": NaN}',
            "1:19",
            "“NaN” is no number in JSON.",
            "Write digits, at most 4,300, or null.",
        ),
        ("[" * 100_000, "1:1", "This is nested too deeply to be read.", "Make it flatter."),
        (
            "5",
            "1:1",
            "This is no directory: it is no object.",
            "Begin with the key “format” and the value “directory/1”.",
        ),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(
    text: str, place: str, message: str, remedy: str
):
    with pytest.raises(Unreadable) as caught:
        own.read_json(text, "list")

    assert str(caught.value) == f"list:{place}: {message} {remedy}"


def test_what_is_nested_beyond_use_is_refused():
    deep: Any = {}
    for _ in range(30):
        deep = {"in": deep}

    assert problems(one_project(extra=deep)) == ["24:49 too-deep"]


@both
def test_lists_have_an_end(format: str):
    text = one_project(languages=["Go"] * 1001, tags=["a"])

    assert problems(text, format) == ["6:20 too-many"]
    assert READERS[format](text, "list").projects[0].fields == {"slug": "istio", "tags": ["a"]}


def test_of_a_hostile_file_some_problems_are_enough():
    assert len(problems(document(projects=[1] * 50_000))) == 10_000


@given(st.text() | JSON.map(json.dumps))
def test_any_text_is_read_or_refused(text: str):
    for read in READERS.values():
        with suppress(Unreadable):
            assert read(text, "list").problems


# ---- the schema


def test_the_published_schema_is_the_one_in_use():
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == own.schema()


def test_the_schema_is_one():
    Draft202012Validator.check_schema(own.schema())


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(listings())
def test_the_schema_takes_what_is_written(written: ListRecord):
    assert list(VALIDATOR.iter_errors(json.loads(own.write_json(written)))) == []


SAID = sorted(fields.PROJECT.fields.keys() - {"extra"})
AWRY = JSON | st.lists(
    st.fixed_dictionaries({}, optional={"kind": JSON, "url": JSON, "zh": JSON, "capability": JSON})
)


@given(st.sampled_from(SAID), AWRY | st.from_regex(r"[0-9]{4}(-[0-9]{2}){1,2}", fullmatch=True))
def test_reading_and_the_schema_find_fault_with_the_same_values(name: str, value: Any):
    """But for what no schema can say: what no database keeps, and 1.0, which is no whole number."""
    text = one_project(**{name: value})
    assume("\\u0000" not in text and not _has_float(value))

    assert bool(problems(text)) == bool(list(VALIDATOR.iter_errors(json.loads(text))))


def _has_float(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, float) or any(map(_has_float, parts))
