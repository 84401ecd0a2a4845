"""Columns of a chart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory import charts

COUNTS = st.lists(st.tuples(st.text(max_size=4), st.integers(0, 10**6)), max_size=60)


@given(COUNTS)
def test_every_column_stands_on_the_base_beside_the_others_with_room_for_its_number(counts):
    columns = charts.columns(counts, charts.YEAR)

    for column in columns:
        assert column.y >= charts.TOP
        assert abs(column.y + column.height - charts.BASE) < 0.11
        assert column.left <= column.x
        assert column.x + column.width <= column.left + column.room
    for one, other in pairwise(columns):
        assert one.x + one.width <= other.x


def test_columns_are_as_high_as_their_numbers():
    low, high, none = charts.columns([("2017", 5), ("2018", 10), ("2019", 0)], charts.YEAR)

    assert (low.height * 2, none.height) == (high.height, 0)
