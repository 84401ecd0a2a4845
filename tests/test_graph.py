"""Where boxes of a graph stand, and lines between them."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from directory import graph

# Nodes by the width of their box, and edges among them.
GRAPHS = st.dictionaries(st.integers(0, 40), st.integers(20, 300), max_size=25).flatmap(
    lambda widths: st.tuples(
        st.just(tuple(widths.items())),
        st.lists(st.tuples(*[st.sampled_from(sorted(widths) or [0])] * 2), max_size=40).map(
            lambda edges: tuple(e for e in edges if e[0] in widths and e[0] != e[1])
        ),
    )
)


@given(GRAPHS)
def test_every_node_has_a_box_that_touches_no_other_and_stands_within_the_picture(drawn):
    widths, edges = drawn
    laid = graph.lay_out(widths, edges)

    assert set(laid.boxes) == {node for node, _width in widths}
    for one, other in combinations(laid.boxes.values(), 2):
        assert min(one.overlap(other)) < 1e-3
    for box in laid.boxes.values():
        assert box.left >= -1e-6
        assert box.right <= laid.width + 1e-6
        assert box.top >= -1e-6
        assert box.bottom <= laid.height + 1e-6


def test_the_same_graph_is_drawn_the_same_each_time():
    widths = tuple((i, 80) for i in range(12))
    edges = tuple((i, (i * 5 + 1) % 12) for i in range(12))

    assert graph.lay_out(widths, edges) == graph.lay_out.__wrapped__(widths, edges)


def test_neighbours_stand_nearer_than_what_is_many_steps_away():
    widths = tuple((i, 60) for i in range(7))
    boxes = graph.lay_out(widths, tuple((i, i + 1) for i in range(6))).boxes

    near = abs(boxes[0].x - boxes[1].x) + abs(boxes[0].y - boxes[1].y)
    far = abs(boxes[0].x - boxes[6].x) + abs(boxes[0].y - boxes[6].y)
    assert near * 3 < far


def test_parts_that_are_not_connected_do_not_interleave():
    widths = tuple((i, 60) for i in range(6))
    boxes = graph.lay_out(widths, ((0, 1), (1, 2), (3, 4), (4, 5))).boxes

    def frame(nodes: range) -> graph.Box:
        left, right = min(boxes[i].left for i in nodes), max(boxes[i].right for i in nodes)
        top, bottom = min(boxes[i].top for i in nodes), max(boxes[i].bottom for i in nodes)
        return graph.Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)

    assert min(frame(range(3)).overlap(frame(range(3, 6)))) <= 0


def test_the_largest_picture_is_laid_out():
    nodes = 180
    edges = tuple((i, (i * 7) % i) for i in range(1, nodes))

    drawing = graph.lay_out(tuple((i, 120) for i in range(nodes)), edges)

    assert drawing


def test_of_a_large_graph_the_largest_parts_are_drawn_and_of_a_part_its_hubs():
    star = [(0, i) for i in range(1, 10)]
    pair = [(20, 21)]

    assert graph.most_connected([*pair, *star], at_most=12) == [*range(10), 20, 21]
    assert graph.most_connected([*pair, *star], at_most=4) == [0, 1, 2, 3]


def test_no_node_is_drawn_without_any_neighbour():
    assert graph.most_connected([(0, 1), (2, 3)], at_most=3) == [0, 1]
    assert graph.most_connected([], at_most=3) == []


def test_a_line_runs_from_edge_to_edge():
    line = graph.between(graph.Box(0, 0, 100, 20), graph.Box(300, 0, 50, 20))

    assert line == (50, 0, 275, 0)


def test_lines_of_the_same_two_boxes_run_beside_one_another():
    one, other = graph.Box(0, 0, 100, 20), graph.Box(300, 0, 50, 20)

    assert graph.between(one, other, 6).y1 - graph.between(one, other).y1 == 6


def test_a_box_is_wider_for_chinese_than_for_as_many_letters():
    assert graph.width_of("服务网格") > graph.width_of("mesh")


WIDTHS = st.builds(
    graph.Widths, st.integers(20, 300), st.lists(st.integers(20, 300), min_size=1, max_size=9)
)


@given(
    st.dictionaries(st.integers(), WIDTHS, max_size=6),
    st.dictionaries(st.text(max_size=3), WIDTHS, max_size=6),
)
def test_groups_beside_a_box_touch_neither_one_another_nor_it(left, right):
    sides = graph.beside(90, left, right)

    assert len(sides.headings) == len(left) + len(right)
    boxes = [sides.middle, *sides.boxes.values()]
    for one, other in combinations(boxes, 2):
        assert min(one.overlap(other)) <= 0
    for box in boxes:
        assert box.left >= 0
        assert box.right <= sides.width
        assert box.top >= 0
        assert box.bottom <= sides.height
    for heading in sides.headings:
        width = {**left, **right}[heading.group].heading
        start = heading.x - width if heading.on_the_left else heading.x
        assert start >= 0
        assert start + width <= sides.width
        inner = sides.middle.left if heading.on_the_left else sides.middle.right
        assert (heading.x < inner) == heading.on_the_left


def test_a_high_side_gives_its_last_groups_to_the_other():
    sides = graph.beside(
        90,
        {"a": graph.Widths(70, [50] * 9), "b": graph.Widths(70, [50] * 8)},
        {"c": graph.Widths(70, [50])},
    )

    assert sides.boxes["a", 0].x < sides.middle.x < sides.boxes["b", 0].x
