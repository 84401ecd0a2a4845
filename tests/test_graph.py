"""Where boxes of a graph stand, and lines between them."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from directory import graph
from tests.drawn import enters, overlap, points

# Nodes by the size of their box, and edges among them.
SIZES = st.builds(graph.Size, st.integers(20, 300), st.integers(24, 66))
GRAPHS = st.dictionaries(st.integers(0, 40), SIZES, min_size=1, max_size=25).flatmap(
    lambda sizes: st.tuples(
        st.just(tuple(sizes.items())),
        st.lists(st.tuples(*[st.sampled_from(sorted(sizes))] * 2), max_size=60).map(
            lambda edges: tuple(edge for edge in edges if edge[0] != edge[1])
        ),
    )
)


@given(GRAPHS)
def test_every_node_has_a_box_that_touches_no_other_and_stands_within_its_part(drawn):
    sizes, edges = drawn
    parts = graph.lay_out(sizes, edges)

    assert sorted(node for part in parts for node in part.boxes) == sorted(dict(sizes))
    for part in parts:
        for one, other in combinations(part.boxes.values(), 2):
            assert overlap(one, other) <= -8
        for node, box in part.boxes.items():
            assert box.width >= dict(sizes)[node].width
            assert box.height >= dict(sizes)[node].height
            assert 0 <= box.left < box.right <= part.width
            assert 0 <= box.top < box.bottom <= part.height


@given(GRAPHS)
def test_a_line_runs_from_edge_to_edge_of_its_boxes_and_under_none(drawn):
    sizes, edges = drawn
    parts = graph.lay_out(sizes, edges)

    assert sorted(place for part in parts for place in part.lines) == list(range(len(edges)))
    for part in parts:
        for place, line in part.lines.items():
            way = points(line.path)
            for node, (x, y) in zip(edges[place], (way[0], way[-1]), strict=True):
                box = part.boxes[node]
                assert x in (box.left, box.right)
                assert box.top <= y <= box.bottom
            assert not any(enters(way, box) for box in part.boxes.values())
            assert all(0 <= x <= part.width and 0 <= y <= part.height for x, y in way)


@given(GRAPHS)
def test_no_two_lines_begin_or_end_at_the_same_point(drawn):
    for part in graph.lay_out(*drawn):
        ends = [end for line in part.lines.values() for end in (line.points[0], line.points[-1])]
        assert len(ends) == len(set(ends))


def test_the_same_graph_is_drawn_the_same_each_time():
    sizes = tuple((i, graph.Size(80)) for i in range(12))
    edges = tuple((i, (i * 5 + 1) % 12) for i in range(12) if i != (i * 5 + 1) % 12)

    assert graph.lay_out(sizes, edges) == graph.lay_out.__wrapped__(sizes, edges)


def test_neighbours_stand_in_columns_beside_one_another():
    sizes = tuple((i, graph.Size(60)) for i in range(30))
    edges = tuple((i // 3, i) for i in range(1, 30))
    (part,) = graph.lay_out(sizes, edges)

    columns = sorted({box.x for box in part.boxes.values()})
    apart = [
        abs(columns.index(part.boxes[one].x) - columns.index(part.boxes[other].x))
        for one, other in edges
    ]
    assert apart.count(1) > len(edges) * 0.8


def test_lines_of_a_tree_do_not_cross():
    sizes = tuple((i, graph.Size(60)) for i in range(7))
    edges = ((0, 1), (0, 2), (0, 3), (3, 4), (3, 5), (3, 6))
    (part,) = graph.lay_out(sizes, edges)

    for node, side in product((0, 3), ("left", "right")):
        box = part.boxes[node]
        lines = [part.lines[place] for place, edge in enumerate(edges) if node in edge]
        ends = [sorted(line.points[:: len(line.points) - 1]) for line in lines]
        ways = [
            (near.y, far.y) if near.x == getattr(box, side) else (far.y, near.y)
            for near, far in ends
            if getattr(box, side) in (near.x, far.x)
        ]
        assert [far for _near, far in sorted(ways)] == sorted(far for _near, far in ways)


def test_each_connected_part_is_laid_out_on_its_own_the_largest_first():
    sizes = tuple((i, graph.Size(60)) for i in range(6))
    parts = graph.lay_out(sizes, ((4, 5), (0, 1), (1, 2)))

    assert [set(part.boxes) for part in parts] == [{0, 1, 2}, {4, 5}, {3}]


def test_boxes_stand_column_by_column_from_top_to_bottom():
    sizes = tuple((i, graph.Size(60)) for i in range(9))
    (part,) = graph.lay_out(sizes, tuple((0, i) for i in range(1, 9)))

    places = [(box.x, box.y) for box in part.boxes.values()]
    assert places == sorted(places)


def test_a_small_window_opens_on_most_boxes():
    sizes = tuple((i, graph.Size(120)) for i in range(60))
    (part,) = graph.lay_out(sizes, tuple((i // 3, i) for i in range(1, 60)))
    across, down = graph.WINDOW

    def seen(left: bool, top: bool) -> int:
        return sum(
            (box.x if left else part.width - box.x) < across
            and (box.y if top else part.height - box.y) < down
            for box in part.boxes.values()
        )

    assert seen(True, True) == max(seen(*corner) for corner in product((True, False), repeat=2))


def test_the_largest_picture_is_laid_out():
    nodes = 180
    edges = tuple((i, (i * 7) % i) for i in range(1, nodes))

    assert graph.lay_out(tuple((i, graph.Size(120)) for i in range(nodes)), edges)


def test_of_a_large_graph_the_largest_parts_are_drawn_and_of_a_part_its_hubs():
    star = [(0, i) for i in range(1, 10)]
    pair = [(20, 21)]

    assert graph.most_connected([*pair, *star], at_most=12) == [*range(10), 20, 21]
    assert graph.most_connected([*pair, *star], at_most=4) == [0, 1, 2, 3]


def test_no_node_is_drawn_without_any_neighbour():
    assert graph.most_connected([(0, 1), (2, 3)], at_most=3) == [0, 1]
    assert graph.most_connected([], at_most=3) == []


def test_a_box_is_wider_for_chinese_than_for_as_many_letters():
    assert graph.Size.of("服务网格").width > graph.Size.of("mesh").width


GROUPS = st.builds(graph.Group, st.integers(20, 300), st.lists(SIZES, min_size=1, max_size=9))


@given(
    st.dictionaries(st.integers(), GROUPS, max_size=6),
    st.dictionaries(st.text(max_size=3), GROUPS, max_size=6),
)
def test_groups_beside_a_box_touch_neither_one_another_nor_it(left, right):
    sides = graph.beside(graph.Size(90), left, right)

    assert len(sides.headings) == len(left) + len(right)
    boxes = [sides.middle, *sides.boxes.values()]
    for one, other in combinations(boxes, 2):
        assert overlap(one, other) <= 0
    for box in boxes:
        assert 0 <= box.left < box.right <= sides.width
        assert 0 <= box.top < box.bottom <= sides.height
    for line in sides.lines.values():
        way = points(line.path)
        assert not any(enters(way, box) for box in boxes)
    for heading in sides.headings:
        width = {**left, **right}[heading.group].heading
        start = heading.x - width if heading.on_the_left else heading.x
        assert start >= 0
        assert start + width <= sides.width
        inner = sides.middle.left if heading.on_the_left else sides.middle.right
        assert (heading.x < inner) == heading.on_the_left


def test_every_line_reaches_the_box_in_the_middle_at_a_point_of_its_own():
    sides = graph.beside(
        graph.Size(90),
        {"a": graph.Group(70, [graph.Size(50)] * 9)},
        {"b": graph.Group(70, [graph.Size(50)] * 3)},
    )

    ends = [line.points[-1] for line in sides.lines.values()]
    assert len(set(ends)) == 12
    assert all(sides.middle.top < end.y < sides.middle.bottom for end in ends)


def test_a_high_side_gives_its_last_groups_to_the_other():
    size = graph.Size(50)
    sides = graph.beside(
        graph.Size(90),
        {"a": graph.Group(70, [size] * 9), "b": graph.Group(70, [size] * 8)},
        {"c": graph.Group(70, [size])},
    )

    assert sides.boxes["a", 0].x < sides.middle.x < sides.boxes["b", 0].x
