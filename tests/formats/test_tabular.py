"""Projects as CSV: a table that spreadsheets open right, and nothing lost in it."""

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.formats import tabular
from directory.formats.own.fields import PROJECT
from directory.formats.records import Level, ListRecord, Unreadable
from directory.formats.tabular.cells import guarded, unguarded
from tests.formats.listings import WORDS, listing, tables

# What spreadsheets take for a formula, OWASP says; and what makes a cell of what follows.
STARTS = "=+-@\t\r\n＝＋－＠"
PARTS = st.text(st.sampled_from(STARTS + "';,\"x1"), max_size=12)


def written(**fields: Any) -> dict[str, str]:
    """The cells of a project, as a spreadsheet has them."""
    text = tabular.write(listing({"projects": [{"slug": "istio"} | fields]}))
    [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return row


def read(text: str) -> list[dict[str, Any]]:
    found = tabular.read(text, "list.csv")
    assert found.problems == []
    return [project.fields for project in found.projects]


def problems(text: str) -> list[str]:
    """Each as line:column code."""
    found = tabular.read(text, "list.csv").problems
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found]


# ---- there and back


def in_full(listing: ListRecord) -> list[dict[str, Any]]:
    """With the fields that are not said, as a new project has them."""
    defaults = {name: kind.default for name, kind in PROJECT.fields.items()}
    told = {name: value for name, value in defaults.items() if value is not None}
    for name in ("slug", "name", "category", "created"):
        del told[name]
    return [told | project.fields for project in listing.projects]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_what_is_written_is_read_back(written: ListRecord):
    read = tabular.read(tabular.write(written), "list.csv")

    assert read.problems == []
    assert in_full(read) == in_full(written)


@given(WORDS | PARTS)
def test_any_text_is_kept_exactly(text: str):
    table = tabular.write(listing({"projects": [{"slug": "istio", "summary_en": text}]}))

    assert read(table)[0]["summary_en"] == text


def test_a_table_opens_right_in_a_spreadsheet():
    text = tabular.write(listing({"projects": [{"slug": "istio", "name": "服务网格, 一"}]}))

    assert text.startswith("\ufeffslug,name,")
    assert '\r\nistio,"服务网格, 一",' in text
    assert text.endswith("\r\n")


def test_cells_are_readable():
    links = [
        {"kind": "homepage", "url": "https://istio.io/", "text": "Istio's page"},
        {"kind": "repository", "url": "https://github.com/istio/old", "former": True},
    ]
    cells = written(tags=["sidecar", "ebpf"], languages=["Go", "C++"], links=links, position=3)

    assert cells["tags"] == "sidecar;ebpf"
    assert cells["languages"] == "Go;C++"
    assert cells["links"].split("\n") == [
        "homepage https://istio.io/ Istio's page",
        "former repository https://github.com/istio/old",
    ]
    assert cells["position"] == "3"


def test_what_has_parts_of_its_own_is_json():
    cells = written(
        relations=[{"kind": "built-on", "project": "envoy"}], extra={"line": 3}, languages=["a;b"]
    )

    assert cells["relations"] == '[{"kind": "built-on", "project": "envoy"}]'
    assert cells["extra"] == '{"line": 3}'
    assert cells["languages"] == '["a;b"]'


def test_a_default_that_is_not_empty_is_written():
    cells = written()

    assert (cells["state"], cells["status"], cells["position"]) == ("", "unknown", "0")


@pytest.mark.parametrize(("cell", "flag"), [("true", True), ("TRUE", True), ("", False)])
def test_spreadsheets_may_write_true_in_capitals(cell: str, flag: bool):
    assert read(f"slug,featured\nistio,{cell}\n") == [{"slug": "istio", "featured": flag}]


def test_empty_cells_say_that_nothing_is_there_where_that_can_be():
    said = read("slug,name,summary_en,tags,extra,position,state,category\nistio,,,,,,,\n")

    assert said == [{"slug": "istio", "summary_en": "", "tags": [], "extra": {}}]


# ---- formulas


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_a_formula(start: str):
    cells = written(name=f"{start}cmd|' /C calc'!A0", summary_en=f"a;{start}1+1")

    assert cells["name"].startswith(f"'{start}")
    assert cells["summary_en"] == f"a;'{start}1+1"


@given(PARTS)
def test_no_cell_begins_with_what_spreadsheets_run(text: str):
    """However they part the cells."""
    parts = guarded(text).replace("\t", ";").split(";")

    assert not any(part.startswith(tuple(STARTS)) for part in parts)


@given(PARTS)
def test_apostrophes_that_were_there_stay(text: str):
    assert unguarded(guarded(text)) == text


def test_a_formula_in_a_file_is_a_text():
    assert read("slug,name\nistio,=1+1\n")[0]["name"] == "=1+1"


# ---- tables that others make


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_told_apart(delimiter: str, end: str):
    rows = ["name slug tags", 'Istio istio "a;b"', "", "Kong kong a"]

    assert read(end.join(rows).replace(" ", delimiter)) == [
        {"name": "Istio", "slug": "istio", "tags": ["a", "b"]},
        {"name": "Kong", "slug": "kong", "tags": ["a"]},
    ]


def test_rows_and_columns_that_are_empty_do_no_harm():
    assert read("slug,name,,\nistio,Istio,,\n,,,\n") == [{"slug": "istio", "name": "Istio"}]


def test_quoted_cells_hold_delimiters_line_breaks_and_quotes():
    assert read('slug,summary_en\nistio,"a, ""b""\nc"\n')[0]["summary_en"] == 'a, "b"\nc'


def test_other_columns_are_kept_and_told():
    found = tabular.read("slug,Stars,nmae\nistio,5,Istio\nkong,,\n", "list.csv")

    assert [problem.level for problem in found.problems] == [Level.WARNING, Level.WARNING]
    assert [problem.remedy for problem in found.problems] == [
        "It is kept in “extra”.",
        "Did you mean “name”?",
    ]
    assert [project.fields for project in found.projects] == [
        {"slug": "istio", "some_extra": {"csv": {"Stars": "5", "nmae": "Istio"}}},
        {"slug": "kong"},
    ]


def test_other_columns_stand_beside_what_else_is_extra():
    [project] = tabular.read('slug,Stars,extra\nistio,5,"{""a"": 1}"\n', "list.csv").projects

    assert project.fields == {"slug": "istio", "extra": {"a": 1, "csv": {"Stars": "5"}}}


def test_a_record_knows_where_its_cells_stand():
    [project] = tabular.read('slug,name,tags\n"istio","Is\ntio",a\n', "list.csv").projects

    assert str(project.place) == "list.csv:2:1"
    assert str(project.place_of("name")) == "list.csv:2:9"
    assert str(project.place_of("tags")) == "list.csv:3:6"


# ---- what is wrong


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_read():
    text = """slug,name,slug,,links,position
istio,Istio,,,hompage https://istio.io/,1
Envoy,Envoy,,,,x
kong,"Ko"ng,,
,,,,homepage https://a.b/,2
linkerd,"Linkerd,,,,3
traefik,Traefik,,,,4,5
istio,Istio,,,[1,5
"""
    found = tabular.read(text, "list.csv")

    assert problems(text) == [
        "1:11 repeated-column",
        "1:16 unnamed-column",
        "2:15 not-a-choice",
        "3:1 malformed",
        "3:16 wrong-type",
        "4:1 row-length",
        "4:10 stray-quote",
        "5:1 missing-key",
        "6:9 unclosed-quote",
        "7:22 row-length",
        "8:1 repeated",
        "8:15 not-json",
    ]
    assert [project.fields for project in found.projects] == [
        {"slug": "istio", "name": "Istio", "position": 1},
        {"name": "Envoy", "links": []},
        {"slug": "kong", "name": "Kong"},
        {"slug": "linkerd", "name": "Linkerd", "links": [], "position": 3},
        {"slug": "traefik", "name": "Traefik", "links": [], "position": 4},
    ]


def test_a_quote_at_the_end_is_told_though_nothing_is_in_it():
    assert problems('slug\nistio\n"') == ["3:1 unclosed-quote"]


def test_a_table_without_any_of_our_columns_is_refused():
    with pytest.raises(Unreadable, match="names no column"):
        tabular.read("a,b\nc,d\n", "list.csv")


def test_of_a_hostile_table_some_problems_are_enough():
    assert len(problems("slug,name\n" + "X,x\n" * 50_000)) == 10_000


@given(st.text() | st.text(st.sampled_from('slug,name;"\n\r\t')))
def test_any_text_is_read_or_refused(text: str):
    assert tabular.read("slug,name,links\n" + text, "list.csv")
    with suppress(Unreadable):
        tabular.read(text, "list.csv")
