"""What a comparison is made of: what differs, what is known, which sources there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.comparison.rows import (
    DATE,
    SET,
    TEXT,
    UNKNOWN,
    VALUE,
    Cell,
    Group,
    Matrix,
    Row,
    Source,
)


def row(kind: str, *known: object, **fields: object) -> Row:
    cells = [UNKNOWN if data is None else Cell(data) for data in known]
    return Row("mtls", "mTLS", kind, cells, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "known", "differs"),
    [
        (VALUE, ["yes", "yes"], False),
        (VALUE, ["yes", "no"], True),
        (VALUE, ["yes", None], False),
        (VALUE, [None, None], False),
        (VALUE, ["yes", None, "partial"], True),
        (SET, [["gRPC", "TCP"], ["TCP", "gRPC"]], False),
        (SET, [["gRPC"], ["TCP", "gRPC"]], True),
        (DATE, ["2016", "2016-11"], False),
        (DATE, ["2016", "2017"], True),
        (DATE, ["2016-11-18", "2016-12"], True),
        (TEXT, [{"zh": "", "en": "Envoy"}, {"zh": "", "en": "envoy"}], False),
        (TEXT, [{"zh": "", "en": "Envoy"}, {"zh": "", "en": "NGINX"}], True),
        (TEXT, [{"zh": "代理", "en": ""}, {"zh": "", "en": "Proxy"}], False),
        (TEXT, [{"zh": "代理", "en": "Proxy"}, {"zh": "网关", "en": ""}], True),
    ],
)
def test_a_row_differs_where_two_known_values_cannot_be_the_same(kind, known, differs):
    assert row(kind, *known).differs is differs


@given(st.lists(st.sampled_from(["yes", "no", "partial", None]), min_size=2, max_size=8))
def test_what_is_unknown_never_makes_a_difference(values):
    known = [value for value in values if value is not None]

    assert row(VALUE, *values).differs == row(VALUE, *known).differs == (len(set(known)) > 1)


def test_two_values_of_one_project_are_a_difference_too():
    cells = [Cell("MIT", other=Cell("Apache-2.0")), UNKNOWN]

    assert Row("license", "License", VALUE, cells).differs


def test_what_each_project_has_for_itself_is_no_difference():
    assert not row(SET, ["https://istio.io/"], ["https://kuma.io/"], is_compared=False).differs


def test_rows_of_which_nothing_is_known_are_told_apart():
    matrix = Matrix([Group("a", "A", [row(VALUE, "yes", None)]), Group("b", "B", [row(SET, None)])])

    assert [group.slug for group in matrix.shown] == ["a"]
    assert matrix.unknown == [row(SET, None)]
    assert matrix.counts == (1, 0)


def test_only_the_rows_that_differ_are_left_on_request():
    same, other = row(VALUE, "yes", "yes"), row(VALUE, "yes", "no")
    matrix = Matrix([Group("a", "A", [same, other]), Group("b", "B", [same])])

    assert matrix.differences == [Group("a", "A", [other])]


def test_a_source_that_several_cells_have_is_one_source():
    cells = [Cell("yes", sources=[Source(f"https://example.org/{page}")]) for page in "aba"]
    matrix = Matrix([Group("a", "A", [Row("mtls", "mTLS", VALUE, cells)])])

    assert [cell.numbers for cell in matrix.rows[0].cells] == ["1", "2", "1"]
    assert [s.url for s in matrix.sources] == ["https://example.org/a", "https://example.org/b"]


def test_the_sources_of_a_cell_are_told_in_few_numbers_and_found_in_the_list():
    shared, own = Source("https://example.org/all"), [Source("", f"Book {n}") for n in range(5)]
    cells = [Cell("a", sources=[shared]), Cell("b", sources=own[:2])]
    cells += [Cell("c", sources=[*own[2:], shared]), Cell("d", sources=own[4:])]

    shown = Matrix([Group("a", "A", [Row("mtls", "mTLS", VALUE, cells)])]).rows[0].cells

    assert [cell.numbers for cell in shown] == ["1", "2–3", "1, 4–6", "6"]
    assert [cell.source_url for cell in shown] == [
        "https://example.org/all",
        "#source-2",
        "#source-1",
        "#source-6",
    ]
