"""How plates, sections and tiles of the panorama are packed."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from directory.panorama.boxes import Box, layout
from directory.panorama.lines import Shape
from directory.panorama.packing import Measures, arrange

PAGE = Measures(width=1344, tile_width=100, tile_height=86)


@st.composite
def sections(draw: st.DrawFn) -> Shape:
    large, normal = draw(st.integers(0, 30)), draw(st.integers(0, 120))
    count = large + normal or 1
    heights = draw(st.just(()) | st.tuples(*[st.floats(40, 300)] * min(count, 20)))
    needed = tuple(heights[i % len(heights)] for i in range(count)) if heights else ()
    return Shape(large, count - large, draw(st.booleans()), needed)


shapes = sections()
plates = st.lists(st.lists(shapes, min_size=1, max_size=6).map(tuple), max_size=9).map(tuple)


def one_section(*tiles: tuple[int, int]) -> tuple[tuple[Shape, ...], ...]:
    return tuple((Shape(large, normal),) for large, normal in tiles)


def overlap(one: Box, other: Box) -> bool:
    near = 1e-6
    return (
        one.x + one.width > other.x + near
        and other.x + other.width > one.x + near
        and one.y + one.height > other.y + near
        and other.y + other.height > one.y + near
    )


def within(inner: Box, outer: Box) -> bool:
    near = 1e-6
    return (
        inner.x >= outer.x - near
        and inner.y >= outer.y - near
        and inner.x + inner.width <= outer.x + outer.width + near
        and inner.y + inner.height <= outer.y + outer.height + near
    )


@given(plates)
def test_every_row_fills_the_width_and_every_plate_stands_once_in_its_order(plates):
    rows = arrange(plates, PAGE).plates.rows

    assert all(sum(stack.span for stack in row) == PAGE.columns for row in rows)
    placed = [i for row in rows for stack in row for i in range(stack.first, stack.end)]
    assert placed == list(range(len(plates)))


@given(plates, st.sampled_from([0, 20]), st.sampled_from([0, 5_000]))
def test_boxes_stand_within_their_box_and_beside_one_another(plates, spread, at_least):
    boxes, height = layout(plates, replace(PAGE, spread=spread), at_least)

    assert height >= (at_least if plates else 0)
    assert not any(overlap(*pair) for pair in combinations([p.box for p in boxes], 2))
    assert all(within(p.box, Box(0, 0, PAGE.width, height)) for p in boxes)
    for plate, sections in zip(boxes, plates, strict=True):
        placed = [section.box for section in plate.sections]
        assert all(within(box, plate.box) for box in placed)
        assert not any(overlap(*pair) for pair in combinations(placed, 2))
        for section, shape in zip(plate.sections, sections, strict=True):
            assert len(section.tiles) == shape.large + shape.normal
            assert all(within(tile, section.box) for tile in section.tiles)
            for tile, needed in zip(section.tiles, shape.heights, strict=False):
                assert tile.height >= needed


@given(shapes)
def test_tiles_do_not_overlap(shape):
    (plate,), _height = layout(((shape,),), PAGE)

    tiles = plate.sections[0].tiles
    assert not any(overlap(*pair) for pair in combinations(tiles[:60], 2))


def test_a_line_is_as_high_as_what_its_tallest_tile_needs():
    shape = Shape(0, 3, heights=(90.0, 140.0, 100.0))
    (plate,), _height = layout(((shape,),), Measures(width=250, tile_width=100, tile_height=86))

    assert [tile.height for tile in plate.sections[0].tiles] == [140, 140, 100]


def test_small_plates_stand_one_below_another_beside_a_high_one():
    rows = arrange(one_section((0, 24), (0, 3), (0, 3)), PAGE).plates.rows

    assert [(stack.first, stack.end) for row in rows for stack in row] == [(0, 1), (1, 3)]


def test_plates_that_could_be_of_any_width_are_equally_wide():
    (row,) = arrange(one_section((0, 1), (0, 1)), PAGE).plates.rows

    assert [stack.span for stack in row] == [6, 6]


def test_one_category_alone_has_the_whole_width():
    assert arrange(one_section((0, 1)), PAGE).plates.rows == (((12, 0, 1),),)


def test_nothing_needs_no_room():
    assert layout((), PAGE) == ([], 0)


def test_a_directory_of_usual_size_leaves_little_empty():
    tiles = [(7, 49), (5, 35), (3, 20), (8, 25), (3, 12), (0, 4), (5, 13), (2, 6)]
    cell = (PAGE.tile_width + PAGE.tile_gap) * (PAGE.tile_height + PAGE.tile_gap)
    filled = sum(2 * large + normal for large, normal in tiles) * cell

    assert filled / (layout(one_section(*tiles), PAGE).height * PAGE.width) > 0.65
