from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures import Arrangement, Drawing, Mark, Panel, Picture, arrange, widened
from handouts.figures.baked import read_picture, write_picture
from handouts.figures.drawing import Kind, Letter, SoreSide

numbers = st.integers(-6000, 6000)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    ops = "m" + draw(st.text("lcz", max_size=8))
    count = sum({"m": 2, "l": 2, "c": 6, "z": 0}[op] for op in ops)
    points = draw(st.lists(numbers, min_size=count, max_size=count))
    kind: Kind = draw(st.sampled_from(get_args(Kind)))
    return Mark(kind, draw(st.sampled_from(("skin", "line"))), 0.25, ops, tuple(points))


panels = st.builds(
    Panel,
    st.tuples(numbers, numbers, numbers, numbers),
    st.lists(marks(), max_size=2).map(tuple),
    st.lists(st.builds(Letter, st.sampled_from("ABC"), numbers, numbers), max_size=2).map(tuple),
)
pictures = st.builds(
    Picture,
    st.just("wave"),
    st.just("man"),
    st.just("0" * 16),
    st.lists(panels, min_size=1, max_size=3).map(tuple),
    sore=st.sampled_from(get_args(SoreSide)),
)


@given(pictures)
def test_a_picture_survives_its_file(picture: Picture) -> None:
    assert read_picture(write_picture(picture)) == picture


@given(marks(), numbers, numbers)
def test_moving_a_mark_and_back_changes_nothing(mark: Mark, dx: int, dy: int) -> None:
    assert mark.moved(dx, dy).moved(-dx, -dy) == mark


@given(marks())
def test_the_steps_of_a_mark_take_all_its_points(mark: Mark) -> None:
    assert tuple(v for _, values in mark.steps() for v in values) == mark.points
    assert "".join(op for op, _ in mark.steps()) == mark.ops


def _panel(width: int, height: int) -> Panel:
    corners = (50, 70, 50 + width, 70, 50 + width, 70 + height)
    return Panel((50, 70, 50 + width, 70 + height), (Mark("fill", "skin", 0, "mllz", corners),))


def _inside(drawing: Drawing) -> bool:
    return all(
        0 <= x <= drawing.width and 0 <= y <= drawing.height
        for mark in drawing.marks
        for x, y in zip(mark.points[::2], mark.points[1::2], strict=True)
    )


def test_every_arrangement_stays_in_its_box() -> None:
    three = ((300, 500), (310, 480), (290, 500))
    for sizes in (((900, 300), (900, 400)), ((300, 900), (400, 800)), three, ((500, 500),)):
        picture = Picture("wave", "man", "0", tuple(_panel(*size) for size in sizes))
        ways: tuple[Arrangement, ...] = get_args(Arrangement)
        for arrangement in ways:
            assert _inside(arrange(picture, arrangement))


def test_two_lying_positions_ask_for_the_full_width_and_two_upright_ones_do_not() -> None:
    lying = Picture("rest", "man", "0", (_panel(900, 300), _panel(900, 400)))
    upright = Picture("stand", "man", "0", (_panel(300, 900), _panel(300, 900)))
    assert arrange(lying).wide
    assert not arrange(upright).wide
    assert not arrange(lying, "stack").wide


@given(st.lists(marks(), max_size=2))
def test_equal_drawings_have_one_hash(drawn: list[Mark]) -> None:
    one, other = (Drawing(10, 20, tuple(drawn)) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


def test_each_position_side_by_side_has_a_place_for_its_caption() -> None:
    picture = Picture("wave", "man", "0", (_panel(300, 900), _panel(500, 900), _panel(200, 700)))

    places = arrange(picture).panels

    assert [place.width for place in places] == [300, 500, 200]
    assert [place.marks for place in places] == [1, 1, 1]
    assert places[0].left == 0
    assert all(a.left + a.width < b.left for a, b in pairwise(places))
    assert arrange(picture, "stack").panels == ()
    assert arrange(Picture("wave", "man", "0", (_panel(300, 900),))).panels == ()


def test_a_position_gets_room_for_a_caption_wider_than_itself_and_stays_in_its_middle() -> None:
    letter = Letter("A", 60, 80)
    narrow = Panel(_panel(100, 900).box, _panel(100, 900).marks, (letter,))
    drawing = arrange(Picture("wave", "man", "0", (narrow, _panel(500, 900))))

    wider = widened(drawing, (300, 300))

    assert [place.width for place in wider.panels] == [300, 500]
    assert wider.width == drawing.width + 200
    assert _inside(wider)
    assert wider.marks[0] == drawing.marks[0].moved(100, 0)
    assert wider.marks[1] == drawing.marks[1].moved(200, 0)
    assert wider.letters == (drawing.letters[0].moved(100, 0),)
    assert widened(drawing, (0, 0)).marks == drawing.marks


@pytest.mark.parametrize(
    ("drawn", "sore", "mirrored"),
    [
        ("left", "right", True),
        ("right", "left", True),
        ("left", "left", False),
        ("right", "both", False),
        ("left", "", False),
        ("", "left", False),
    ],
)
def test_a_picture_is_mirrored_only_where_it_shows_the_other_side(
    drawn: SoreSide, sore: str, mirrored: bool
) -> None:
    picture = Picture("wave", "man", "0", (_panel(300, 900), _panel(500, 900)), sore=drawn)

    usual, shown = arrange(picture), arrange(picture, sore=sore)

    assert (shown != usual) == mirrored
    assert shown.panels == usual.panels, "captions stay under the same positions"
    assert _inside(shown)
    if mirrored:
        first = [300 - x for x in usual.marks[0].points[::2]]
        assert list(shown.marks[0].points[::2]) == first


@given(panels)
def test_a_mirrors_mirror_shows_the_same(panel: Panel) -> None:
    assert panel.mirrored().mirrored() == panel
