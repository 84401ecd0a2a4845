"""Columns of a chart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory import charts

COUNTS = st.lists(st.tuples(st.text(max_size=4), st.integers(0, 10**6)), max_size=60)


@given(COUNTS)
def test_every_column_stands_on_the_base_beside_the_others_with_room_for_its_number(counts):
    columns = charts.columns(counts)

    for column in columns:
        assert column.y >= charts.TOP
        assert abs(column.y + column.height - charts.BASE) < 0.11
        assert 0 <= column.x <= charts.width(len(columns)) - column.width + 0.11
    assert charts.width(len(columns)) <= charts.WIDTH
    for one, other in pairwise(columns):
        assert one.x + one.width <= other.x


def test_a_chart_of_few_columns_is_narrow():
    assert charts.width(2) * 5 == charts.width(10)


def test_columns_are_as_high_as_their_numbers():
    low, high, none = charts.columns([("2017", 5), ("2018", 10), ("2019", 0)])

    assert (low.height * 2, none.height) == (high.height, 0)
